//! `gongkai diff`: what changed between two versions of a site.

use super::{
    args::{Diff, Format, Output},
    diagnostics, terminal,
};
use gongkai::{
    diff::{
        self, Change, ChangeKind, Compared, Counted, DiffError, Difference, Fate, Field, Measure, Page, Part, ReportDiff, SideInfo,
        SideKind, Value, YearTotals, in_common,
    },
    model::{money::grouped, sheet::Status},
    publish::Existing,
};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &Diff) -> Result<ExitCode, DiffError> {
    if let Some(file) = args.html.as_ref().filter(|file| !args.force && file.exists()) {
        return Err(DiffError::Exists(file.clone()));
    }
    let mut page = args.html.as_ref().map(|_| Page::begin(args.lang.of_page())).transpose()?;
    let compared = diff::diff(&args.old, &args.new, args.no_samples, &mut |report| {
        print_report(report, &args.output);
        page.as_mut().map_or(Ok(()), |page| page.add(report))
    });
    let compared = match compared {
        Err(DiffError::Problems { path, diagnostics }) => {
            diagnostics::print(&diagnostics, &args.output);
            super::failed(&DiffError::Problems { path, diagnostics: Vec::new() }, &args.output);
            return Ok(ExitCode::from(1));
        }
        Err(error) if error.is_of_content() => {
            super::failed(&error, &args.output);
            return Ok(ExitCode::from(1));
        }
        compared => compared?,
    };
    print_summary(&compared, &args.output);
    if let Some((page, file)) = page.zip(args.html.as_ref()) {
        page.finish(&compared, file, if args.force { Existing::Replace } else { Existing::Keep })?;
        if args.output.message_format == Format::Human && !args.output.quiet {
            terminal::say(format_args!("{} written", file.display()));
        }
    }
    Ok(if args.exit_code && !compared.is_same() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn print_report(report: &ReportDiff, output: &Output) {
    match output.message_format {
        Format::Json => report_json(report).into_iter().for_each(terminal::print),
        Format::Human if output.quiet => {}
        Format::Human => report_lines(report).into_iter().for_each(terminal::print),
    }
}

fn fate(report: &ReportDiff) -> &'static str {
    match report.fate {
        Fate::Added { was_draft: false } => "added",
        Fate::Added { was_draft: true } => "added (it was a draft)",
        Fate::Removed { is_draft: false } => "removed",
        Fate::Removed { is_draft: true } => "removed (it is a draft now)",
        Fate::Changed => "changed",
    }
}

fn report_lines(report: &ReportDiff) -> Vec<String> {
    let name = plain(report.words(&report.name, &report.original));
    let sample = if report.status == Status::Sample { " (sample)" } else { "" };
    let mut lines = vec![format!("{}/{}  {name}{sample}: {}", report.year, report.department, fate(report))];
    for measure in report.measures() {
        // Of a report that differs what differs; of one that is new or gone what it held.
        let counted = matches!(measure.what.key(), "total" | "tasks" | "indicators");
        if measure.difference.is_some() && report.fate == Fate::Changed || counted && report.fate != Fate::Changed {
            lines.push(format!(
                "  {}: {}",
                measured(measure.what),
                if report.fate == Fate::Changed { figures(&measure) } else { held(&measure) }
            ));
        }
    }
    for change in &report.changes {
        lines.push(format!("  {}", title(report, change)));
        lines.extend(change.fields.iter().map(|field| format!("    {}", field_line(field))));
    }
    lines.push(String::new());
    lines
}

fn title(report: &ReportDiff, change: &Change) -> String {
    let of = |words| plain(report.words(words, &report.original));
    let mut title = match change.part {
        Part::Report => "report".to_owned(),
        part if change.kind == ChangeKind::Reordered => return format!("{}s: in another order", part.id()),
        part => part.id().to_owned(),
    };
    if !change.name.is_empty() {
        title.push_str(&format!(" “{}”", of(&change.name)));
    }
    if !change.levels.is_empty() {
        title.push_str(&format!(" ({})", change.levels.iter().map(of).collect::<Vec<_>>().join(" › ")));
    }
    match change.kind {
        ChangeKind::Changed | ChangeKind::Reordered => title,
        kind => format!("{title}: {}", kind.id()),
    }
}

fn field_line(field: &Field) -> String {
    let mut key = field.what.key();
    if let Some(lang) = &field.lang {
        key.push_str(&format!(".{lang}"));
    }
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => {
            let (before, after) = both(before, after);
            format!("{key}: {before} → {after}{}", field.difference.as_ref().map(computed).unwrap_or_default())
        }
        (None, Some(after)) => format!("{key}: + {}", plain(&after.shown())),
        (Some(before), None) => format!("{key}: - {}", plain(&before.shown())),
        (None, None) => key,
    }
}

