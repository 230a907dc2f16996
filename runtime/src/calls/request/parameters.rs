//! The parameters of a request: what a method of a generated client hands over, one line each.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::{
    Request,
    style::{self, Style},
    target,
};
use crate::{
    Check, Place, Rule, Violation,
    calls::encode::{self, check_cookie, header_line},
    check_value,
};

impl Request {
    /// Puts a value into the path template, as style `simple`. It cannot add a segment; an empty one and dots are
    /// refused.
    pub fn path(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.path_as(name, value, Style::Simple)
    }

    /// Puts a value into the path template.
    pub fn path_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.set_path(name, value, style, encode::value);
        self
    }

    /// Puts a value into the path template whose reserved characters go out as they are (`allowReserved`): it can hold
    /// several segments. What would end the path is encoded, and segments of dots are refused.
    pub fn path_reserved(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.set_path(name, value, style, encode::reserved_in_path);
        self
    }

    /// Sets a query parameter, as style `form` exploded. Null is not sent; the same name again replaces.
    pub fn query(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.query_as(name, value, Style::Form)
    }

    /// Sets a query parameter. Null is not sent; the same name again replaces.
    pub fn query_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        if let Some(value) = self.tree(name, value) {
            self.set_query(name.into(), &value, style, encode::value);
        }
        self
    }

    /// Sets a query parameter whose reserved characters go out as they are (`allowReserved`), but for those that would
    /// end it.
    pub fn query_reserved(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        if let Some(value) = self.tree(name, value) {
            self.set_query(name.into(), &value, style, encode::reserved);
        }
        self
    }

    /// Sets a header parameter, as style `simple`. Null is not sent; control characters are refused.
    pub fn header_param(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.header_param_as(name, value, Style::Simple)
    }

    /// Sets a header parameter. Null is not sent; control characters are refused.
    pub fn header_param_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        let text = self
            .tree(name, value)
            .and_then(|value| style::text(name, &value, style, encode::plain));
        if let Some(text) = text {
            match header_line(name, &text) {
                Ok((name, value)) => drop(self.headers.insert(name, value)),
                Err(message) => self.fail(message),
            }
        }
        self
    }

    /// Sets a cookie parameter, as style `form` exploded: a cookie an item. Null is not sent, and the same name again
    /// replaces. The value goes out as it is; what no cookie can hold (RFC 6265: spaces, quotes, commas, semicolons,
    /// backslashes, and all that is not ASCII) is refused.
    pub fn cookie(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.cookie_as(name, value, Style::Form)
    }

    /// Sets a cookie parameter. Null is not sent, and the same name again replaces. Values go out as they are, and what
    /// no cookie can hold is refused; only a value that is JSON, which could not be sent else, is percent-encoded.
    pub fn cookie_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        if let Some(value) = self.tree(name, value) {
            let encode = if style == Style::Json { encode::value } else { encode::plain };
            let pairs = style::pairs(name, &value, style, encode);
            if let Err(message) = check_cookie(name, &value, &pairs) {
                self.fail(message);
            }
            self.cookies.retain(|(set, _)| *set != name);
            self.cookies.push((name, pairs));
        }
        self
    }

    /// Checks a parameter against the document's rules.
    pub fn check(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        rules: &'static [Rule],
    ) -> Self {
        if self.core.shared().checks
            && let Some(value) = self.tree(name, value)
            && let Err(violation) = check_value(&value, rules, &Place::parameter(name))
        {
            self.refuse(&violation);
        }
        self
    }

    /// Checks a body against the document's rules.
    pub fn check_body(mut self, body: &(impl Check + ?Sized)) -> Self {
        if self.core.shared().checks
            && let Err(violation) = body.check(&mut Place::default())
        {
            self.refuse(&violation);
        }
        self
    }

    /// Says which rule is broken, and how it could be sent all the same.
    fn refuse(&mut self, violation: &Violation) {
        let way = "a client that is built `.without_checks()` sends it all the same";
        self.fail_because(violation.to_string(), way);
    }

    fn set_path(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
        encode: style::Encode,
    ) {
        let Some(value) = self.tree(name, value) else { return };
        match target::path_value(name, &value, style, encode) {
            Ok(text) => self.path_values.push((name, text)),
            Err(message) => self.fail(message),
        }
    }

    pub(super) fn set_query(
        &mut self,
        name: Cow<'static, str>,
        value: &Value,
        style: Style,
        encode: style::Encode,
    ) {
        let pairs = style::pairs(&name, value, style, encode);
        self.query.retain(|(set, _)| *set != name);
        self.query.push((name, pairs));
    }
}
