//! The law of incremental builds: whatever was edited, broken, damaged or killed before, what stands there is what a build from nothing
//! gives, byte for byte. And what did not change is not made again.
//!
//! `GONGKAI_SEQUENCES` sets how many random sequences of edits are tried in all (500 where it is not set).

mod support;

use gongkai::{
    build::{self, CacheUse, Options, Outcome},
    model::diagnostic::Severity,
    publish::{self, RealDisk},
};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};
use tempfile::TempDir;

/// A site as it is meant to be: everything that may be edited.
#[derive(Clone, Debug)]
struct World {
    title: u8,
    switches: [bool; 5],
    departments: BTreeMap<u8, Department>,
    /// Free pages, by number.
    pages: BTreeMap<u8, u8>,
    /// Translations of words, by their numbers.
    translations: BTreeMap<u8, u8>,
    /// Templates, a style sheet and messages of the site's own, by number.
    theme: BTreeMap<u8, u8>,
    /// A sheet that is no YAML.
    broken: bool,
}

#[derive(Clone, Debug)]
struct Department {
    name: u8,
    /// It had another id before.
    renamed: bool,
    reports: BTreeMap<u16, Report>,
}

#[derive(Clone, Copy, Debug)]
struct Report {
    amount: u16,
    words: u8,
    status: u8,
    attachment: Option<u8>,
    /// A notice stands in its place.
    notice: bool,
}

const SWITCHES: [&str; 5] = ["search", "spreadsheets", "minify", "samples", "base"];
const STATUS: [&str; 3] = ["final", "sample", "draft"];
const TEMPLATES: [&str; 4] = ["report.html", "home.html", "department.html", "components/downloads.html"];

impl World {
    fn new() -> World {
        let report = |amount| Report { amount, words: (amount % 3) as u8, status: 0, attachment: None, notice: false };
        let department = |name: u8| Department {
            name,
            renamed: false,
            reports: (2023..2025).map(|year| (year, report(u16::from(name) + year - 2000))).collect(),
        };
        World {
            title: 0,
            switches: [true, false, true, false, false],
            departments: (0..3).map(|id| (id, department(id))).collect(),
            pages: BTreeMap::new(),
            translations: BTreeMap::new(),
            theme: BTreeMap::new(),
            broken: false,
        }
    }

    /// All files of the site, by their paths.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        let mut file = |path: String, text: String| _ = files.insert(PathBuf::from(path), text);
        let mut site = format!("title: {{zh: 测试{}, en: Test}}\nlanguages: [zh, en]\neditions: [zh, en]\n", self.title);
        for (name, on) in SWITCHES.iter().zip(self.switches).take(4) {
            site += &format!("{name}: {on}\n");
        }
        if self.switches[4] {
            site += "base_url: https://example.gov.cn/\n";
        }
        file("content/site.yaml".into(), site);
        let mut departments = String::new();
        for (id, department) in &self.departments {
            let Department { name, renamed, reports } = department;
            let slug = department.slug(*id);
            let formerly = if *renamed { format!(", formerly: [bureau-{id}]") } else { String::new() };
            departments += &format!("{slug}: {{name: 第{name}局{formerly}}}\n");
            for (year, report) in reports {
                report.files(&format!("content/{year}/{slug}"), &mut file);
            }
        }
        file("content/departments.yaml".into(), departments);
        for (page, words) in &self.pages {
            file(format!("content/pages/page{page}.zh.md"), format!("---\ntitle: 页面{words}\nnav: true\n---\n\n正文{words}。\n"));
        }
        if !self.translations.is_empty() {
            let entry = |(words, to): (&u8, &u8)| format!("msgid \"工作{words}\"\nmsgstr \"Work {words}{}\"\n\n", char::from(b'a' + *to));
            let entries: String = self.translations.iter().map(entry).collect();
            file("content/translations/en.po".into(), format!("msgid \"\"\nmsgstr \"Language: en\\n\"\n\n{entries}"));
        }
        for (part, words) in &self.theme {
            match TEMPLATES.get(usize::from(*part)) {
                Some(name) => {
                    let own = fs::read_to_string(support::root().join("themes/default/templates").join(name)).unwrap();
                    file(format!("theme/templates/{name}"), own.replace("class=\"", &format!("data-n=\"{words}\" class=\"")));
                }
                None if *part == 4 => file("theme/static/own.css".into(), format!(".own{words} {{ color: red }}\n")),
                None => file("theme/i18n/en.ftl".into(), format!("nav-home = Home {words}\n")),
            }
        }
        if self.broken {
            file("content/2024/bureau-0/overall-target.yaml".into(), "tasks: [\n".into());
        }
        files
    }
}

