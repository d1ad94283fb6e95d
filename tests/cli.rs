//! The command from the outside: what it prints, where, and with which exit code it ends.

mod support;

use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};
use support::{Run, SHEET, Site, TABLE, gongkai, pages};

const ESCAPE: char = '\u{1b}';

/// A small table with one warning (over 100%) and one accepted finding (a total that is not the sum).
fn with_a_warning() -> Site {
    let accept = "fiscal: 80\n    accept: {GK0102: {zh: 原表如此, en: As in the original}}";
    Site::of(TABLE).edit(SHEET, "≥95%", "≥105%").edit(SHEET, "fiscal: 90", accept)
}

/// A small table with an error in it.
fn with_an_error() -> Site {
    Site::of(TABLE).edit(SHEET, "fiscal: 90", "fiscal: 80")
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn list_shows_the_newest_year_first_with_status_total_and_counts() {
    let site = Site::own();
    let run = site.run("list").good();
    let years: Vec<&str> = run.out.lines().map(|line| &line[..4]).collect();
    assert!(years.is_sorted_by(|a, b| a >= b) && years.first() > years.last(), "{years:?}");
    let sheets = site.tree("content").into_keys().filter(|path| path.ends_with("/overall-target.yaml")).count();
    assert_eq!(years.len(), sheets);
    // One in 万元, one in 元.
    for line in [
        "2022  final         3,200.58 万元    6 tasks    44 indicators  organization-department",
        "2024  sample           562.5 万元    4 tasks    15 indicators  sample-library",
    ] {
        assert!(run.out.lines().any(|other| other == line), "{line:?} is not in\n{}", run.out);
    }
    assert_eq!(run.err, "");
}

#[test]
fn list_for_programs_gives_one_object_a_report() {
    let reports = Site::own().run("list --message-format json").good().json();
    for report in &reports {
        assert_eq!(keys(report), BTreeSet::from(["type", "year", "department", "status", "total_wan", "tasks", "indicators"]));
    }
    let real = reports.iter().find(|report| report["status"] == "final").unwrap();
    let expected = r#"{"type": "report", "year": "2022", "department": "organization-department", "status": "final", "total_wan": "3200.58", "tasks": 6, "indicators": 44}"#;
    assert_eq!(*real, serde_json::from_str::<Value>(expected).unwrap());
}

#[test]
fn list_says_what_is_wrong_and_ends_with_1_when_the_content_has_an_error() {
    let run = with_an_error().run("list");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("GK0102") && run.err.contains("the total 90 is not the sum of its parts, 80"), "{}", run.err);
}

#[test]
fn list_has_no_words_for_warnings() {
    assert_eq!(with_a_warning().run("list").good().err, "");
}

#[test]
fn a_quiet_list_is_empty() {
    assert_eq!(Site::own().run("list --quiet").good().out, "");
}

