//! Operations: what is sent, what is answered, and how a list goes on.

use crate::{
    diagnostic::Pointer,
    ir::{
        Answer, AnswerBody, AnswerStream, Body, BodyContent, BodyKind, FieldEncoding, Header,
        Items, Location, Operation, PageFact, PageSize, PageStep, Paging, PagingStatement,
        PagingStyle, Parameter, StatedPages, Status, Style,
    },
};

use super::{
    Printer,
    lines::{Lines, more, word},
    print_evidence,
    types::print_rules,
};

impl Printer<'_> {
    pub(super) fn operation(&self, lines: &mut Lines, operation: &Operation) {
        let Operation {
            id,
            group,
            method,
            path,
            base_url,
            vendor_title,
            evidence,
            summary: _,
            description: _,
            docs_url,
            deprecated,
            parameters,
            body,
            answers,
            errors,
            repeatable,
            security,
            paging,
            said_paging,
            pointer,
        } = operation;
        let usual = Pointer::root().join("paths").join(path);
        lines.line(format_args!("operation {}", word(id)));
        lines.inside(|lines| {
            lines.line(format_args!("{} {}", word(method.as_str()), word(path)));
            lines.place(pointer, &usual.join(method.as_str().to_lowercase()));
            lines.text("below", base_url.as_ref());
            lines.text("group", Some(&self.api.group(*group).name));
            lines.text("title", vendor_title.as_ref());
            lines.text("docs", docs_url.as_ref());
            if let Some(evidence) = evidence {
                print_evidence(lines, evidence);
            }
            lines.flag("deprecated", *deprecated);
            lines.maybe("repeatable:", *repeatable);
            for together in security {
                lines.line(format_args!("security: {}", self.requirements(together)));
            }
            for parameter in parameters {
                self.parameter(lines, parameter, pointer);
            }
            if let Some(body) = body {
                self.body(lines, body, pointer);
            }
            for answer in answers {
                self.answer(lines, "answer", answer, pointer);
            }
            for answer in errors {
                self.answer(lines, "error", answer, pointer);
            }
            print_statement(lines, said_paging);
            if let Some(paging) = paging {
                self.paging(lines, paging);
            }
        });
    }

    fn parameter(&self, lines: &mut Lines, parameter: &Parameter, operation: &Pointer) {
        let Parameter {
            name,
            location,
            required,
            ty,
            style,
            explode,
            allow_reserved,
            is_idempotency_key,
            constant,
            is_client_setting,
            default,
            example,
            rules,
            deprecated,
            description: _,
            pointer,
        } = parameter;
        let location = match location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        let need = if *required { "required" } else { "optional" };
        let style = style_words(*style, *explode);
        lines.line(format_args!("{location} {}: {}, {need}, {style}", word(name), self.ty(ty)));
        lines.inside(|lines| {
            // Which number it has among the others is not what is asked.
            if pointer.parent() != Some(&operation.join("parameters")) {
                lines.place(pointer, operation);
            }
            lines.flag("reserved characters as they are", *allow_reserved);
            lines.flag("idempotency key", *is_idempotency_key);
            lines.flag("client setting", *is_client_setting);
            lines.maybe("default", default.as_ref());
            lines.maybe("constant", constant.as_ref());
            lines.maybe("example", example.as_ref());
            print_rules(lines, rules);
            lines.flag("deprecated", *deprecated);
        });
    }

    fn body(&self, lines: &mut Lines, body: &Body, operation: &Pointer) {
        let Body { required, description: _, contents } = body;
        let usual = operation.join("requestBody").join("content");
        lines.line(if *required { "body, required" } else { "body, optional" });
        lines.inside(|lines| {
            for content in contents {
                let BodyContent { media_type, kind, encodings, raw, example, pointer } = content;
                let kind = match kind {
                    BodyKind::Json(ty) => format!("JSON {}", self.ty(ty)),
                    BodyKind::Form(ty) => format!("form {}", self.ty(ty)),
                    BodyKind::Multipart(ty) => format!("multipart {}", self.ty(ty)),
                    BodyKind::Text => "text".to_owned(),
                    BodyKind::Bytes => "bytes".to_owned(),
                };
                lines.line(format_args!("{}: {kind}", word(media_type)));
                lines.inside(|lines| {
                    lines.place(pointer, &usual.join(media_type));
                    lines.flag("type given up", *raw);
                    for encoding in encodings {
                        print_encoding(lines, encoding);
                    }
                    lines.maybe("example", example.as_ref());
                });
            }
        });
    }

    fn answer(&self, lines: &mut Lines, what: &str, answer: &Answer, operation: &Pointer) {
        let Answer {
            status,
            description: _,
            body,
            stream,
            bytes,
            raw,
            accept,
            headers,
            example,
            pointer,
        } = answer;
        let status = match status {
            Status::Exact(status) => status.to_string(),
            Status::Range(hundreds) => format!("{hundreds}XX"),
            Status::Default => "default".to_owned(),
        };
        let body = match body {
            AnswerBody::Empty => "empty".to_owned(),
            AnswerBody::Json(ty) => format!("JSON {}", self.ty(ty)),
            AnswerBody::Text => "text".to_owned(),
            AnswerBody::Bytes => "bytes".to_owned(),
            AnswerBody::Stream => "stream alone".to_owned(),
        };
        lines.line(format_args!("{what} {status}: {body}"));
        lines.inside(|lines| {
            lines.place(pointer, &operation.join("responses").join(&status));
            if let Some(AnswerStream { items, accept }) = stream {
                lines.line(format_args!(
                    "stream of {}, asked for by {}",
                    self.items(items),
                    word(accept)
                ));
            }
            lines.text("or bytes:", bytes.as_ref());
            lines.flag("type given up", *raw);
            lines.text("asked for by", accept.as_ref());
            for Header { name, ty, description: _ } in headers {
                lines.line(format_args!("header {}: {}", word(name), self.ty(ty)));
            }
            lines.maybe("example", example.as_ref());
        });
    }

    fn items(&self, items: &Items) -> String {
        match items {
            Items::Events(ty) => format!("events {}", self.ty(ty)),
            Items::WholeEvents(ty) => format!("whole events {}", self.ty(ty)),
            Items::RawEvents => "raw events".to_owned(),
            Items::Lines(ty) => format!("lines {}", self.ty(ty)),
            Items::Sequence(ty) => format!("sequence {}", self.ty(ty)),
        }
    }

    fn paging(&self, lines: &mut Lines, paging: &Paging) {
        let Paging { style, size, page, item, items, facts } = paging;
        let style = match style {
            PagingStyle::Cursor { parameter } => format!("cursor {}", word(parameter)),
            PagingStyle::Offset { parameter, first } => {
                format!("offset {} from {first}", word(parameter))
            }
            PagingStyle::Page { parameter, first } => {
                format!("page {} from {first}", word(parameter))
            }
            PagingStyle::NextLink => "link in the page".to_owned(),
            PagingStyle::LinkHeader => "header Link".to_owned(),
        };
        lines.line(format_args!("paging: {style}"));
        lines.inside(|lines| {
            if let Some(PageSize { parameter, most }) = size {
                let most = more("at most ", most.as_ref());
                lines.line(format_args!("size {}{most}", word(parameter)));
            }
            lines.line(format_args!("page {}", self.ty(page)));
            lines.line(format_args!("items {}: {}", steps_words(items), self.ty(item)));
            for PageFact { kind, steps } in facts {
                lines.line(format_args!("{} {}", kind.word(), steps_words(steps)));
            }
        });
    }
}

