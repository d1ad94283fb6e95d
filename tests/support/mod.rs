//! What the tests share: a site in a folder of its own, the command as people run it, and what it leaves behind, as files
//! and as the words a reader sees.

#![allow(dead_code)] // every file of tests takes its part of it

use assert_cmd::Command;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Where the table of a site of one table stands.
pub const SHEET: &str = "content/2022/sample-bureau/overall-target.yaml";

/// A small table in which nothing is missing and nothing wrong.
pub const TABLE: &str = "\
tasks:
  - name: {zh: 教师培训, en: Training of teachers}
    description: {zh: 培训在职教师。, en: Train serving teachers.}
    total: 90
    fiscal: 90
goals:
  - label: 目标1
    zh: 提高教师队伍水平。
    en: Raise the standard of teaching.
indicators:
  output:
    quantity:
      - name: {zh: 培训合格率, en: Trainees who pass}
        target: ≥95%
";

/// The repository, which is a site itself.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The command.
pub fn gongkai() -> Command {
    Command::cargo_bin("gongkai").unwrap()
}

/// A site in a folder of its own, which goes with the test.
pub struct Site(TempDir);

impl Site {
    /// The repository's content.
    pub fn own() -> Site {
        let dir = TempDir::new().unwrap();
        copy(&root().join("content"), &dir.path().join("content"));
        Site(dir)
    }

    /// One department in Chinese and English, and of it one table.
    pub fn of(table: impl AsRef<[u8]>) -> Site {
        Site(TempDir::new().unwrap())
            .write("content/site.yaml", "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\n")
            .write("content/departments.yaml", "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}}\n")
            .write(SHEET, table)
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, folders and all.
    pub fn write(self, file: &str, bytes: impl AsRef<[u8]>) -> Site {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Changes what is written in a file; that it is written there is part of the test.
    pub fn edit(self, file: &str, from: &str, to: &str) -> Site {
        let text = fs::read_to_string(self.path().join(file)).unwrap();
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, text.replace(from, to))
    }

    /// Adds lines to a file.
    pub fn append(self, file: &str, lines: &str) -> Site {
        let text = fs::read_to_string(self.path().join(file)).unwrap();
        self.write(file, text + lines)
    }

    /// The command with these arguments, split at spaces, in the site's folder.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = gongkai();
        command.args(arguments.split_whitespace()).current_dir(self.path());
        command
    }

    /// Runs it.
    pub fn run(&self, arguments: &str) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Builds the site without a word, and reads it.
    pub fn build(&self) -> Tree {
        built(self.path(), &self.path().join("public"))
    }

    /// What stands in a folder of it.
    pub fn tree(&self, folder: &str) -> Tree {
        tree(&self.path().join(folder))
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { copy(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(drop).unwrap() }
    }
}

/// How a command ended, and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Run {
        let output = command.output().unwrap();
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), out: words(output.stdout), err: words(output.stderr) }
    }

    /// The same, if it ended well.
    pub fn good(self) -> Run {
        assert_eq!(self.code, 0, "{}", self.err);
        self
    }

    /// Its output as JSON objects, one a line.
    pub fn json(&self) -> Vec<serde_json::Value> {
        let object = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(object).collect()
    }
}

/// Files by their paths, with `/` between folders.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below `dir`.
pub fn tree(dir: &Path) -> Tree {
    let files = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(dir).unwrap().iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/");
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Builds the site in `site` into `out` without a word, and reads it.
pub fn built(site: &Path, out: &Path) -> Tree {
    gongkai().args(["build", "--quiet", "--site"]).arg(site).arg("--out").arg(out).assert().success();
    tree(out)
}

/// Every page with its path.
pub fn pages(files: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// A page as it stands in its file.
pub fn html<'t>(files: &'t Tree, path: &str) -> &'t str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// What a page says.
pub fn text(files: &Tree, path: &str) -> String {
    visible(html(files, path))
}

/// What a page says: blocks on lines of their own, runs of space as one.
pub fn visible(html: &str) -> String {
    let body = &html[html.find("<body").unwrap()..];
    words(body)
}

/// What a piece of a page says.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open].replace(['\n', '\t', '\r'], " "));
        let close = open + rest[open..].find('>').unwrap();
        let name: String = rest[open + 1..close].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !["a", "span", "time", "strong", "em", "sup", "code", "del", "b", "svg", "rect"].contains(&name.as_str()) {
            text.push('\n');
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let decoded = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&");
    let words = |line: &str| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    decoded.lines().map(words).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The rows of all tables of a page, each a list of its cells' words.
pub fn rows(html: &str) -> Vec<Vec<String>> {
    // Closing tags may be left out: a cell ends where the next one, the row or the table does.
    let ends = ["</tr", "</table", "</thead", "<tbody", "</tbody", "<tfoot"];
    let row = |piece: &str| {
        let piece = &piece[..ends.iter().filter_map(|end| piece.find(end)).min().unwrap_or(piece.len())];
        let cells = piece.replace("<th ", "<td ").replace("<th>", "<td>");
        cells.split("<td").skip(1).map(|cell| words(&format!("<td{cell}")).replace('\n', " ")).collect()
    };
    html.split("<tr").skip(1).map(row).collect()
}

/// The row that begins with `first`, as the only one of the page.
pub fn row(html: &str, first: &str) -> Vec<String> {
    let mut found: Vec<Vec<String>> = rows(html).into_iter().filter(|row| row.first().is_some_and(|cell| cell == first)).collect();
    assert_eq!(found.len(), 1, "rows that begin with {first}: {found:?}");
    found.remove(0)
}

/// Values of an attribute, quoted or not.
pub fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let before = format!(" {attribute}=");
    let value = |(at, _): (usize, &str)| {
        let value = &html[at + before.len()..];
        match value.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap(),
            None => value.split([' ', '>']).next().unwrap(),
        }
    };
    html.match_indices(&before).map(value).collect()
}

/// Values of `href` and `src`.
pub fn links(html: &str) -> Vec<&str> {
    [values(html, "href"), values(html, "src")].concat()
}

/// The path that a link leads to from a page.
pub fn resolve(page: &str, link: &str) -> String {
    let mut at: Vec<&str> = page.split('/').collect();
    at.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(at.pop().is_some()),
            part => at.push(part),
        }
    }
    at.join("/")
}

/// Every link of every page is relative and leads to a file.
pub fn assert_links_resolve(files: &Tree) {
    for (path, html) in pages(files) {
        for link in links(html) {
            let target = link.split('#').next().unwrap();
            assert!(!target.contains("://") && !target.starts_with('/'), "{path}: {link}");
            assert!(target.is_empty() || files.contains_key(&resolve(path, target)), "{path}: {link}");
        }
    }
}

/// A path below the tests.
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}