#[test]
fn check_for_programs_says_of_every_problem_where_it_is_what_it_is_and_how_to_mend_it() {
    let site = with_an_error().edit(SHEET, "≥95%", "≥105%").write("content/notes.txt", "");
    let run = site.run("check --message-format json");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let lines = run.json();
    let (summary, problems) = lines.split_last().unwrap();
    assert_eq!(summary["type"], "summary");
    let all = ["type", "code", "severity", "kind", "file", "line", "column", "text", "message", "help"];
    problems.iter().for_each(|problem| assert_eq!(keys(problem), BTreeSet::from(all)));
    let said: Vec<String> = problems
        .iter()
        .map(|problem| {
            ["type", "severity", "code", "file", "line", "column", "text", "message"].map(|key| problem[key].to_string()).join(" ")
        })
        .collect();
    assert_eq!(
        said,
        [
            format!(r#""diagnostic" "error" "GK0102" "{SHEET}" 4 12 "90" "the total 90 is not the sum of its parts, 80""#),
            format!(r#""diagnostic" "warning" "GK0203" "{SHEET}" 14 17 "≥105%" "“培训合格率” has a target over 100%: ≥105%""#),
            // A problem of a whole file has no place in it.
            r#""diagnostic" "error" "GK0022" "content/notes.txt" null null null "a file that is not a sheet""#.to_owned(),
        ]
    );
    assert!(problems[0]["help"].as_str().unwrap().contains("accept: {GK0102:"), "{}", problems[0]["help"]);
}

#[test]
fn the_last_line_for_programs_is_the_summary() {
    let all = [
        "type",
        "reports",
        "drafts_left_out",
        "samples_left_out",
        "pages",
        "errors",
        "files_made",
        "warnings",
        "accepted",
        "notes",
        "confirmed",
        "cache_problem",
        "departments",
        "departments_kept",
        "recovered",
        "published",
        "out",
        "seconds",
    ];
    let site = with_a_warning();
    let checked = site.run("check --message-format json").good().json().pop().unwrap();
    let built = site.run("build --message-format json").good().json().pop().unwrap();
    assert_eq!((keys(&checked), keys(&built)), (BTreeSet::from(all), BTreeSet::from(all)));
    for summary in [&checked, &built] {
        assert_eq!((&summary["reports"], &summary["errors"]), (&1.into(), &0.into()));
        assert_eq!((&summary["warnings"], &summary["accepted"]), (&1.into(), &1.into()));
        assert!(summary["seconds"].is_f64() && summary["recovered"].is_null());
    }
    assert!(checked["published"].is_null() && checked["out"].is_null());
    let published = ["files", "bytes", "written", "unchanged", "removed", "replaced_edited", "kept_edited"];
    assert_eq!((keys(&built["published"]), &built["out"]), (BTreeSet::from(published), &"public".into()));
}

/// The last words of a build, with the time taken out.
fn closing_words(run: &Run) -> String {
    let (_, summary) = run.err.split_once("1 report ").unwrap();
    let (before, after) = summary.split_once(" in ").unwrap();
    let (seconds, after) = after.split_once(" s.\n").unwrap();
    assert!(seconds.parse::<f64>().is_ok(), "{seconds}");
    format!("{before} in _ s. {after}")
}

#[test]
fn build_closes_with_what_it_made_how_long_it_took_and_what_to_open() {
    let site = with_a_warning();
    let run = site.run("build").good();
    let files = site.tree("public");
    // The list of all files is not counted among them.
    let (pages, all) = (pages(&files).count(), files.len() - 1);
    let bytes: usize = files.iter().filter(|(path, _)| path != &Path::new("manifest-sha256.txt")).map(|(_, bytes)| bytes.len()).sum();
    let index = Path::new("public").join("index.html");
    assert_eq!(
        closing_words(&run),
        format!(
            "as {pages} pages: 0 errors, 1 warning, 1 accepted finding in _ s. \
             public: {all} files, {:.2} kB ({all} written, 0 unchanged, 0 removed). Open {}\n",
            bytes as f64 / 1000.0,
            index.display()
        )
    );
    assert!(site.path().join(index).is_file());
    assert_eq!(run.out, "");
}

#[test]
fn the_second_build_writes_nothing() {
    let site = with_a_warning();
    let all = site.build().len() - 1;
    let words = closing_words(&site.run("build").good());
    assert!(words.contains(&format!("(0 written, {all} unchanged, 0 removed)")), "{words}");
}

#[test]
fn a_quiet_build_prints_problems_and_nothing_else() {
    assert_eq!(Site::of(TABLE).run("build --quiet").good().err, "");
    let words = with_a_warning().run("build --quiet").good().err;
    assert!(words.contains("GK0203") && !words.contains("1 report") && !words.contains("Open "), "{words}");
}

#[test]
fn in_a_pipe_there_is_no_progress_bar_and_no_escape_sequence() {
    for arguments in ["build", "check", "list", "--help", "build --nonsense"] {
        let run = with_a_warning().run(arguments);
        let words = run.out + &run.err;
        assert!(!words.is_empty() && !words.contains([ESCAPE, '\r', '█', '░']), "{arguments}: {words}");
    }
}

#[test]
fn color_always_colours_even_in_a_pipe() {
    assert!(with_a_warning().run("check --color always").good().err.contains(ESCAPE));
}

/// What `gongkai ARGUMENTS` prints on a terminal, where `script` can play one.
#[cfg(target_os = "linux")]
fn on_a_terminal(site: &Site, arguments: &str, no_color: Option<&str>) -> Option<String> {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_gongkai"));
    let mut script = Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).current_dir(site.path()).stdin(Stdio::null()).env_remove("NO_COLOR").env("TERM", "xterm");
    if let Some(value) = no_color {
        script.env("NO_COLOR", value);
    }
    let output = script.output().ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_there_are_colours_unless_somebody_says_no() {
    let site = with_a_warning();
    let yellow = "\u{1b}[33m";
    for (arguments, no_color, coloured) in [
        ("check", None, true),
        ("check", Some("1"), false),
        // https://no-color.org: “when present and not an empty string”.
        ("check", Some(""), true),
        ("check --color never", None, false),
        ("check --color always", Some("1"), true),
    ] {
        let Some(words) = on_a_terminal(&site, arguments, no_color) else { return };
        assert!(words.contains("GK0203"), "{words}");
        assert_eq!(words.contains(yellow), coloured, "{arguments}, NO_COLOR={no_color:?}: {words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_there_is_a_progress_bar_unless_it_shall_be_quiet() {
    let site = with_a_warning();
    let Some(words) = on_a_terminal(&site, "build", None) else { return };
    assert!(words.contains("1/1 departments"), "{words:?}");
    let Some(words) = on_a_terminal(&site, "build --quiet", None) else { return };
    assert!(words.contains("GK0203") && !words.contains("departments "), "{words:?}");
}

#[test]
fn the_exit_code_is_0_with_warnings_and_1_with_errors() {
    for command in ["check", "build", "list"] {
        assert_eq!(with_a_warning().run(command).code, 0, "{command}");
        assert_eq!(with_an_error().run(command).code, 1, "{command}");
    }
}

#[test]
fn wrong_usage_and_a_broken_environment_end_with_2_and_say_why() {
    let site = Site::of(TABLE).write("empty/.gitkeep", "").write("file", "");
    let content = site.tree("content");
    for (arguments, why) in [
        ("", "Usage: gongkai"),
        ("build --nonsense", "unexpected argument '--nonsense'"),
        ("publish", "unrecognized subcommand 'publish'"),
        ("check --year 22", "a year has four digits"),
        ("check --jobs 0", "0 is not in 1..=1024"),
        ("check --site empty", "empty is not a gongkai site: there is no content/site.yaml in it"),
        ("build --edition fr --out p", "`fr` is not an edition of this site; site.yaml has: zh, en, zh-en"),
        ("build --department sample-burea --out p", "`sample-burea` is not a department of departments.yaml"),
        ("build --year 1999 --out p", "there is no folder content/1999 with sheets"),
        ("build --out content", "content is a folder of the site's sources"),
        ("build --out content/2022/new", "is a folder of the site's sources"),
        ("build --out file", "file: this is a file, not a folder"),
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, 2, "{arguments}: {}", run.err);
        assert!(run.err.contains(why) && run.out.is_empty(), "{arguments}: {}", run.err);
    }
    assert_eq!(site.tree("content"), content);
    assert!(!site.path().join("p").exists(), "no folder is made for a build that cannot be");
}

#[test]
fn an_unknown_theme_ends_with_2_and_names_those_there_are() {
    let site = Site::of(TABLE).append("content/site.yaml", "theme: festive\n");
    let run = site.run("build");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("there is no theme `festive`; themes: default"), "{}", run.err);
    assert!(site.tree("public").is_empty());
}

#[test]
fn for_programs_a_failure_is_an_object_too() {
    let run = Site::of(TABLE).run("build --message-format json --out content");
    assert_eq!((run.code, run.err.as_str()), (2, ""));
    let failures = run.json();
    assert_eq!((failures.len(), &failures[0]["type"]), (1, &Value::from("failure")));
    assert!(failures[0]["message"].as_str().unwrap().contains("content is a folder of the site's sources"));
}

#[test]
fn clean_removes_the_site_once_and_finds_nothing_the_second_time() {
    let site = Site::of(TABLE).write("public/mine.txt", "mine");
    let files = site.build().len() - 1;
    // The manifest is not counted among the files of the site.
    assert_eq!(site.run("clean").good().err, format!("public: {} files removed\n", files - 1));
    assert_eq!(site.tree("public").into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    assert_eq!(site.run("clean").good().err, "public: 0 files removed\n");
    assert_eq!(site.tree("public").into_keys().collect::<Vec<_>>(), ["mine.txt"]);
}

#[test]
fn clean_where_nothing_was_built_makes_no_folder() {
    let site = Site::of(TABLE);
    site.run("clean").good();
    assert!(!site.path().join("public").exists());
}

#[test]
fn every_help_shows_examples() {
    let site = Site::of(TABLE);
    for command in ["", "build ", "check ", "list ", "clean ", "diff "] {
        let run = site.run(&format!("{command}--help")).good();
        let (_, examples) = run.out.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{command}: {}", run.out));
        assert!(examples.starts_with("  gongkai "), "{command}: {examples}");
    }
}

#[test]
fn version_names_the_program_and_its_version() {
    assert_eq!(Site::of(TABLE).run("--version").good().out, format!("gongkai {}\n", env!("CARGO_PKG_VERSION")));
}

/// The exit code of the command when its standard output or error goes to `where_to`.
fn code(site: &Site, arguments: &str, out: impl Into<Stdio>, err: impl Into<Stdio>) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments.split_whitespace()).current_dir(site.path()).stdout(out).stderr(err);
    command.status().unwrap().code().unwrap()
}

/// A pipe whose reader has gone away.
fn closed_pipe() -> std::io::PipeWriter {
    std::io::pipe().unwrap().1
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let site = with_a_warning();
    for arguments in ["list", "list --message-format json", "check", "check --message-format json", "build", "clean", "--help", "--version"]
    {
        assert_eq!(code(&site, arguments, closed_pipe(), Stdio::null()), 0, "{arguments}");
        assert_eq!(code(&site, arguments, Stdio::null(), closed_pipe()), 0, "{arguments}");
    }
    assert_eq!(code(&site, "build --nonsense", Stdio::null(), closed_pipe()), 2);
}

#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_ends_with_2_and_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let site = with_a_warning();
    for arguments in ["list", "list --message-format json", "check --message-format json", "build --message-format json"] {
        let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(arguments.split_whitespace())
            .current_dir(site.path())
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn()
            .and_then(|child| child.wait_with_output())
            .unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {words}");
        assert!(words.contains("the output could not be written"), "{arguments}: {words}");
    }
    // Nobody is left to be told, and the work is done all the same.
    for arguments in ["check", "build", "clean"] {
        assert_eq!(code(&site, arguments, Stdio::null(), full()), 0, "{arguments}");
    }
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let dir = tempfile::tempdir().unwrap();
    let run = Run::of(gongkai().args(["man", "--out"]).arg(dir.path()));
    assert_eq!(run.code, 0, "{}", run.err);
    let help = Run::of(gongkai().arg("--help")).good().out;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|word| !word.is_empty() && *word != "help"))
        .collect();
    assert!(commands.len() > 10, "{help}");
    for command in commands {
        let page = std::fs::read_to_string(dir.path().join(format!("gongkai-{command}.1"))).unwrap();
        assert!(page.contains(".SH OPTIONS") || command == "theme", "{command}: {page}");
    }
    assert!(dir.path().join("gongkai.1").exists() && dir.path().join("gongkai-theme-eject.1").exists());
}

#[test]
fn shells_complete_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Run::of(gongkai().args(["completions", shell])).good().out;
        assert!(script.contains("import") && script.contains("allow-partial"), "{shell}");
    }
    let script = Run::of(gongkai().args(["completions", "bash"])).good().out;
    match std::process::Command::new("bash").args(["-n", "-c", &script]).status() {
        Ok(status) => assert!(status.success(), "bash understands it"),
        Err(_) => eprintln!("SKIPPED: there is no bash here"),
    }
}
