//! Structs and functions that come in lines: written as they are where the lines are short; a line that is long is laid
//! out by `prettyplease`, with no more around it than it needs.

use super::{code, comment::Mark, push_docs};
use crate::emit::{Function, Struct};

/// `prettyplease` breaks no line that is shorter.
const SHORT: usize = 80;

/// A struct.
pub(super) fn push_struct(out: &mut String, item: &Struct) {
    let Struct { docs, attributes, name, fields } = item;
    push_docs(out, "", Mark::Item, docs);
    for attribute in attributes {
        code::push(out, "", attribute);
    }
    if fields.is_empty() {
        code::push(out, "", &format!("pub struct {name} {{}}"));
        return;
    }
    code::push(out, "", &format!("pub struct {name} {{"));
    for field in fields {
        push_docs(out, "    ", Mark::Item, &field.docs);
        push_lines(out, "struct S", std::slice::from_ref(&field.text));
    }
    out.push_str("}\n");
}

/// The functions of a type.
pub(super) fn push_impl(out: &mut String, name: &str, functions: &[Function]) {
    code::push(out, "", &format!("impl {name} {{"));
    for (index, function) in functions.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        push_docs(out, "    ", Mark::Item, &function.docs);
        push_lines(out, "impl S", &function.lines);
    }
    out.push_str("}\n");
}

/// Lines inside of braces. `around`: what stands before the braces.
fn push_lines(out: &mut String, around: &str, lines: &[String]) {
    const MARGIN: &str = "    ";
    let is_short = |line: &String| MARGIN.len() + line.len() <= SHORT;
    if !lines.iter().all(is_short)
        && lines.iter().all(|line| code::is_code_alone(line))
        && let Ok(file) = syn::parse_file(&format!("{around} {{ {} }}", lines.join("\n")))
    {
        let text = prettyplease::unparse(&file);
        let inside = text.lines().skip(1);
        inside.take_while(|line| *line != "}").for_each(|line| {
            out.push_str(line);
            out.push('\n');
        });
        return;
    }
    for line in lines {
        code::push(out, MARGIN, line);
    }
}
