//! The same content, with the same version, gives the same bytes: in any folder, for any user, in any language and time zone of the
//! machine, at any time, with any number of threads, in whatever order the disk has the files.

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, SystemTime},
};
use support::{Site, TABLE, Tree, tree};
use tempfile::TempDir;

/// The repository's content, and a second department that has three years, an attachment and words of the translation memory.
fn content() -> Vec<(PathBuf, Vec<u8>)> {
    let mut site = Site::own()
        .append("content/site.yaml", "\nbase_url: https://example.gov.cn/jixiao/\n")
        .append("content/departments.yaml", "\nsample-bureau: {name: 示例局}\n")
        .write("content/2022/sample-bureau/note.pdf", "%PDF-1.7\n");
    for year in 2022..2025 {
        let attachments = if year == 2022 { "attachments: [{file: note.pdf}]\n" } else { "" };
        let table = TABLE.replace("90", &year.to_string());
        site = site
            .write(&format!("content/{year}/sample-bureau/overall-target.yaml"), format!("published: {year}-03-01\n{attachments}{table}"));
    }
    let mut files = Vec::new();
    read(site.path(), Path::new("content"), &mut files);
    files
}

fn read(site: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(site.join(folder)).unwrap().map(Result::unwrap) {
        let path = folder.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { read(site, &path, files) } else { files.push((path, fs::read(entry.path()).unwrap())) }
    }
}

/// What is done to the command before it runs.
type SetUp<'s> = &'s dyn Fn(&mut Command);

/// Writes the content in the order given, and builds it as the command is set up.
fn built<'f>(folder: &Path, files: impl Iterator<Item = &'f (PathBuf, Vec<u8>)>, set_up: SetUp) -> Tree {
    for (path, bytes) in files {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["build", "--quiet", "--site"]).arg(folder).arg("--out").arg(folder.join("public"));
    set_up(&mut command);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    tree(&folder.join("public"))
}

#[track_caller]
fn assert_same(reference: &Tree, other: &Tree, what: &str) {
    let differs = |path: &&String| reference.get(*path) != other.get(*path);
    let differences: Vec<_> = reference.keys().chain(other.keys()).filter(differs).collect();
    assert!(differences.is_empty(), "{what}: {differences:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_machine_is_set_to() {
    let files = content();
    let reference = built(TempDir::new().unwrap().path(), files.iter(), &|_| ());
    assert!(reference.len() > 400, "{}", reference.len());
    let plain: SetUp = &|_| ();
    let settings: [(&str, SetUp); 8] = [
        ("one thread", &|command| _ = command.arg("-j1")),
        ("seven threads", &|command| _ = command.arg("-j7")),
        ("a Chinese locale", &|command| _ = command.env("LANG", "zh_CN.GBK").env("LC_ALL", "zh_CN.GBK").env("LANGUAGE", "zh")),
        ("no locale", &|command| _ = command.env("LC_ALL", "C").env_remove("LANG")),
        ("zones far apart: Urumqi", &|command| _ = command.env("TZ", "Asia/Urumqi")),
        ("zones far apart: Lima", &|command| _ = command.env("TZ", "America/Lima")),
        ("an empty environment", &|command| _ = command.env_clear()),
        ("another user's folders", &|command| {
            command.env("HOME", "/nowhere").env("USER", "somebody").env("TMPDIR", "/nowhere").env("SOURCE_DATE_EPOCH", "1");
        }),
    ];
    for (what, set_up) in settings {
        assert_same(&reference, &built(TempDir::new().unwrap().path(), files.iter(), set_up), what);
    }
    let folder = TempDir::new().unwrap();
    // With paths of more than 260 characters.
    let deep = folder.path().join(format!("公开 and spaces/{}/deeper", "far".repeat(70)));
    assert_same(&reference, &built(&deep, files.iter(), plain), "a folder of another name and depth");
    assert_same(&reference, &built(TempDir::new().unwrap().path(), files.iter().rev(), plain), "files written in another order");
    for place in ["/dev/shm", env!("CARGO_TARGET_TMPDIR")] {
        let Ok(folder) = TempDir::new_in(place) else { continue };
        assert_same(&reference, &built(folder.path(), files.iter(), plain), &format!("the file system of {place}"));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_at_any_time() {
    let files = content();
    let reference = built(TempDir::new().unwrap().path(), files.iter(), &|_| ());
    for age in [86_400, 40 * 365 * 86_400] {
        let folder = TempDir::new().unwrap();
        built(folder.path(), files.iter(), &|_| ());
        for (path, _) in &files {
            let file = fs::File::options().write(true).open(folder.path().join(path)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        let rebuilt = built(folder.path(), std::iter::empty(), &|command| _ = command.arg("--no-cache"));
        assert_same(&reference, &rebuilt, "files of another age");
    }
    for date in ["1999-12-31 23:59:58", "2040-02-29 12:00:00"] {
        let folder = TempDir::new().unwrap();
        built(folder.path(), files.iter(), &|_| ());
        let mut command = Command::new("faketime");
        command.arg(date).arg(env!("CARGO_BIN_EXE_gongkai")).args(["build", "--quiet", "--no-cache", "--site"]).arg(folder.path());
        let Ok(done) = command.output() else {
            eprintln!("SKIPPED: faketime is not installed, so the clock stays as it is");
            return;
        };
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_same(&reference, &tree(&folder.path().join("public")), date);
    }
}

#[cfg(unix)]
#[test]
fn the_same_input_gives_the_same_bytes_for_any_user() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let files = content();
    let reference = built(TempDir::new().unwrap().path(), files.iter(), &|_| ());
    let folder = TempDir::new().unwrap();
    let program = folder.path().join("gongkai");
    fs::copy(env!("CARGO_BIN_EXE_gongkai"), &program).unwrap();
    built(&folder.path().join("site"), files.iter(), &|_| ());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let out = folder.path().join("theirs");
    let mut command = Command::new(&program);
    command.args(["build", "--quiet", "--no-cache", "--site"]).arg(folder.path().join("site")).arg("--out").arg(&out);
    let Ok(done) = command.uid(65_534).gid(65_534).output() else {
        eprintln!("SKIPPED: only root can be somebody else");
        return;
    };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_same(&reference, &tree(&out), "another user, who may not write into the site's folder");
}
