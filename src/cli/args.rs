//! Arguments.

mod archive;
mod check;
mod diff;
mod export;
mod fmt;
mod i18n;
mod import;
mod scaffold;
mod serve;
mod sign;
mod theme;
mod verify;

pub use archive::Archive;
pub use check::{Check, CheckFormat};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
pub use diff::Diff;
pub use export::Export;
pub use fmt::Fmt;
use gongkai::{
    build::{Options, Scope, Shard},
    model::{department::DepartmentId, year::Year},
};
pub use i18n::{I18nCommand, Of};
pub use import::{Import, SheetStatus};
pub use scaffold::{CommentLang, Init, New};
pub use serve::Serve;
pub use sign::Sign;
use std::path::{Path, PathBuf};
pub use theme::ThemeCommand;
pub use verify::Verify;

/// Publish performance target tables: YAML in, a bilingual static site out.
#[derive(Parser)]
#[command(
    name = "gongkai",
    version,
    arg_required_else_help = true,
    after_help = "\
Examples:
  gongkai check                     look for problems, write nothing
  gongkai build                     build content/ into public/, then open public/index.html
  gongkai build --year 2024 --out /tmp/preview
                                    preview one year
  gongkai list                      what is in the site

Exit codes: 0 all is well, 1 problems in the content, 2 wrong usage or environment."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Begin a new site that builds at once
    Init(Init),
    /// Begin the table of a new year as a draft: names and wording of the year before, figures blank
    New(New),
    /// Build the site: read, check, render, publish
    #[command(after_help = "\
A build with errors publishes nothing and leaves the old site as it was. Files in the output
folder that gongkai did not write are never touched.

Examples:
  gongkai build
  gongkai build --site ~/disclosure --out /srv/www/jixiao
  gongkai build --department education-bureau --drafts --out /tmp/preview

What a build made is remembered in .gongkai/cache of the site, and the next build makes only what
has changed; the folder may be deleted at any time.

With --swap readers have the old site or the new one, and never pages of both. The new one is put
together beside the output folder, which must hold nothing but the site.

