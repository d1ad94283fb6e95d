//! `gongkai theme`: for people who change the look of a site.

use super::{
    args::{Format, Output, ThemeCommand},
    terminal,
};
use gongkai::{
    build::{self, BuildError, Themes},
    publish::Placed,
    render::Finding,
};
use std::{path::Path, process::ExitCode};

/// Runs one of its commands.
pub fn run(command: &ThemeCommand) -> Result<ExitCode, BuildError> {
    match command {
        ThemeCommand::List { site, output } => build::themes(site).map(|themes| {
            list(&themes, output);
            ExitCode::SUCCESS
        }),
        ThemeCommand::Eject { files, site, output } => build::eject(site, files).map(|(folder, placed)| {
            ejected(&folder, &placed, output);
            ExitCode::SUCCESS
        }),
        ThemeCommand::Check { site, theme, output } => {
            build::check_theme(site, theme.as_deref()).map(|findings| checked(&findings, output))
        }
    }
}

fn list(themes: &Themes, output: &Output) {
    for theme in &themes.all {
        let chosen = theme.name == themes.chosen;
        let from = match (theme.built_in, theme.own) {
            (true, true) => "built in, and themes/ of the site",
            (true, false) => "built in",
            (false, _) => "themes/ of the site",
        };
        match output.message_format {
            Format::Human => {
                let mark = if chosen { "*" } else { " " };
                let parents = theme.parents.iter().map(|parent| format!(" → {parent}")).collect::<String>();
                terminal::print(format_args!("{mark} {}{parents}  ({from}, {} files)", theme.name, theme.files));
                if chosen && themes.own_files > 0 {
                    terminal::print(format_args!("    in front of it: theme/ of the site, {} files", themes.own_files));
                }
            }
            Format::Json => terminal::print(serde_json::json!({
                "type": "theme", "name": theme.name, "parents": theme.parents, "built_in": theme.built_in, "own": theme.own,
                "files": theme.files, "chosen": chosen,
            })),
        }
    }
}

fn ejected(folder: &Path, placed: &Placed, output: &Output) {
    if output.message_format == Format::Json {
        let folder = folder.display().to_string();
        return terminal::print(serde_json::json!({"type": "ejected", "folder": folder, "written": placed.written, "kept": placed.kept}));
    }
    let line = |what: &str, path: &String| terminal::print(format_args!("{what}  {}", folder.join(path).display()));
    if !output.quiet {
        placed.written.iter().for_each(|path| line("written", path));
    }
    placed.kept.iter().for_each(|path| line("kept   ", path));
    if !placed.kept.is_empty() {
        terminal::say("What stands there already was left as it is. To start anew from the theme's own file, move yours away first.");
    }
}

fn checked(findings: &[Finding], output: &Output) -> ExitCode {
    for Finding { file, line, column, message, help } in findings {
        match output.message_format {
            Format::Human if help.is_empty() => terminal::say(format_args!("{file}:{line}:{column}: {message}")),
            Format::Human => terminal::say(format_args!("{file}:{line}:{column}: {message}\n  help: {help}")),
            Format::Json => terminal::print(serde_json::json!({
                "type": "diagnostic", "severity": "error", "file": file, "line": line, "column": column, "message": message, "help": help,
            })),
        }
    }
    match findings.len() {
        0 => {
            if !output.quiet && output.message_format == Format::Human {
                terminal::say("The theme compiles, and every field, message, block and template that it names exists.");
            }
            ExitCode::SUCCESS
        }
        count => {
            if output.message_format == Format::Human {
                terminal::say(format_args!("{count} {} in the theme.", if count == 1 { "problem" } else { "problems" }));
            }
            ExitCode::from(1)
        }
    }
}
