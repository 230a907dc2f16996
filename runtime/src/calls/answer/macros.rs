//! The tables that emitted operations are written in.

/// States the success answers of an operation that has several, by status: `200 => Variant: Kind<Body>;` a row, as in
/// [`request!`](crate::request).
///
/// A status is exact, `2xx` or `3xx`, or `success` for every status without a row. Rows are tried in order.
/// A variant of a kind without a body, [`Empty`](crate::Empty), holds nothing. The kinds must be in scope.
///
/// ```
/// use vetted_runtime::{Empty, Json};
///
/// /// What creating a pet answers.
/// #[derive(Debug)]
/// #[non_exhaustive]
/// pub enum CreateAnswer {
///     /// 201: the pet's id.
///     Created(i64),
///     /// 202: it is on its way.
///     Accepted,
/// }
///
/// vetted_runtime::answers! {
///     CreateAnswer {
///         201 => Created: Json<i64>;
///         202 => Accepted: Empty;
///     }
/// }
/// ```
#[macro_export]
macro_rules! answers {
    ($name:ident { $($status:tt => $variant:ident: $kind:ident $(<$body:ty>)?;)* }) => {
        impl $crate::Answer for $name {
            const ACCEPT: &'static str =
                $crate::__private::accept(&[$(<$kind $(<$body>)? as $crate::Answer>::ACCEPT,)*]);
            type Body = Self;

            fn decode(
                raw: &$crate::RawResponse,
            ) -> ::std::result::Result<Self, $crate::DecodeFailure> {
                let status = raw.status().as_u16();
                $(if $crate::__status!($status, status) {
                    return $crate::__variant!($variant, raw, $kind $(<$body>)?);
                })*
                Err($crate::DecodeFailure::undocumented())
            }
        }
    };
}

/// States the documented errors of an operation, by status: `404 => Variant: Kind<Body>;` a row.
///
/// A status is exact, `4xx` or `5xx`, or `default` for every status without a row. Rows are tried in order,
/// so exact ones come first and `default` last. A variant of a kind without a body, [`Empty`](crate::Empty), holds
/// nothing. The kinds must be in scope. The enum is taken from an error with
/// [`Error::documented`](crate::Error::documented).
///
/// ```
/// use vetted_runtime::{Empty, Json};
///
/// /// The errors of getting a pet.
/// #[derive(Debug)]
/// #[non_exhaustive]
/// pub enum GetError {
///     /// 404: there is no such pet.
///     NotFound,
///     /// Anything else: what is wrong.
///     Other(String),
/// }
///
/// vetted_runtime::errors! {
///     GetError {
///         404 => NotFound: Empty;
///         default => Other: Json<String>;
///     }
/// }
///
/// fn is_missing(err: &vetted_runtime::Error) -> bool {
///     matches!(err.documented(), Some(Ok(GetError::NotFound)))
/// }
/// ```
#[macro_export]
macro_rules! errors {
    ($name:ident { $($status:tt => $variant:ident: $kind:ident $(<$body:ty>)?;)* }) => {
        impl $crate::Documented for $name {
            fn decode(
                raw: &$crate::RawResponse,
            ) -> ::std::option::Option<::std::result::Result<Self, $crate::DecodeFailure>> {
                let status = raw.status().as_u16();
                $(if $crate::__status!($status, status) {
                    return Some($crate::__variant!($variant, raw, $kind $(<$body>)?));
                })*
                None
            }
        }
    };
}

/// Whether a status is the one that a row names.
#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    (success, $status:ident) => {
        true
    };
    (default, $status:ident) => {
        true
    };
    (1xx, $status:ident) => {
        $status / 100 == 1
    };
    (2xx, $status:ident) => {
        $status / 100 == 2
    };
    (3xx, $status:ident) => {
        $status / 100 == 3
    };
    (4xx, $status:ident) => {
        $status / 100 == 4
    };
    (5xx, $status:ident) => {
        $status / 100 == 5
    };
    ($exact:literal, $status:ident) => {
        $status == $exact
    };
}

/// Reads a body as a row's kind, into the row's variant, which holds the body if the kind has one.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant {
    ($variant:ident, $raw:ident, $kind:ident) => {
        <$kind as $crate::Answer>::decode($raw).map(|()| Self::$variant)
    };
    ($variant:ident, $raw:ident, $kind:ident<$body:ty>) => {
        <$kind<$body> as $crate::Answer>::decode($raw).map(Self::$variant)
    };
}