/// What the document says of pages.
pub(super) fn print_statement(lines: &mut Lines, said: &PagingStatement) {
    let StatedPages { style, parameter, size, first, items, last_item, facts } = match said {
        PagingStatement::Unsaid => return,
        PagingStatement::NoPages => return lines.line("said of pages: there are none"),
        PagingStatement::Pages(stated) => stated,
    };
    lines.line(format_args!("said of pages: {}", style.word()));
    lines.inside(|lines| {
        lines.text("parameter", parameter.as_ref());
        lines.text("size", size.as_ref());
        lines.maybe("first", first.as_ref());
        lines.text("items", items.as_ref());
        lines.text("last item", last_item.as_ref());
        for (kind, at) in facts {
            lines.text(kind.word(), Some(at));
        }
    });
}

fn style_words(style: Style, explode: bool) -> String {
    let name = match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
        Style::Json => "JSON",
    };
    let explode = if explode { " exploded" } else { "" };
    format!("{name}{explode}")
}

fn print_encoding(lines: &mut Lines, encoding: &FieldEncoding) {
    let FieldEncoding { field, content_type, style, allow_reserved } = encoding;
    lines.line(format_args!("field {}", word(field)));
    lines.inside(|lines| {
        lines.text("media type", content_type.as_ref());
        lines.maybe("style", style.map(|(style, explode)| style_words(style, explode)));
        lines.flag("reserved characters as they are", *allow_reserved);
    });
}

/// The way to something inside a value.
fn steps_words(steps: &[PageStep]) -> String {
    let step = |step: &PageStep| match step {
        PageStep::Field(name) => format!(".{}", word(name)),
        PageStep::LastItem => "[last]".to_owned(),
    };
    if steps.is_empty() { "itself".to_owned() } else { steps.iter().map(step).collect() }
}
