//! What a file shows to those who use its crate.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Field, ImplItemFn, Item, ItemFn, Variant, Visibility,
    visit::{self, Visit},
};

use super::source::{CodePath, imported, written};

/// What is shown, as text and as the paths in it.
pub(super) struct Head {
    pub(super) text: String,
    pub(super) paths: Vec<CodePath>,
}

/// What the public items of a file show.
#[derive(Default)]
pub(super) struct Shown(pub(super) Vec<Head>);

impl Shown {
    fn add(&mut self, visibility: &Visibility, shown: TokenStream) {
        if matches!(visibility, Visibility::Public(_)) {
            let text = shown.to_string();
            let mut paths = Vec::new();
            written(shown, &mut paths);
            self.0.push(Head { text, paths });
        }
    }
}

impl<'f> Visit<'f> for Shown {
    fn visit_item(&mut self, item: &'f Item) {
        match item {
            Item::Use(it) if matches!(it.vis, Visibility::Public(_)) => {
                let mut paths = Vec::new();
                imported(&it.tree, &mut Vec::new(), &mut paths);
                self.0.push(Head { text: it.to_token_stream().to_string(), paths });
            }
            Item::Type(it) => self.add(&it.vis, it.to_token_stream()),
            Item::Trait(it) => self.add(&it.vis, it.to_token_stream()),
            Item::Const(it) => self.add(&it.vis, it.ty.to_token_stream()),
            Item::Static(it) => self.add(&it.vis, it.ty.to_token_stream()),
            Item::Enum(it) => self.add(&it.vis, it.variants.to_token_stream()),
            Item::Struct(it) => self.add(&it.vis, it.generics.to_token_stream()),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_fn(&mut self, it: &'f ItemFn) {
        self.add(&it.vis, it.sig.to_token_stream());
    }

    fn visit_impl_item_fn(&mut self, it: &'f ImplItemFn) {
        self.add(&it.vis, it.sig.to_token_stream());
    }

    fn visit_field(&mut self, it: &'f Field) {
        self.add(&it.vis, it.ty.to_token_stream());
    }

    // Shown with the enum that they belong to.
    fn visit_variant(&mut self, _: &'f Variant) {}
}