/// Characters of a text that are shown whole, and around what differs in a longer one.
const SHORT: usize = 40;
const AROUND: usize = 12;

/// Both values; of long words what differs, and a little around it.
fn both(before: &Value, after: &Value) -> (String, String) {
    let (was, is) = (plain(&before.shown()), plain(&after.shown()));
    let words = matches!(before, Value::Words(_)) && was.chars().count().max(is.chars().count()) > SHORT;
    if !words {
        return (was, is);
    }
    let (start, end) = in_common(&was, &is);
    let excerpt = |text: &str| {
        let (before, rest) = text.split_at(start);
        let (differs, after) = rest.split_at(rest.len() - end);
        let mut words: String = before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
        if words.len() < before.len() {
            words.insert(0, '…');
        }
        words.push_str(differs);
        let tail: String = after.chars().take(AROUND).collect();
        let more = if tail.len() < after.len() { "…" } else { "" };
        format!("“{words}{tail}{more}”")
    };
    (excerpt(&was), excerpt(&is))
}

/// On one line, and without anything that would speak to the terminal or turn the line round.
fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean = |c: char| if c.is_control() || turns(c) { ' ' } else { c };
    text.trim().chars().map(clean).collect()
}

fn computed(difference: &Difference) -> String {
    match difference {
        Difference::SameValue => "  (same value, written differently)".to_owned(),
        Difference::By(by, unit) if unit == "%" => format!("  ({by} percentage points)"),
        Difference::By(by, unit) if unit.is_empty() => format!("  ({by})"),
        Difference::By(by, unit) => format!("  ({by} {unit})"),
    }
}

fn measured(what: Counted) -> String {
    match what {
        Counted::Things(things) => things.to_owned(),
        Counted::Amounts(column) => format!("sum of {}", column.key),
    }
}

/// Of a report that only one of the versions has.
fn held(measure: &Measure) -> String {
    figure(measure.what, measure.before.as_ref().or(measure.after.as_ref()))
}

fn figure(what: Counted, digits: Option<&String>) -> String {
    let unit = if matches!(what, Counted::Amounts(_)) { " 万元" } else { "" };
    digits.map_or_else(|| "none".to_owned(), |digits| format!("{}{unit}", grouped(digits)))
}

fn figures(measure: &Measure) -> String {
    let (before, after) = (figure(measure.what, measure.before.as_ref()), figure(measure.what, measure.after.as_ref()));
    let difference = measure.difference.as_ref().map(computed).unwrap_or_default();
    if before == after { before } else { format!("{before} → {after}{difference}") }
}

fn print_summary(compared: &Compared, output: &Output) {
    match output.message_format {
        Format::Json => summary_json(compared).into_iter().for_each(terminal::print),
        Format::Human if output.quiet => {}
        Format::Human => summary_lines(compared).into_iter().for_each(terminal::print),
    }
}

fn summary_lines(compared: &Compared) -> Vec<String> {
    let Compared { old, new, changed, added, removed, same, appeared, vanished, totals, files } = compared;
    let mut lines = Vec::new();
    for year in totals.years().iter().filter(|year| year.differs()) {
        lines.push(year_line(year));
    }
    for (words, departments) in [("Departments that appeared", appeared), ("Departments that have no report any more", vanished)] {
        if !departments.is_empty() {
            let ids: Vec<&str> = departments.iter().map(|(id, _)| id.as_str()).collect();
            lines.push(format!("{words}: {}.", ids.join(", ")));
        }
    }
    for side in [old, new] {
        if !side.altered.is_empty() {
            let paths = side.altered.iter().take(5).map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let number = side.altered.len();
            lines.push(format!("{}: {number} of its files of data are not as they were published: {paths}", side.path.display()));
        }
    }
    if let Some(files) = files.as_ref().filter(|files| !files.is_empty()) {
        let each = files.all().map(|(kind, of)| format!("{kind} {} changed, {} added, {} removed", of.changed, of.added, of.removed));
        lines.push(format!("Files of the site: {}.", each.join("; ")));
    }
    lines.push(match (compared.same_reports(), compared.is_same()) {
        (true, true) => format!("No difference: {}.", says_the_same(*same)),
        (true, false) => format!("No figures changed: {}. Other files of the site differ.", says_the_same(*same)),
        _ => format!(
            "Reports: {changed} changed, {added} added, {removed} removed, {same} the same. Sums and what stands in brackets are computed."
        ),
    });
    lines
}