impl Department {
    fn slug(&self, id: u8) -> String {
        if self.renamed { format!("office-{id}") } else { format!("bureau-{id}") }
    }
}

impl Report {
    fn files(&self, folder: &str, file: &mut impl FnMut(String, String)) {
        let Report { amount, words, status, attachment, notice } = self;
        if *notice {
            return file(format!("{folder}/notice.yaml"), format!("kind: withheld\nwhy: 理由{words}。\n"));
        }
        let attached = attachment.map_or_else(String::new, |_| "attachments: [{file: note.pdf, title: 说明}]\n".to_owned());
        let sheet = format!(
            "status: {}\n{attached}tasks:\n  - {{name: 工作{words}, total: {amount}, fiscal: {amount}}}\ngoals:\n  - {{zh: 目标{words}}}\n\
             indicators:\n  output:\n    quantity:\n      - {{name: 工作{words}数量, target: ={amount}次}}\n",
            STATUS[usize::from(*status)]
        );
        file(format!("{folder}/overall-target.yaml"), sheet);
        if let Some(bytes) = attachment {
            file(format!("{folder}/note.pdf"), format!("%PDF-1.7\n{bytes}\n"));
        }
    }
}

/// What somebody does to the site, or to what gongkai keeps.
#[derive(Clone, Debug)]
enum Edit {
    Amount(u8, u16),
    Words(u8, u8),
    Status(u8, u8),
    Attachment(u8, Option<u8>),
    Notice(u8),
    AddReport(u8, u16, u16),
    DropReport(u8),
    AddDepartment(u8),
    DropDepartment(u8),
    RenameDepartment(u8),
    NameDepartment(u8, u8),
    Title(u8),
    Switch(u8),
    Page(u8, Option<u8>),
    Translation(u8, Option<u8>),
    Theme(u8, Option<u8>),
    Touch,
    Build(u8),
    /// A build that finds an error, which is mended at once.
    Break,
    Kill(u8),
    /// An output file that somebody edits or deletes.
    Tamper(u16, bool),
    /// A record of the cache: a byte of it, or all of it.
    Damage(u16, Option<u16>),
    DropCache,
}

fn edit() -> impl Strategy<Value = Edit> {
    use Edit::*;
    let (some, n) = (|most: u8| prop::option::of(0..most), 0u8..6);
    prop_oneof![
        6 => (n.clone(), 1u16..40).prop_map(|(which, to)| Amount(which, to)),
        3 => (n.clone(), 0u8..4).prop_map(|(which, to)| Words(which, to)),
        2 => (n.clone(), 0u8..3).prop_map(|(which, to)| Status(which, to)),
        2 => (n.clone(), some(3)).prop_map(|(which, to)| Attachment(which, to)),
        1 => n.clone().prop_map(Notice),
        3 => (n.clone(), 2021u16..2026, 1u16..40).prop_map(|(which, year, amount)| AddReport(which, year, amount)),
        2 => n.clone().prop_map(DropReport),
        1 => (3u8..6).prop_map(AddDepartment),
        1 => n.clone().prop_map(DropDepartment),
        1 => n.clone().prop_map(RenameDepartment),
        2 => (n.clone(), 0u8..9).prop_map(|(which, to)| NameDepartment(which, to)),
        1 => (0u8..3).prop_map(Title),
        2 => (0u8..5).prop_map(Switch),
        2 => (0u8..2, some(3)).prop_map(|(which, to)| Page(which, to)),
        3 => (0u8..4, some(3)).prop_map(|(which, to)| Translation(which, to)),
        3 => (0u8..6, some(3)).prop_map(|(which, to)| Theme(which, to)),
        1 => Just(Touch),
        2 => (1u8..3).prop_map(Build),
        1 => Just(Break),
        1 => (0u8..90).prop_map(Kill),
        1 => (any::<u16>(), any::<bool>()).prop_map(|(which, drop)| Tamper(which, drop)),
        2 => (any::<u16>(), prop::option::of(any::<u16>())).prop_map(|(which, at)| Damage(which, at)),
        1 => Just(DropCache),
    ]
}

