//! Structs and functions that come in lines: written as they are where the lines are short; a line that is long is laid
//! out by `prettyplease`, with no more around it than it needs.

use super::{code, comment::CommentMark, push_docs, push_rust};
use crate::emit::{Member, Struct};

/// `prettyplease` breaks no line that is shorter.
const SHORT: usize = 80;

/// A struct.
pub(super) fn push_struct(out: &mut String, item: &Struct) {
    let Struct { docs, attributes, name, fields } = item;
    push_docs(out, "", CommentMark::Item, docs);
    for attribute in attributes {
        code::push(out, "", attribute);
    }
    if fields.is_empty() {
        code::push(out, "", &format!("pub struct {name} {{}}"));
        return;
    }
    code::push(out, "", &format!("pub struct {name} {{"));
    for field in fields {
        push_docs(out, "    ", CommentMark::Item, &field.docs);
        let lines: Vec<String> = field.text.lines().map(str::to_owned).collect();
        push_lines(out, "struct S", &lines);
    }
    out.push_str("}\n");
}

/// The functions of a type.
pub(super) fn push_impl(
    out: &mut String,
    name: &str,
    functions: Vec<Member>,
    comments: &[Vec<String>],
) {
    code::push(out, "", &format!("impl {name} {{"));
    for (index, member) in functions.into_iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match member {
            Member::Laid(function) => {
                push_docs(out, "    ", CommentMark::Item, &function.docs);
                push_lines(out, "impl S", &function.lines);
            }
            Member::Rust(tokens) => {
                let mut text = String::new();
                push_rust(&mut text, quote::quote!(impl S { #tokens }), comments);
                push_inside(out, &text);
            }
        }
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
        push_inside(out, &prettyplease::unparse(&file));
        return;
    }
    for line in lines {
        code::push(out, MARGIN, line);
    }
}

/// What stands between the braces of an item.
fn push_inside(out: &mut String, item: &str) {
    for line in item.lines().skip(1).take_while(|line| *line != "}") {
        out.push_str(line);
        out.push('\n');
    }
}
