//! `gongkai import`: a foreign table becomes a sheet.

use super::{
    args::{Format, Import, Output, SheetStatus},
    terminal,
};
use gongkai::{
    content::{SiteSource, Unreadable, visible},
    import::{self, Foreign, Homeless, MAX_FILE, Request, SheetFile, Table},
    model::form::Form,
    publish::{Existing, PublishError, place_one},
};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What kept it from being imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Site(#[from] Unreadable),
    #[error("{} cannot be read: {cause}", .file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("{}: {why}", .file.display())]
    Foreign { file: PathBuf, why: Foreign },
    #[error(transparent)]
    Place(#[from] PublishError),
    #[error("{} is there already, and was not touched: add --force to replace it, or write to another file with -o FILE", .0.display())]
    Exists(PathBuf),
    #[error("{0} holds {1} tables: -o FILE takes one")]
    ManyForOne(String, usize),
}

/// Runs the command.
pub fn run(import: &Import) -> Result<ExitCode, Error> {
    let source = SiteSource::open(&import.site)?;
    let form = &Form::builtin()[0]; // the only one there is, embedded
    let name = import.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = read(&import.file).map_err(|cause| Error::File { file: import.file.clone(), cause })?;
    let found = import::read(&name, &bytes, form, &source.config).map_err(|why| Error::Foreign { file: import.file.clone(), why })?;
    let (department, year) = (import.department.clone(), import.year);
    let request = Request { file: &name, form, department, year, status: import.status.map(SheetStatus::of_sheet) };
    let sheets = match import::sheets(&found, &source, &request) {
        Ok(sheets) => sheets,
        Err(homeless) => {
            found.tables.iter().for_each(|table| account(&name, table, None, &import.output));
            homeless.iter().for_each(|why| tell_homeless(why, &import.output));
            return Ok(ExitCode::from(1));
        }
    };
    if import.out.is_some() && sheets.len() > 1 {
        return Err(Error::ManyForOne(name, sheets.len()));
    }
    found.tables.iter().zip(&sheets).for_each(|(table, sheet)| account(&name, table, Some(sheet), &import.output));
    tell_outside(&found.outside, &import.output);
    let whole = found.tables.iter().all(Table::is_whole) && sheets.iter().all(|sheet| sheet.problems.is_empty());
    if !whole && !import.allow_partial {
        tell("nothing was written: mend the table, or add --allow-partial to write what could be placed", &import.output);
        return Ok(ExitCode::from(1));
    }
    write(import, &sheets)?;
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// No more of it than can be a table.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn write(import: &Import, sheets: &[SheetFile]) -> Result<(), Error> {
    if import.out.as_deref() == Some(Path::new("-")) {
        sheets.iter().for_each(|sheet| terminal::print(sheet.yaml.trim_end()));
        return Ok(());
    }
    let below = |path: &Path| if import.site == Path::new(".") { path.to_owned() } else { import.site.join(path) };
    let places: Vec<PathBuf> = sheets.iter().map(|sheet| import.out.clone().unwrap_or_else(|| below(&sheet.path))).collect();
    // All of them or none.
    if let Some(there) = places.iter().find(|place| !import.force && place.exists()) {
        return Err(Error::Exists(there.clone()));
    }
    let existing = if import.force { Existing::Replace } else { Existing::Keep };
    for (sheet, place) in sheets.iter().zip(places) {
        if let Some(folder) = place.parent().filter(|_| import.out.is_none()) {
            fs::create_dir_all(folder).map_err(|cause| Error::File { file: folder.to_owned(), cause })?;
        }
        if !place_one(&place, sheet.yaml.as_bytes(), existing)? {
            return Err(Error::Exists(place));
        }
        written(sheet, &place, &import.output);
    }
    Ok(())
}

fn written(sheet: &SheetFile, place: &Path, output: &Output) {
    match output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "imported", "file": place.display().to_string()})),
        Format::Human if output.quiet => {}
        Format::Human => {
            terminal::say(format_args!("written: {}", place.display()));
            if let Some(entry) = &sheet.entry {
                terminal::say(format_args!("\ncontent/departments.yaml does not have this department yet; add:\n\n{entry}"));
            }
            terminal::say(format_args!("next: gongkai check --year {} --department {}", sheet.year, sheet.department));
        }
    }
}

