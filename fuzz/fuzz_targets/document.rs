//! A document's bytes through the whole generator.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| vetted_fuzz::generator::check("openapi.yaml", text));
