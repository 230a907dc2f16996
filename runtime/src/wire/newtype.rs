//! Types that stand on the wire as the one value that they hold.

/// States that a tuple struct of one field stands on the wire as that field.
///
/// ```
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Tree(pub Vec<Tree>);
///
/// vetted_runtime::newtype! { Tree(Vec<Tree>) }
///
/// let tree: Tree = serde_json::from_str("[[],[[]]]")?;
/// assert_eq!(tree.0.len(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! newtype {
    ($name:ident($ty:ty)) => {
        // A document may call a type `S` or `D`.
        impl $crate::serde::Serialize for $name {
            fn serialize<__S: $crate::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                <$ty as $crate::serde::Serialize>::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                <$ty as $crate::serde::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    };
}
