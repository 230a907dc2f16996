//! A server's JSON into generated types, unions first. The first line names the type, the others are the answer.

#![no_main]

mod types;

use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_mutator, fuzz_target, fuzzer_mutate,
};
use serde_json::Value;
use types::{TYPES, Type};
use vetted_fuzz::edits;

fuzz_target!(|data: &[u8]| {
    if let Some((ty, text)) = split(data) {
        ty.check(text);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let Ok(Some(text)) = mutated(&data[..size], seed) else {
        return fuzzer_mutate(data, size, max_size);
    };
    let Some(place) = data.get_mut(..text.len()).filter(|_| text.len() <= max_size) else {
        return fuzzer_mutate(data, size, max_size);
    };
    place.copy_from_slice(&text);
    text.len()
});

fn split(data: &[u8]) -> Option<(&'static Type, &[u8])> {
    let end = data.iter().position(|byte| *byte == b'\n')?;
    let (name, text) = data.split_at(end);
    Some((Type::named(std::str::from_utf8(name).ok()?)?, text.get(1..)?))
}

/// The answer with some edits, in most cases; now and then the same for another type. None: libFuzzer's own way.
fn mutated(data: &[u8], seed: u32) -> Result<Option<Vec<u8>>> {
    let bytes = bytes(seed);
    let mut u = Unstructured::new(&bytes);
    let (ty, text) = match split(data) {
        Some((ty, text)) if !u.ratio(1, 16)? => (ty, text),
        Some((_, text)) => (u.choose(TYPES)?, text),
        None => (u.choose(TYPES)?, &b"{}"[..]),
    };
    let text = match serde_json::from_slice::<Value>(text) {
        Ok(mut value) if !u.ratio(1, 16)? => {
            edits::edit(&mut value, &mut u)?;
            value.to_string().into_bytes()
        }
        _ => {
            let mut text = text.to_vec();
            let size = text.len();
            text.resize(size + 64, 0);
            let size = fuzzer_mutate(&mut text, size, size + 64);
            text.truncate(size);
            text
        }
    };
    Ok(Some([ty.name.as_bytes(), b"\n", &text].concat()))
}

/// Bytes that a seed stands for (splitmix64).
fn bytes(seed: u32) -> Vec<u8> {
    let mut state = u64::from(seed);
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    (0..64).flat_map(|_| next().to_le_bytes()).collect()
}
