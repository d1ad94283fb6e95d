//! A minimal site in a temporary folder, and what `gongkai check` says about it.

use assert_cmd::Command;
use std::{fs, path::Path};
use tempfile::TempDir;

/// Where the one sheet of the minimal site lies.
pub const SHEET: &str = "content/2022/sample-bureau/overall-target.yaml";

/// A valid table with every part.
pub const TABLE: &str = "\
tasks:
  - name: 培训工作
    total: 100
    fiscal: 100
goals: [提高质量]
indicators:
  output:
    quantity:
      - {name: 培训人数, target: ≥30人}
";

pub struct Site(TempDir);

impl Site {
    /// One language, one department, one valid table.
    pub fn new() -> Site {
        Site(TempDir::new().unwrap())
            .with("content/site.yaml", "title: 示例\nlanguages: [zh]\n")
            .with("content/departments.yaml", "sample-bureau: {name: 示例局}\n")
            .with(SHEET, TABLE)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Adds or replaces a file.
    pub fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Site {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
        self
    }

    /// The case of that name under tests/fixtures/broken: `<case>.yaml` replaces the sheet, a folder `<case>` lies over the site.
    pub fn of_case(case: &str) -> Site {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken");
        if let Ok(sheet) = fs::read(cases.join(format!("{case}.yaml"))) {
            return Site::new().with(SHEET, sheet);
        }
        let folder = cases.join(case);
        let files = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files.fold(Site::new(), |site, entry| {
            let relative = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            site.with(&relative, fs::read(entry.path()).unwrap())
        })
    }

    /// What `gongkai check` says, and the code it exits with.
    pub fn check(&self) -> (String, Option<i32>) {
        let mut command = Command::cargo_bin("gongkai").unwrap();
        let output = command.current_dir(self.path()).args(["check", "--quiet", "--color", "never"]).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (String::from_utf8(said).unwrap().replace('\\', "/"), output.status.code())
    }
}