fn says_the_same(reports: usize) -> String {
    match reports {
        1 => "1 report says the same".to_owned(),
        several => format!("{several} reports say the same"),
    }
}

fn year_line(year: &YearTotals) -> String {
    let when = year.year.map_or_else(|| "All years".to_owned(), |year| year.to_string());
    let sample = if year.status == Status::Sample { " (samples)" } else { "" };
    let measures: Vec<String> = year.measures().iter().map(|measure| format!("{} {}", measured(measure.what), figures(measure))).collect();
    format!("{when}{sample}: {}", measures.join("; "))
}

fn report_json(report: &ReportDiff) -> Vec<Json> {
    let (year, department) = (report.year.to_string(), report.department.as_str());
    let draft = matches!(report.fate, Fate::Added { was_draft: true } | Fate::Removed { is_draft: true });
    let fate = fate(report).split(' ').next();
    let mut lines = vec![json!({
        "type": "report", "year": year, "department": department, "name": report.name, "status": report.status.as_str(), "fate": fate, "draft": draft,
        "figures": measures_json(&report.measures()),
    })];
    for change in &report.changes {
        let fields: Vec<Json> = change.fields.iter().map(field_json).collect();
        lines.push(json!({
            "type": "change", "year": year, "department": department, "part": change.part.id(), "kind": change.kind.id(),
            "name": change.name, "levels": change.levels, "fields": fields,
        }));
    }
    lines
}

fn field_json(field: &Field) -> Json {
    let written = |value: &Option<Value>| value.as_ref().map(|value| value.written().to_owned());
    let unit = |value: &Option<Value>| match value {
        Some(Value::Amount(_, unit)) => Some(unit.label()),
        _ => None,
    };
    json!({
        "key": field.what.key(), "lang": field.lang, "before": written(&field.before), "after": written(&field.after),
        "unit_before": unit(&field.before), "unit_after": unit(&field.after), "computed": field.difference.as_ref().map(difference_json),
    })
}

fn difference_json(difference: &Difference) -> Json {
    match difference {
        Difference::SameValue => json!({"by": "0", "unit": null}),
        Difference::By(by, unit) => json!({"by": by.replace(',', ""), "unit": unit}),
    }
}

fn measures_json(measures: &[Measure]) -> Json {
    let each = measures.iter().map(|measure| {
        let value = json!({"before": measure.before, "after": measure.after, "computed": measure.difference.as_ref().map(difference_json)});
        (measure.what.key().to_owned(), value)
    });
    Json::Object(each.collect())
}

fn summary_json(compared: &Compared) -> Vec<Json> {
    let years = compared.totals.years();
    let year = |year: &YearTotals| {
        json!({
            "type": "totals", "year": year.year.map(|year| year.to_string()), "status": year.status.as_str(),
            "figures": measures_json(&year.measures()),
        })
    };
    let side = |side: &SideInfo| {
        let manifest = match &side.kind {
            SideKind::Published { manifest } => Some(manifest),
            SideKind::Content => None,
        };
        let altered: Vec<String> = side.altered.iter().map(ToString::to_string).collect();
        json!({"path": side.path.display().to_string(), "manifest_sha256": manifest, "altered": altered})
    };
    let files = compared.files.as_ref().map(|files| {
        let each = files
            .all()
            .map(|(kind, of)| (kind.to_owned(), json!({"changed": of.changed, "added": of.added, "removed": of.removed, "same": of.same})));
        Json::Object(each.into_iter().collect())
    });
    let ids = |departments: &[(gongkai::model::department::DepartmentId, gongkai::data::Texts)]| -> Vec<String> {
        departments.iter().map(|(id, _)| id.to_string()).collect()
    };
    let mut lines: Vec<Json> = years.iter().map(year).collect();
    lines.push(json!({
        "type": "summary", "changed": compared.changed, "added": compared.added, "removed": compared.removed, "same": compared.same,
        "departments_appeared": ids(&compared.appeared), "departments_vanished": ids(&compared.vanished), "files": files,
        "old": side(&compared.old), "new": side(&compared.new), "differs": !compared.is_same(),
    }));
    lines
}