/// A site on disk, and what is published of it.
struct Desk {
    dir: TempDir,
    world: World,
    written: BTreeMap<PathBuf, String>,
}

impl Desk {
    fn new() -> Desk {
        let mut desk = Desk { dir: TempDir::new().unwrap(), world: World::new(), written: BTreeMap::new() };
        desk.save();
        desk
    }

    fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    /// Writes what differs from what is there.
    fn save(&mut self) {
        let files = self.world.files();
        for gone in self.written.keys().filter(|path| !files.contains_key(*path)) {
            fs::remove_file(self.dir.path().join(gone)).unwrap();
            let mut folder = gone.as_path();
            while let Some(above) = folder.parent().filter(|above| above.components().count() > 1) {
                _ = fs::remove_dir(self.dir.path().join(above));
                folder = above;
            }
        }
        for (path, text) in &files {
            if self.written.get(path) != Some(text) {
                let place = self.dir.path().join(path);
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(place, text).unwrap();
            }
        }
        self.written = files;
    }

    fn build(&self, out: &str, cache: CacheUse, jobs: u8) -> Outcome {
        let options = Options { site: self.dir.path().to_owned(), cache, jobs: Some(jobs.into()), ..Options::default() };
        build::build(&options, &self.path(out), &|_, _| ()).unwrap()
    }

    /// A report by a number.
    fn report(&mut self, which: u8) -> Option<&mut Report> {
        let mut all: Vec<&mut Report> =
            self.world.departments.values_mut().flat_map(|department| department.reports.values_mut()).collect();
        let count = all.len().max(1);
        (!all.is_empty()).then(|| all.swap_remove(usize::from(which) % count))
    }

    fn take(&mut self, edit: &Edit) {
        use Edit::*;
        match *edit {
            Amount(which, to) => self.report(which).into_iter().for_each(|report| report.amount = to),
            Words(which, to) => self.report(which).into_iter().for_each(|report| report.words = to),
            Status(which, to) => self.report(which).into_iter().for_each(|report| report.status = to),
            Attachment(which, to) => self.report(which).into_iter().for_each(|report| report.attachment = to),
            Notice(which) => self.report(which).into_iter().for_each(|report| report.notice = !report.notice),
            AddReport(which, year, amount) => {
                let count = self.world.departments.len();
                let report = Report { amount, words: (amount % 4) as u8, status: 0, attachment: None, notice: false };
                let department = self.world.departments.values_mut().nth(usize::from(which) % count.max(1));
                department.into_iter().for_each(|department| _ = department.reports.insert(year, report));
            }
            DropReport(which) => {
                let all: Vec<(u8, u16)> =
                    self.world.departments.iter().flat_map(|(id, department)| department.reports.keys().map(|year| (*id, *year))).collect();
                if let Some((id, year)) = all.get(usize::from(which) % all.len().max(1)) {
                    self.world.departments.get_mut(id).unwrap().reports.remove(year);
                }
            }
            AddDepartment(id) => _ = self.world.departments.entry(id).or_insert_with(|| World::new().departments[&0].clone()),
            DropDepartment(id) => _ = self.world.departments.remove(&id),
            RenameDepartment(id) => {
                self.world.departments.get_mut(&id).into_iter().for_each(|department| department.renamed = !department.renamed)
            }
            NameDepartment(id, to) => self.world.departments.get_mut(&id).into_iter().for_each(|department| department.name = to),
            Title(to) => self.world.title = to,
            Switch(which) => self.world.switches[usize::from(which)] ^= true,
            Page(which, to) => set(&mut self.world.pages, which, to),
            Translation(which, to) => set(&mut self.world.translations, which, to),
            Theme(which, to) => set(&mut self.world.theme, which, to),
            Touch => self.written.iter().for_each(|(path, text)| fs::write(self.dir.path().join(path), text).unwrap()),
            Build(jobs) => self.check(jobs),
            Break => {
                self.world.broken = true;
                self.save();
                let outcome = self.build("public", CacheUse::Use, 2);
                assert!(outcome.count(Severity::Error) > 0 && outcome.published.is_none());
                self.world.broken = false;
            }
            Kill(milliseconds) => self.kill(Duration::from_millis(milliseconds.into())),
            Tamper(which, drop) => {
                self.check(2);
                let mut files = files(&self.path("public"));
                // Without a manifest that can be read, nothing is known to be gongkai's.
                files.retain(|file| !file.ends_with("manifest-sha256.txt"));
                let file = &files[usize::from(which) % files.len()];
                match drop {
                    true => fs::remove_file(file).unwrap(),
                    false => fs::write(file, fs::read(file).unwrap().iter().map(|byte| byte ^ 1).collect::<Vec<_>>()).unwrap(),
                }
                self.check(2);
            }
            Damage(which, at) => {
                let files = files(&self.path(".gongkai/cache"));
                let Some(file) = files.get(usize::from(which) % files.len().max(1)) else { return };
                let mut bytes = fs::read(file).unwrap();
                match at.map(usize::from) {
                    Some(at) if at % 2 == 0 => bytes.truncate(at % bytes.len().max(1)),
                    Some(at) if !bytes.is_empty() => {
                        let length = bytes.len();
                        bytes[at % length] ^= 1 << (at % 8);
                    }
                    _ => return fs::remove_file(file).unwrap(),
                }
                fs::write(file, bytes).unwrap();
            }
            DropCache => _ = fs::remove_dir_all(self.path(".gongkai")),
        }
    }