/// What became of the rows of a table, whether it becomes a sheet or not.
fn account(name: &str, table: &Table, sheet: Option<&SheetFile>, output: &Output) {
    let (tasks, goals, indicators) = table.counts();
    let year = sheet.map(|sheet| sheet.year).or(table.year).map(|year| year.to_string());
    let id = sheet.map(|sheet| sheet.department.as_str());
    let problems = sheet.map_or(&[][..], |sheet| &sheet.problems);
    let account = &table.account;
    if output.message_format == Format::Json {
        let left: Vec<_> = account
            .left
            .iter()
            .map(|left| serde_json::json!({"at": left.at.to_string(), "text": left.text, "why": left.why.to_string()}))
            .collect();
        let aside: Vec<_> = account.aside.iter().map(|(at, text)| serde_json::json!({"at": at.to_string(), "text": text})).collect();
        let notes: Vec<String> = account.notes.iter().map(ToString::to_string).collect();
        return terminal::print(serde_json::json!({
            "type": "table", "file": name, "sheet": table.sheet, "year": year, "department": id,
            "tasks": tasks, "goals": goals, "indicators": indicators,
            "rows": {"seen": account.seen, "placed": account.placed, "heads": account.heads, "aside": account.aside.len(), "left": account.rows_left()},
            "left": left, "aside": aside, "notes": notes, "problems": problems, "entry": sheet.and_then(|sheet| sheet.entry.as_deref()),
        }));
    }
    if !output.quiet {
        let sheet_name = table.sheet.as_ref().map_or_else(String::new, |sheet| format!(", sheet “{sheet}”"));
        let (year, department) = (year.as_deref().unwrap_or("?"), table.department.as_deref().or(id).unwrap_or("?"));
        terminal::say(format_args!("{name}{sheet_name}: {year}, {department}"));
        terminal::say(format_args!("  {tasks} tasks, {goals} goals, {indicators} indicators"));
        terminal::say(format_args!(
            "  {} rows seen: {} placed, {} with heads, {} beside the table, {} with something left",
            account.seen,
            account.placed,
            account.heads,
            account.aside.len(),
            account.rows_left()
        ));
        account.aside.iter().for_each(|(at, text)| terminal::say(format_args!("  beside the table, not taken: {at}: {}", shorten(text))));
        account.notes.iter().for_each(|note| terminal::say(format_args!("  note: {note}")));
    }
    account.left.iter().for_each(|left| terminal::say(format_args!("  left: {}: `{}`: {}", left.at, shorten(&left.text), left.why)));
    problems.iter().for_each(|problem| terminal::say(format_args!("  gongkai check will say: {problem}")));
}

fn tell_outside(outside: &[(String, usize)], output: &Output) {
    if output.message_format == Format::Json {
        outside.iter().for_each(|(at, rows)| terminal::print(serde_json::json!({"type": "outside", "at": at, "rows": rows})));
    } else if !output.quiet {
        outside.iter().for_each(|(at, rows)| terminal::say(format_args!("  no part of a table: {at} ({rows})")));
    }
}

fn tell_homeless(why: &Homeless, output: &Output) {
    match output.message_format {
        Format::Json => terminal::print(serde_json::json!({"type": "failure", "message": why.to_string()})),
        Format::Human => terminal::say(format_args!("gongkai: {why}")),
    }
}

fn tell(words: &str, output: &Output) {
    if output.message_format == Format::Human {
        terminal::say(words);
    }
}

/// A cell may be as long as a page, and hold what a terminal would obey.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let line = visible(&line).into_owned();
    match line.char_indices().nth(60) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}
