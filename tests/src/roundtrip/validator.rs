//! Whether a value fits a component, by a validator that this project has no part in.

use base64::{Engine, engine::general_purpose::STANDARD};
use jsonschema::Validator;
use serde_json::{Map, Value};

use super::{
    dialect::{self, Strictness},
    formats::BASE64,
    schemas::Schemas,
};

/// As many wrong parts as are taken out of a value before it is given up.
const MOST_PRUNED: usize = 12;

/// Validators for all components of a document, as it stands and read less strictly.
#[derive(Debug)]
pub(super) struct Validators {
    strict: Components,
    loose: Components,
}

impl Validators {
    /// `Err` says what the validator has against the schemas.
    pub(super) fn of(schemas: Schemas<'_>) -> Result<Self, String> {
        let of = |strictness| {
            let problem = |why| format!("the validator does not take the schemas: {why}");
            Components::of(schemas, strictness).map_err(problem)
        };
        Ok(Self { strict: of(Strictness::Strict)?, loose: of(Strictness::Loose)? })
    }

    /// Why a value does not fit a component.
    pub(super) fn validate(
        &self,
        strictness: Strictness,
        component: &str,
        value: Value,
    ) -> Result<(), String> {
        self.components(strictness).validate(component, value)
    }

    /// The values that fit, if need be without the parts that do not; each once. And how many do not fit.
    pub(super) fn pruned(
        &self,
        strictness: Strictness,
        component: &str,
        values: &[Value],
    ) -> (Vec<Value>, usize) {
        let components = self.components(strictness);
        let mut valid: Vec<Value> = Vec::new();
        for value in values {
            let pruned = components.pruned(component, value.clone());
            valid.extend(pruned.filter(|value| !valid.contains(value)));
        }
        let dropped = values.len() - valid.len();
        (valid, dropped)
    }

    fn components(&self, strictness: Strictness) -> &Components {
        match strictness {
            Strictness::Strict => &self.strict,
            Strictness::Loose => &self.loose,
        }
    }
}

/// A validator for all components of a document.
#[derive(Debug)]
struct Components {
    validator: Validator,
}

impl Components {
    /// `Err` says what the validator has against the schemas.
    fn of(schemas: Schemas<'_>, strictness: Strictness) -> Result<Self, String> {
        let schema = dialect::convert(schemas, strictness);
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .with_format(BASE64, |text| STANDARD.decode(text).is_ok())
            .build(&schema)
            .map_err(|err| format!("{err} at {}", err.schema_path()))?;
        Ok(Self { validator })
    }

    /// Why a value does not fit a component.
    fn validate(&self, component: &str, value: Value) -> Result<(), String> {
        let wrapped = wrap(component, value);
        self.validator.validate(&wrapped).map_err(|err| {
            let place = err.instance_path().to_string();
            let text: String = err.to_string().chars().take(200).collect();
            format!("{text} at {}", place.split_once('/').map_or("", |(_, place)| place))
        })
    }

    /// The value without those parts that do not fit and need not be there; `None` if nothing that fits is left.
    fn pruned(&self, component: &str, value: Value) -> Option<Value> {
        let mut wrapped = wrap(component, value);
        for _ in 0..MOST_PRUNED {
            let Err(err) = self.validator.validate(&wrapped) else {
                return wrapped.get_mut(component).map(Value::take);
            };
            let place = err.instance_path().to_string();
            drop(err);
            remove(&mut wrapped, &place);
            wrapped.get(component)?;
        }
        None
    }
}

/// The object that the converted schema describes.
fn wrap(component: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(component.to_owned(), value)]))
}

/// Removes what stands at a JSON pointer.
fn remove(value: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    match value.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            map.shift_remove(&*vetted_codegen::diagnostic::unescaped(key));
        }
        Some(Value::Array(list)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < list.len()) {
                list.remove(index);
            }
        }
        _ => {}
    }
}
