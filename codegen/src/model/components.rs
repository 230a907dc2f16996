//! What a document defines once, and refers to by name.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{
    Example, Header, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};
use crate::diagnostic::{Pointer, escaped, unescaped};

/// What can be a component, and the section that it stands in.
pub trait Component: Sized {
    /// The section.
    const SECTION: Section;

    /// All that stand there, by name.
    fn among(components: &Components) -> &IndexMap<String, ReferenceOr<Self>>;

    /// The same, to be changed.
    fn among_mut(components: &mut Components) -> &mut IndexMap<String, ReferenceOr<Self>>;
}

/// The sections: what each is called, its key, the word for what stands there, and the type of that.
macro_rules! sections {
    ($($(#[$doc:meta])* $section:ident, $key:literal, $noun:literal, $field:ident: $component:ty;)*) => {
        /// A section of the components that references lead to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Section {
            $($(#[$doc])* $section,)*
        }

        impl Section {
            /// All sections.
            pub const ALL: &[Self] = &[$(Self::$section),*];

            /// Its key under `components`.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$section => $key,)*
                }
            }

            /// What stands in it, for messages.
            #[must_use]
            pub fn noun(self) -> &'static str {
                match self {
                    $(Self::$section => $noun,)*
                }
            }
        }

        /// What a document refers to by name.
        #[derive(Debug, Clone, Default)]
        pub struct Components {
            $($(#[$doc])* pub $field: IndexMap<String, ReferenceOr<$component>>,)*
            /// Where those were written that the document has elsewhere than among its components, by `schemas/Name`.
            pub origins: BTreeMap<String, Pointer>,
        }

        $(impl Component for $component {
            const SECTION: Section = Section::$section;

            fn among(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
                &components.$field
            }

            fn among_mut(components: &mut Components) -> &mut IndexMap<String, ReferenceOr<Self>> {
                &mut components.$field
            }
        })*
    };
}

sections! {
    /// Schemas.
    Schemas, "schemas", "schema", schemas: Schema;
    /// Answers.
    Responses, "responses", "response", responses: Response;
    /// Parameters.
    Parameters, "parameters", "parameter", parameters: Parameter;
    /// Examples.
    Examples, "examples", "example", examples: Example;
    /// Request bodies.
    RequestBodies, "requestBodies", "request body", request_bodies: RequestBody;
    /// Headers.
    Headers, "headers", "header", headers: Header;
    /// Security schemes.
    SecuritySchemes, "securitySchemes", "security scheme", security_schemes: SecurityScheme;
}

impl Section {
    /// The reference to a component: `#/components/schemas/Name`, escaped as a JSON pointer is.
    #[must_use]
    pub fn reference(self, name: &str) -> String {
        format!("#/components/{}/{}", self.key(), escaped(name))
    }

    /// The name of the component that such a reference names.
    #[must_use]
    pub fn name_of(self, reference: &str) -> Option<String> {
        let name = reference.strip_prefix("#/components/")?.strip_prefix(self.key())?;
        let name = name.strip_prefix('/').filter(|name| !name.contains('/'))?;
        Some(unescaped(name).into_owned())
    }
}
