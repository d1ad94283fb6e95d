//! The command line: parses arguments, calls one library function, prints. Exit codes: 0 ok, 1 problems in the content,
//! 2 wrong usage or environment.

mod archive;
mod args;
mod check;
mod diagnostics;
mod diff;
mod explain;
mod export;
mod fmt;
mod i18n;
mod import;
mod list;
mod manual;
mod mending;
mod sarif;
mod scaffold;
mod serve;
mod sign;
mod summary;
mod terminal;
mod theme;
mod timings;
mod verify;
mod watchdog;

use args::{Cli, Command, Format, Output};
use clap::{CommandFactory, Parser, error::ErrorKind};
use gongkai::{
    build::{self, BuildError, CacheUse, Options, Outcome},
    lint::Depth,
    model::diagnostic::Severity,
    publish,
};
use indicatif::{ProgressBar, ProgressStyle};
use std::{io::IsTerminal, process::ExitCode, time::Instant};
use timings::Timings;

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let started = Instant::now();
    watchdog::watch();
    silence_spreadsheets();
    let done = match &cli.command {
        Command::Build { select, edition, out, swap, shard, no_cache, timings, output } => {
            let (options, folder) = (
                Options {
                    edition: edition.clone(),
                    cache: if *no_cache { CacheUse::Renew } else { CacheUse::Use },
                    shard: *shard,
                    mode: mode(*swap),
                    ..select.options()
                },
                out.folder(&select.site),
            );
            if options.is_preview() && out.out.is_none() {
                let message = "a preview (--year, --department, --edition, --drafts) needs a folder of its own: add --out DIR";
                Cli::command().error(ErrorKind::MissingRequiredArgument, message).exit();
            }
            if shard.is_some() && out.out.is_none() {
                Cli::command().error(ErrorKind::MissingRequiredArgument, "a shard needs a folder of its own: add --out DIR").exit();
            }
            let timings = timings.then(Timings::start);
            build::build(&options, &folder, &progress(output)).map(|outcome| {
                diagnostics::print(&outcome.diagnostics, output);
                summary::built(&outcome, &folder, started.elapsed(), output);
                if let Some(timings) = timings {
                    timings.print(started.elapsed());
                }
                verdict(&outcome)
            })
        }
        Command::Join { shards, site, no_samples, jobs, out, swap, output } => {
            let jobs = jobs.map(usize::from);
            let options = Options { site: site.clone(), no_samples: *no_samples, jobs, mode: mode(*swap), ..Options::default() };
            let folder = out.folder(site);
            build::join(&options, shards, &folder, &progress(output)).map(|outcome| {
                diagnostics::print(&outcome.diagnostics, output);
                summary::built(&outcome, &folder, started.elapsed(), output);
                verdict(&outcome)
            })
        }
        Command::Serve(serve) => Ok(serve::run(serve).map_or_else(|error| failed(&error, &serve.output()), |()| ExitCode::SUCCESS)),
        Command::Check(check) => Ok(check::run(check).unwrap_or_else(|error| failed(&error, &check.output()))),
        Command::List { select, output } => build::check(&select.options(), Depth::Publish, &progress(output)).map(|outcome| {
            let errors: Vec<_> = outcome.diagnostics.iter().filter(|each| each.severity == Severity::Error).cloned().collect();
            diagnostics::print(&errors, output);
            list::print(&outcome, output);
            verdict(&outcome)
        }),
        Command::Theme { command } => theme::run(command),
        Command::Init(init) => Ok(scaffold::init(init).map_or_else(|error| failed(&error, &init.output), |()| ExitCode::SUCCESS)),
        Command::New(new) => Ok(scaffold::new(new).map_or_else(|error| failed(&error, &new.output), |()| ExitCode::SUCCESS)),
        Command::Import(import) => Ok(import::run(import).unwrap_or_else(|error| failed(&error, &import.output))),
        Command::I18n { command } => Ok(i18n::run(command).unwrap_or_else(|error| failed(&error, &cli.command.output()))),
        Command::Fmt(fmt) => Ok(fmt::run(fmt).unwrap_or_else(|error| failed(&error, &fmt.output))),
        Command::Export(export) => Ok(export::run(export).map_or_else(|error| failed(&error, &export.output), |()| ExitCode::SUCCESS)),
        Command::Archive(archive) => Ok(archive::run(archive).unwrap_or_else(|error| failed(&error, &archive.output))),
        Command::Diff(diff) => Ok(diff::run(diff).unwrap_or_else(|error| failed(&error, &diff.output))),
        Command::Explain { rule, output } => Ok(explain::run(rule.as_deref(), output)),
        Command::Completions { shell, .. } => Ok(manual::completions(*shell)),
        Command::Man { out, output } => Ok(manual::write(out, output).map_or_else(|error| failed(&error, output), |()| ExitCode::SUCCESS)),
        Command::Clean { site, out, output } => {
            let folder = out.folder(site);
            publish::clean(&publish::Confined::to(&folder), &folder).map_err(BuildError::from).map(|cleaned| {
                summary::cleaned(&cleaned, &folder, output);
                ExitCode::SUCCESS
            })
        }
        Command::Verify(verify) => Ok(verify::run(verify).unwrap_or_else(|error| failed(&error, &verify.output))),
        Command::Sign(sign) => Ok(sign::run(sign).unwrap_or_else(|error| failed(&error, &sign.output))),
    };
    let code = done.unwrap_or_else(|error| failed(&error, &cli.command.output()));
    match terminal::failure() {
        None => code,
        Some(why) => {
            terminal::say(format_args!("gongkai: the output could not be written: {why}"));
            ExitCode::from(2)
        }
    }
}

fn mode(swap: bool) -> publish::Mode {
    if swap { publish::Mode::Swap } else { publish::Mode::InPlace }
}

/// The libraries of spreadsheets panic where a disk is full, and at some damaged files. That is caught and told as any other error; their own
/// words would stand before it.
fn silence_spreadsheets() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let of_spreadsheets = |file: &str| ["rust_xlsxwriter", "calamine"].iter().any(|library| file.contains(library));
        if !panic.location().is_some_and(|place| of_spreadsheets(place.file())) {
            usual(panic);
        }
    }));
}

/// What no content could mend.
fn failed(error: &dyn std::error::Error, output: &Output) -> ExitCode {
    match output.message_format {
        Format::Human => terminal::say(format_args!("gongkai: {error}")),
        Format::Json => terminal::print(serde_json::json!({"type": "failure", "message": error.to_string()})),
    }
    ExitCode::from(2)
}

fn verdict(outcome: &Outcome) -> ExitCode {
    if outcome.count(Severity::Error) > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// A progress bar on a terminal; nothing in a pipe, nothing when quiet.
fn progress(output: &Output) -> impl Fn(usize, usize) + Sync + use<> {
    let bar = match std::io::stderr().is_terminal() && !output.quiet && output.message_format == Format::Human {
        true => ProgressBar::new(0),
        false => ProgressBar::hidden(),
    };
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} departments");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    move |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        if done == all {
            bar.finish_and_clear();
        }
    }
}
