//! A query that stands in a path, where parameters say it again: it is sent once, as the parameter.

use crate::model::Parameter as Model;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::{
    ir::{Location, Parameter},
    lower::context::Context,
};

use super::parameters::Written;

/// A path, and what of its query is a parameter.
pub(in crate::lower) struct PathQuery {
    /// The path without what parameters repeat.
    pub(in crate::lower) path: String,
    /// The parameters that are always sent: their names, and the values that the path gives.
    pub(in crate::lower) repeated: Vec<(String, Option<String>)>,
}

/// Looks for the query of a path among its parameters.
pub(in crate::lower) fn of(cx: &Context<'_>, path: &str, parameters: &[Written<'_>]) -> PathQuery {
    let nothing = || PathQuery { path: path.to_owned(), repeated: Vec::new() };
    let Some((start, query)) = path.split_once('?') else { return nothing() };
    let mut names = Vec::new();
    for (list, at) in parameters {
        for parameter in *list {
            if let Some((Model::Query { parameter_data, .. }, _)) =
                cx.resolved.parameter(parameter, at)
            {
                names.push(parameter_data.name.as_str());
            }
        }
    }
    let (mut kept, mut repeated) = (Vec::new(), Vec::new());
    for pair in query.split('&') {
        let (name, value) =
            pair.split_once('=').map_or((pair, None), |(name, it)| (name, Some(it)));
        let name = decoded(name);
        if names.contains(&name.as_str()) {
            repeated.push((name, value.map(decoded)));
        } else {
            kept.push(pair);
        }
    }
    if repeated.is_empty() {
        return nothing();
    }
    let mut path = start.to_owned();
    if !kept.is_empty() {
        path.push('?');
        path.push_str(&kept.join("&"));
    }
    PathQuery { path, repeated }
}

/// Makes what the path says hold for the parameters.
pub(in crate::lower) fn settle(
    parameters: &mut [Parameter],
    repeated: Vec<(String, Option<String>)>,
) {
    for (name, value) in repeated {
        let mut query = parameters.iter_mut().filter(|it| it.location == Location::Query);
        let Some(parameter) = query.find(|it| it.name == name) else { continue };
        parameter.required = true;
        // A variable's value is for the caller to give.
        let fixed = value.filter(|value| !value.contains('{'));
        if let (None, Some(value)) = (&parameter.constant, fixed) {
            parameter.constant = Some(Value::String(value));
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
