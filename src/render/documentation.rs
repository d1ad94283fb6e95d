//! What a theme can use, in Markdown: view models from their Rust types, blocks and components from the built-in theme. It is the
//! second half of docs/theming.md.

use super::embedded_layers;
use crate::site::view::{self, ViewSchema};
use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write};

/// Templates of pages, their view models, blocks and components.
pub fn documentation() -> String {
    let schema = view::schema();
    let mut page = String::new();
    // Writing to a String cannot fail.
    _ = write_pages(&mut page, &schema);
    _ = write_types(&mut page, &schema);
    let templates = templates();
    _ = write_blocks(&mut page, &templates);
    _ = write_components(&mut page, &templates);
    page
}

fn write_pages(page: &mut String, schema: &ViewSchema) -> std::fmt::Result {
    writeln!(page, "## Pages\n\nEvery template gets three values:\n\n| name | type | meaning |\n|---|---|---|")?;
    for (name, of) in &schema.everywhere {
        writeln!(page, "| `{name}` | {} | {} |", type_words(of), description_of(schema, of))?;
    }
    writeln!(page, "| `page` | by template, see below | what the page itself shows |\n\n| template | `page` | meaning |\n|---|---|---|")?;
    for (template, of) in &schema.pages {
        writeln!(page, "| `{template}` | {} | {} |", type_words(of), description_of(schema, of))?;
    }
    writeln!(page)
}

fn write_types(page: &mut String, schema: &ViewSchema) -> std::fmt::Result {
    writeln!(page, "## View models\n")?;
    writeln!(
        page,
        "Every field is always there: null, an empty list or an empty text where there is nothing. “Text” in the second column"
    )?;
    writeln!(
        page,
        "is a string, formatted and, where its meaning says so, escaped; “words” are a text in every language of the site: a list of"
    )?;
    writeln!(page, "[LangText](#langtext), to be shown by the function `text`.")?;
    for (name, of) in &schema.types {
        writeln!(page, "\n### {name}\n")?;
        if let Some(description) = of["description"].as_str() {
            writeln!(page, "{}\n", one_line(description))?;
        }
        match variants(of) {
            Some(variants) => {
                for variant in variants {
                    write_variant(page, variant)?;
                }
            }
            None => write_fields(page, of)?,
        }
    }
    writeln!(page)
}

/// A way in which an enum can stand: one word, a type, or fields of its own.
fn write_variant(page: &mut String, variant: &Value) -> std::fmt::Result {
    let description = variant["description"].as_str().map(one_line).unwrap_or_default();
    if let Some(word) = variant["const"].as_str() {
        return writeln!(page, "- `{word}`: {description}");
    }
    let kind = variant["properties"]["kind"]["const"].as_str();
    let Some(kind) = kind else { return writeln!(page, "- {}: {description}", type_words(variant)) };
    match variant["$ref"].as_str() {
        Some(_) => writeln!(page, "- `kind` is `{kind}`, and the fields are those of {}: {description}", reference(variant)),
        None => {
            writeln!(page, "\nWhere `kind` is `{kind}`: {description}\n")?;
            write_fields(page, variant)
        }
    }
}

fn write_fields(page: &mut String, of: &Value) -> std::fmt::Result {
    writeln!(page, "| field | type | meaning |\n|---|---|---|")?;
    // In the order of the Rust type: every field is required.
    let names = of["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for name in names {
        let field = &of["properties"][name];
        if field["const"].is_null() {
            let meaning = field["description"].as_str().map(one_line).unwrap_or_default();
            writeln!(page, "| `{name}` | {} | {} |", type_words(field), meaning.replace('|', "\\|"))?;
        }
    }
    Ok(())
}

fn variants(of: &Value) -> Option<impl Iterator<Item = &Value>> {
    ["oneOf", "anyOf"].iter().find_map(|key| of[*key].as_array()).map(|all| all.iter())
}

/// A schema in words: `list of [NavLink](#navlink)`.
fn type_words(of: &Value) -> String {
    if of["$ref"].is_string() {
        return reference(of);
    }
    if let Some(variants) = variants(of) {
        return variants.map(type_words).collect::<Vec<_>>().join(" or ");
    }
    let mut types: Vec<&str> = match &of["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    types.sort_by_key(|name| *name == "null");
    let each = types.iter().map(|name| match *name {
        "string" => "text".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" if of["items"]["$ref"].as_str().is_some_and(|to| to.ends_with("/LangText")) => "words".to_owned(),
        "array" => format!("list of {}", type_words(&of["items"])),
        "object" => format!("map to {}", type_words(&of["additionalProperties"])),
        other => other.to_owned(),
    });
    each.collect::<Vec<_>>().join(" or ")
}

fn reference(of: &Value) -> String {
    let name = of["$ref"].as_str().and_then(|to| to.rsplit('/').next()).unwrap_or_default();
    format!("[{name}](#{})", name.to_lowercase())
}

fn description_of(schema: &ViewSchema, of: &Value) -> String {
    let name = of["$ref"].as_str().and_then(|to| to.rsplit('/').next()).unwrap_or_default();
    schema.types.get(name).and_then(|of| of["description"].as_str()).map(one_line).unwrap_or_default()
}

/// Rust's documentation on one line, without links into the code.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("[`", "`").replace("`]", "`")
}

/// The templates of the built-in theme, by name.
fn templates() -> BTreeMap<String, String> {
    let default = embedded_layers("default", &[]).unwrap_or_default().into_iter().next();
    let files = default.into_iter().flat_map(|layer| layer.files);
    let text = |(path, bytes): (String, Vec<u8>)| Some((path.strip_prefix("templates/")?.to_owned(), String::from_utf8(bytes).ok()?));
    files.filter_map(text).collect()
}

fn write_blocks(page: &mut String, templates: &BTreeMap<String, String>) -> std::fmt::Result {
    writeln!(
        page,
        "## Blocks\n\nA template that extends another puts its own in place of these, or around them with `{{{{ super() }}}}`:\n"
    )?;
    writeln!(page, "| template | blocks |\n|---|---|")?;
    for (name, text) in templates {
        let mut blocks: Vec<String> =
            text.split("{% block ").skip(1).filter_map(|rest| Some(format!("`{}`", rest.split([' ', '%']).next()?))).collect();
        blocks.dedup();
        if !blocks.is_empty() {
            writeln!(page, "| `{name}` | {} |", blocks.join(", "))?;
        }
    }
    writeln!(page)
}

fn write_components(page: &mut String, templates: &BTreeMap<String, String>) -> std::fmt::Result {
    writeln!(page, "## Components\n\nA component of the same name in a nearer layer stands in front of these.\n")?;
    writeln!(page, "| component | arguments | file | meaning |\n|---|---|---|---|")?;
    for (file, text) in templates {
        for (at, _) in text.match_indices("{% component ") {
            let head = &text[at + "{% component ".len()..];
            let Some((name, rest)) = head.split_once('(') else { continue };
            let arguments = rest.split(')').next().unwrap_or_default();
            let arguments: Vec<String> = arguments.split(',').map(|argument| format!("`{}`", argument.trim())).collect();
            let comment = text[..at].trim_end().strip_suffix("#}").and_then(|before| before.rsplit_once("{#"));
            let comment = comment.map_or_else(String::new, |(_, words)| one_line(words));
            writeln!(page, "| `{name}` | {} | `{file}` | {comment} |", arguments.join(", "))?;
        }
    }
    Ok(())
}
