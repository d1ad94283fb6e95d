//! `gongkai explain`: what a rule is about, in the words of docs/rules.md.

use super::{
    args::{Format, Output},
    terminal,
};
use gongkai::{
    lint::{self, RULES, Rule},
    model::near::nearest,
};
use std::process::ExitCode;

/// Runs the command: one rule, or a line for each.
pub fn run(code: Option<&str>, output: &Output) -> ExitCode {
    let Some(code) = code else {
        RULES.iter().for_each(|rule| print(rule, output, false));
        return ExitCode::SUCCESS;
    };
    if let Some(rule) = lint::rule(code) {
        print(rule, output, true);
        return ExitCode::SUCCESS;
    }
    let message = match code.to_ascii_uppercase().strip_prefix("GK00") {
        Some(number) if number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!(
                "{code} is a problem of reading, not a rule: its message says what was expected and how to mend it, and it cannot be switched off"
            )
        }
        _ => {
            let known = RULES.iter().flat_map(|rule| [rule.code.0, rule.name]);
            let near = nearest(&code.to_ascii_uppercase(), RULES.iter().map(|rule| rule.code.0)).or_else(|| nearest(code, known));
            let meant = near.map_or_else(|| "`gongkai explain` lists all".to_owned(), |near| format!("did you mean {near}?"));
            format!("there is no rule `{code}`; {meant}")
        }
    };
    match output.message_format {
        Format::Human => terminal::say(format_args!("gongkai: {message}")),
        Format::Json => terminal::print(serde_json::json!({"type": "failure", "message": message})),
    }
    ExitCode::from(2)
}

fn print(rule: &Rule, output: &Output, whole: bool) {
    let docs = rule.docs.trim();
    match output.message_format {
        Format::Json => terminal::print(serde_json::json!({
            "type": "rule", "code": rule.code.0, "name": rule.name, "severity": rule.severity.to_string(),
            "acceptable": rule.acceptable, "docs": docs,
        })),
        Format::Human if whole => {
            let accept = if rule.acceptable { "can be accepted where it stands" } else { "cannot be accepted" };
            terminal::print(format_args!("{} {}: {}, {accept}\n\n{docs}", rule.code, rule.name, rule.severity));
        }
        Format::Human => terminal::print(format_args!(
            "{}  {:<8} {:<24} {}",
            rule.code,
            rule.severity.to_string(),
            rule.name,
            docs.lines().next().unwrap_or_default()
        )),
    }
}
