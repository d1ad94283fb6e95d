//! Findings as a SARIF 2.1.0 log (OASIS standard), for code scanning and editors.

use gongkai::{
    build::Outcome,
    content::excerpt,
    lint::RULES,
    model::diagnostic::{Diagnostic, Kind, Severity},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The whole log: what is wrong, to be explained, confirmed, and accepted.
pub fn log(outcome: &Outcome) -> Value {
    let open = outcome.diagnostics.iter().map(result);
    let confirmed = outcome.audited.iter().flat_map(|audited| &audited.confirmed).map(result);
    let accepted = outcome.audited.iter().flat_map(|audited| &audited.accepted).map(|finding| {
        let mut result = result(&finding.found);
        // Accepted in the content itself.
        result["suppressions"] = json!([{"kind": "inSource", "justification": finding.accepted.reason.source}]);
        result
    });
    let results: Vec<Value> = open.chain(confirmed).chain(accepted).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gongkai",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules(outcome),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The rules, and the codes of problems of reading that occur.
fn rules(outcome: &Outcome) -> Vec<Value> {
    let of_rules = RULES.iter().map(|rule| {
        json!({
            "id": rule.code.0,
            "name": rule.name,
            "shortDescription": {"text": rule.docs.trim().lines().next().unwrap_or_default()},
            "help": {"text": rule.docs.trim(), "markdown": rule.docs.trim()},
            "defaultConfiguration": {"level": level(rule.severity)},
        })
    });
    let known = |code: &str| RULES.iter().any(|rule| rule.code.0 == code);
    let others: BTreeSet<&str> = outcome.diagnostics.iter().map(|found| found.code.0).filter(|code| !known(code)).collect();
    of_rules.chain(others.into_iter().map(|code| json!({"id": code}))).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(found: &Diagnostic) -> Value {
    // Of what is no failure, SARIF wants no level (3.27.10).
    let (kind, level) = match found.kind {
        Kind::Wrong => ("fail", level(found.severity)),
        Kind::ToExplain if found.severity > Severity::Note => ("fail", level(found.severity)),
        Kind::ToExplain => ("review", "none"),
        Kind::Confirmed => ("pass", "none"),
    };
    let excerpt = excerpt(found);
    let region = excerpt.map(|excerpt| {
        let length = excerpt.text[excerpt.bytes.clone()].chars().count();
        json!({"startLine": excerpt.line, "startColumn": excerpt.column, "endColumn": excerpt.column + length})
    });
    let mut physical = json!({"artifactLocation": {"uri": uri(found)}});
    if let Some(region) = region {
        physical["region"] = region;
    }
    let text = if found.kind == Kind::Confirmed { found.message.en.clone() } else { format!("{}\n{}", found.message.en, found.help.en) };
    json!({
        "ruleId": found.code.0,
        "kind": kind,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
    })
}

/// The file as a reference (RFC 3986): relative paths with `/`, other characters escaped.
fn uri(found: &Diagnostic) -> String {
    let path = found.file.display().to_string().replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let escaped = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(escaped).collect()
}
