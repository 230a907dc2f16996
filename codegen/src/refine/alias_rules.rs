//! The rules of aliases hold for the fields and parameters that use them.

use crate::ir::{
    Api, Rule, Type, TypeDef, TypeId, TypeKind,
    graph::{Step, ends},
};

/// Copies the rules of aliases to the fields and parameters that use them.
pub(super) fn copy(api: &mut Api) {
    let types = &api.types;
    let first_with = with_rules(types);
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            let rules = rules_of(types, &first_with, &parameter.ty);
            extend(&mut parameter.rules, rules);
        }
    }
    let mut found = Vec::new();
    for (index, def) in types.iter().enumerate() {
        let TypeKind::Object(object) = &def.kind else { continue };
        for (field, is) in object.fields.iter().enumerate() {
            let rules = rules_of(types, &first_with, &is.ty);
            if !rules.is_empty() {
                found.push((index, field, rules));
            }
        }
    }
    for (index, field, rules) in found {
        if let Some(TypeDef { kind: TypeKind::Object(object), .. }) = api.types.get_mut(index)
            && let Some(field) = object.fields.get_mut(field)
        {
            extend(&mut field.rules, rules);
        }
    }
}

fn extend(rules: &mut Vec<Rule>, more: Vec<Rule>) {
    for rule in more {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
}

/// For each type: the first alias that has rules, on the way from it through aliases.
fn with_rules(types: &[TypeDef]) -> Vec<Option<TypeId>> {
    let step = |index: usize| match types.get(index).map(|def| &def.kind) {
        Some(TypeKind::Alias { rules, .. }) if !rules.is_empty() => Step::End(Some(TypeId(index))),
        Some(TypeKind::Alias { target: ty, .. }) => match ty.split_null().0 {
            Type::Named(next) => Step::On(*next),
            _ => Step::End(None),
        },
        _ => Step::End(None),
    };
    ends(types.len(), step).into_iter().map(Option::flatten).collect()
}

fn rules_of(types: &[TypeDef], first_with: &[Option<TypeId>], ty: &Type) -> Vec<Rule> {
    let mut out = Vec::new();
    let mut at = ty.split_null().0;
    for _ in 0..=types.len() {
        let Type::Named(id) = at else { break };
        let Some(id) = first_with.get(id.0).copied().flatten() else { break };
        let Some(TypeDef { kind: TypeKind::Alias { target, rules }, .. }) = types.get(id.0) else {
            break;
        };
        extend(&mut out, rules.clone());
        at = target.split_null().0;
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::{
        ir::{Rule, TypeKind},
        load::Document,
        lower::lower,
        normalise::normalise,
        resolve::resolve,
    };

    #[test]
    fn rules_of_an_alias_are_those_of_its_fields() {
        let text = r"openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Id: {type: string, pattern: '^a\/\d+$'}
    Other: {$ref: '#/components/schemas/Id'}
    Odd: {type: string, pattern: '(?!x)'}
    Thing:
      type: object
      properties: {id: {$ref: '#/components/schemas/Other'}, odd: {$ref: '#/components/schemas/Odd'}}
";
        let model =
            normalise(&Document::parse("test.yaml", text.to_owned()).unwrap()).model.unwrap();
        let (mut api, _) = lower(&resolve(model).0);
        super::copy(&mut api);
        let objects = api.types.iter().filter_map(|def| match &def.kind {
            TypeKind::Object(object) => Some(object),
            _ => None,
        });
        let rules: Vec<_> = objects.flat_map(|it| &it.fields).map(|it| &it.rules).collect();
        assert_eq!(rules, [&vec![Rule::Pattern(r"^a\/\d+$".into())], &vec![]]);
    }
}