With --year, --department, --edition or --drafts the result is a preview: it needs --out, and a
folder that does not hold a whole site.")]
    Build {
        #[command(flatten)]
        select: Select,
        /// Only this edition (zh, en, zh-en)
        #[arg(long, value_name = "EDITION")]
        edition: Option<String>,
        #[command(flatten)]
        out: Out,
        /// Exchange the whole output folder at one instant, not file by file (Linux)
        #[arg(long)]
        swap: bool,
        /// Only a part of the site, for many machines: every N-th department, to be joined with the others
        #[arg(long, value_name = "I/N", value_parser = shard, conflicts_with_all = ["edition", "year", "department", "drafts"])]
        shard: Option<Shard>,
        /// Make everything anew, whatever .gongkai/cache of the site remembers
        #[arg(long)]
        no_cache: bool,
        /// Print where the time went, phase by phase, on all threads together
        #[arg(long)]
        timings: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Put the shards of a site together: as one build would have made it, byte for byte
    #[command(after_help = "\
Each shard is the folder that `gongkai build --shard I/N --out DIR` wrote, on this machine or
another, from the same content, settings and theme with the same gongkai; whatever does not fit is
named, and nothing is published.

Examples:
  gongkai build --shard 1/2 --out shard-1
  gongkai build --shard 2/2 --out shard-2
  gongkai join shard-1 shard-2")]
    Join {
        /// Folders of all shards, in any order
        #[arg(value_name = "SHARD", required = true)]
        shards: Vec<PathBuf>,
        /// Folder of the site: the one that holds content/
        #[arg(long, value_name = "DIR", default_value = ".")]
        site: PathBuf,
        /// Leave sample content out, whatever site.yaml says; as the shards were built
        #[arg(long)]
        no_samples: bool,
        /// Number of threads [default: all cores]
        #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
        jobs: Option<u16>,
        #[command(flatten)]
        out: Out,
        /// Exchange the whole output folder at one instant, not file by file (Linux)
        #[arg(long)]
        swap: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Show the site in a browser while it is being written
    Serve(Serve),
    /// Read and check everything: what is wrong, what is to be explained, what agrees
    Check(Check),
    /// Say what a rule is about: what, why, an example, how to mend it
    #[command(after_help = "Examples:\n  gongkai explain GK0203\n  gongkai explain                           a line for each rule")]
    Explain {
        /// Code or name of the rule; without it all are listed
        #[arg(value_name = "RULE")]
        rule: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// List reports with their status and figures
    #[command(after_help = "Examples:\n  gongkai list\n  gongkai list --year 2022\n  gongkai list --message-format json")]
    List {
        #[command(flatten)]
        select: Select,
        #[command(flatten)]
        output: Output,
    },
    /// List, copy and check themes: for people who change the look of a site
    #[command(arg_required_else_help = true)]
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Read a table from a spreadsheet, a web page or text, and write it as a sheet of the content
    Import(Import),
    /// Translate: PO files for translators, what is missing, what does not agree
    #[command(arg_required_else_help = true)]
    I18n {
        #[command(subcommand)]
        command: I18nCommand,
    },
    /// Write content files in one style; comments, digits and words stay
    Fmt(Fmt),
    /// Write one page of the published site as one file: to mail, to keep, to print
    Export(Export),
    /// Remove what gongkai wrote into the output folder, and nothing else
    #[command(after_help = "\
Only files that public/manifest-sha256.txt lists, and that nobody changed since, are removed.

Examples:
  gongkai clean
  gongkai clean --out /srv/www/jixiao")]
    Clean {
        /// Folder of the site
        #[arg(long, value_name = "DIR", default_value = ".")]
        site: PathBuf,
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        output: Output,
    },
    /// Put a published site, what it was made from and how into one file: a BagIt bag (RFC 8493)
    Archive(Archive),
    /// Say what changed between two versions of a site: reports, amounts, goals, indicators, targets
    Diff(Diff),
    /// Prove that a published site is as it was published
    Verify(Verify),
    /// Sign a published site, so that anybody can prove who published it
    Sign(Sign),
    /// Print what a shell needs to complete commands and options
    #[command(after_help = "\
Examples:
  gongkai completions bash > ~/.local/share/bash-completion/completions/gongkai
  gongkai completions fish > ~/.config/fish/completions/gongkai.fish
  gongkai completions powershell >> $PROFILE")]
    Completions {
        /// The shell
        shell: Shell,
        #[command(flatten)]
        output: Output,
    },
    /// Write the manual, a page for gongkai and one for each command, for `man`
    #[command(after_help = "Example:\n  gongkai man --out ~/.local/share/man/man1      then: man gongkai-build")]
    Man {
        /// The folder to write to
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Args)]
pub struct Select {
    /// Folder of the site: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Only this year
    #[arg(long, value_name = "YYYY", value_parser = year)]
    pub year: Option<Year>,
    /// Only this department (its id)
    #[arg(long, value_name = "ID", value_parser = DepartmentId::parse)]
    pub department: Option<DepartmentId>,
    /// Drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Leave sample content out, whatever site.yaml says
    #[arg(long)]
    pub no_samples: bool,
    /// Number of threads [default: all cores]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

#[derive(Args)]
pub struct Out {
    /// Output folder [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Args, Clone, Copy)]
pub struct Output {
    /// How to print: for people, or one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: Format,
    /// Print problems only
    #[arg(long, short)]
    pub quiet: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

fn shard(text: &str) -> Result<Shard, String> {
    Shard::parse(text).ok_or_else(|| "a shard is the number of one and of all, as in 2/7".to_owned())
}

fn year(text: &str) -> Result<Year, String> {
    Year::parse(text).ok_or_else(|| "a year has four digits, as in 2022".to_owned())
}

impl Select {
    /// As the library wants it, every edition.
    pub fn options(&self) -> Options {
        Options {
            site: self.site.clone(),
            scope: Scope { year: self.year, department: self.department.clone() },
            drafts: self.drafts,
            no_samples: self.no_samples,
            jobs: self.jobs.map(usize::from),
            ..Options::default()
        }
    }
}

impl Command {
    /// How this command prints.
    pub fn output(&self) -> Output {
        match self {
            Command::Build { output, .. }
            | Command::Join { output, .. }
            | Command::List { output, .. }
            | Command::Explain { output, .. }
            | Command::Completions { output, .. }
            | Command::Man { output, .. }
            | Command::Clean { output, .. } => *output,
            Command::Check(check) => check.output(),
            Command::Serve(serve) => serve.output(),
            Command::Init(init) => init.output,
            Command::New(new) => new.output,
            Command::Import(import) => import.output,
            Command::Fmt(fmt) => fmt.output,
            Command::Export(export) => export.output,
            Command::Archive(archive) => archive.output,
            Command::Diff(diff) => diff.output,
            Command::Verify(verify) => verify.output,
            Command::Sign(sign) => sign.output,
            Command::I18n { command } => match command {
                I18nCommand::Extract { output, .. } | I18nCommand::Status { output, .. } | I18nCommand::Check { output, .. } => *output,
            },
            Command::Theme { command } => match command {
                ThemeCommand::List { output, .. } | ThemeCommand::Eject { output, .. } | ThemeCommand::Check { output, .. } => *output,
            },
        }
    }
}

impl Out {
    /// The folder as given, or `public` in the site's folder.
    pub fn folder(&self, site: &Path) -> PathBuf {
        match &self.out {
            Some(out) => out.clone(),
            None if site == Path::new(".") => PathBuf::from("public"),
            None => site.join("public"),
        }
    }
}