    /// Somebody ends a build in the middle.
    fn kill(&mut self, after: Duration) {
        self.save();
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(["build", "--quiet", "--site"]).arg(self.dir.path()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut build = command.spawn().unwrap();
        sleep(after);
        _ = build.kill();
        build.wait().unwrap();
    }

    /// Builds, and holds what stands there against a build from nothing.
    fn check(&mut self, jobs: u8) {
        self.save();
        let outcome = self.build("public", CacheUse::Use, jobs);
        assert_eq!(outcome.count(Severity::Error), 0, "{:?}", outcome.diagnostics);
        assert!(outcome.cache_problem.is_none());
        _ = fs::remove_dir_all(self.path("fresh"));
        let fresh = self.build("fresh", CacheUse::Renew, 3 - jobs);
        let manifest = |out: &str| fs::read_to_string(self.path(out).join("manifest-sha256.txt")).unwrap();
        assert_eq!(difference(&manifest("public"), &manifest("fresh")), Vec::<String>::new());
        assert!(publish::verify(&RealDisk, &self.path("public")).unwrap().is_whole());
        assert_eq!(words(&outcome, self.dir.path()), words(&fresh, self.dir.path()), "what is told of the content");
        assert_eq!(outcome.pages, fresh.pages);
    }
}

/// Lines that only one of both has.
fn difference(a: &str, b: &str) -> Vec<String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    lines(a).symmetric_difference(&lines(b)).cloned().collect()
}

fn words(outcome: &Outcome, site: &Path) -> Vec<String> {
    // What the published site lost since the last time is told by one of both alone.
    let told = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.code.0 != "GK0035");
    told.map(|diagnostic| format!("{diagnostic:?}").replace(&site.display().to_string(), "")).collect()
}

fn set(map: &mut BTreeMap<u8, u8>, which: u8, to: Option<u8>) {
    match to {
        Some(to) => _ = map.insert(which, to),
        None => _ = map.remove(&which),
    }
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}

fn sequences() -> u32 {
    std::env::var("GONGKAI_SEQUENCES").ok().and_then(|count| count.parse().ok()).unwrap_or(500)
}

fn any_edits_then_a_build(edits: &[Edit]) {
    let mut desk = Desk::new();
    edits.iter().for_each(|edit| desk.take(edit));
    desk.check(2);
    let again = desk.build("public", CacheUse::Use, 2);
    assert_eq!((again.made, again.departments_kept), (0, again.departments), "nothing is made twice");
    assert_eq!(again.published.unwrap().written, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: sequences() - sequences() / 5, ..config() })]

    #[test]
    fn any_edits_then_a_build_give_what_a_build_from_nothing_gives(edits in prop::collection::vec(edit(), 1..7)) {
        any_edits_then_a_build(&edits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: sequences() / 5, ..config() })]

    #[test]
    fn a_build_after_every_edit_does_too(edits in prop::collection::vec(edit(), 1..5)) {
        let between: Vec<Edit> = edits.into_iter().flat_map(|edit| [edit, Edit::Build(1)]).collect();
        any_edits_then_a_build(&between);
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() }
}
