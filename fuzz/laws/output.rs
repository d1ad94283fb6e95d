//! What lies in the output folder, which others can write too: manifest, journal, records.

use gongkai::{
    build::Shard,
    cache::{Input, seal, unseal},
    model::{attachment::AttachmentName, department::DepartmentId, diagnostic::Diagnostic},
    publish::{Disk, Kind, Lock, RealDisk, Stage, Stamp, Stored, Tier, clean, published, verify},
    render::Asset,
    site::path::SitePath,
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io::{self, ErrorKind, Read},
    path::{Component, Path, PathBuf},
    sync::Mutex,
};

const OUT: &str = "/srv/site/public";

/// Law: whatever stands in manifest, journal and records, gongkai opens nothing and changes nothing outside the output folder or behind a link
/// in it, and no file in it that neither manifest nor journal names; a record that is taken is made of names that are safe, and is the same when it is
/// written again.
///
/// The bytes are a script, a line each: `file P` puts a file of somebody else at P, `link P` a link, `own P` a file that the manifest lists,
/// `add P`, `replace P` and `remove P` are steps of a journal that was in force, `j:…` is any line of it, and every other line is one of the
/// manifest. The same bytes are a record.
pub fn output(bytes: &[u8]) {
    record(bytes);
    let script = Script::read(bytes);
    for run in [build, look, tidy] {
        let folder = script.folder();
        let before = folder.files();
        run(&folder);
        let after = folder.files();
        for (path, content) in &before {
            let named = script.named.iter().any(|named| Path::new(OUT).join(named) == *path);
            let own = path.starts_with(Path::new(OUT).join(".gongkai")) || path.ends_with("manifest-sha256.txt");
            assert!(named || own || after.get(path) == Some(content), "{} was touched", path.display());
        }
    }
}

/// The next build: it finishes or throws away what the journal says, reads the manifest, puts a page.
fn build(folder: &Folder) {
    let Ok((stage, _)) = Stage::begin(folder, Path::new(OUT)) else { return };
    let page = SitePath::parse("index-of-the-law.html").unwrap();
    stage.put(&page, Tier::Entry, b"page").unwrap();
    if stage.commit().is_ok() {
        assert_eq!(folder.files().get(&Path::new(OUT).join(page.as_str())).map(Vec::as_slice), Some(&b"page"[..]));
        let verified = verify(folder, Path::new(OUT)).unwrap();
        assert!(verified.changed.is_empty() && verified.missing.is_empty() && verified.files == 1, "{verified:?}");
    }
}

/// Whoever only looks.
fn look(folder: &Folder) {
    let before = folder.files();
    if let Ok(verified) = verify(folder, Path::new(OUT)) {
        assert!(verified.changed.iter().chain(&verified.missing).all(|path| is_safe(path.as_str())));
    }
    if let Ok(Some(site)) = published(folder, Path::new(OUT)) {
        for path in site.paths() {
            assert!(is_safe(path.as_str()), "{path}");
            _ = (site.open(path).map(drop), site.read(path.as_str()).map(drop));
        }
    }
    assert_eq!(folder.files(), before);
}

fn tidy(folder: &Folder) {
    _ = clean(folder, Path::new(OUT));
}

/// A relative path of plain names, on any system.
fn is_safe(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        && !path.is_empty()
        && path.split('/').all(|name| !name.is_empty() && !name.starts_with('.') && !name.ends_with(['.', ' ']))
        && path.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/'))
}

/// What records are made of, as far as it can be named from here.
type Record = (Vec<Stored>, Vec<Input>, Vec<Diagnostic>, Option<Shard>);

fn record(bytes: &[u8]) {
    assert!(unseal::<Record>(bytes).is_none(), "nobody guesses a seal");
    let sealed = [b"gongkai record 1\n", blake3::hash(bytes).as_bytes().as_slice(), bytes].concat();
    let Some(record) = unseal::<Record>(&sealed) else { return };
    assert!(record.0.iter().all(|stored| is_safe(stored.path.as_str())));
    let again = unseal::<Record>(&seal(&record).unwrap());
    assert_eq!(format!("{again:?}"), format!("{:?}", Some(&record)));
    let Some(shard) = record.3 else { return };
    assert_eq!(Shard::parse(&shard.to_string()), Some(shard), "a shard that there cannot be");
}

/// The bytes of every file that is not there for the law alone.
const CONTENT: &[u8] = b"x";

/// What stands in the folder.
#[derive(Default)]
struct Script {
    /// Paths that manifest or journal name, as they are written.
    named: Vec<String>,
    manifest: Vec<u8>,
    journal: Vec<u8>,
    staged: Vec<String>,
    files: Vec<String>,
    links: Vec<String>,
}

impl Script {
    fn read(bytes: &[u8]) -> Script {
        let mut script = Script::default();
        let sum = hex(CONTENT);
        for line in bytes.split(|byte| *byte == b'\n').take(64) {
            let text = String::from_utf8_lossy(line);
            let (word, path) = text.split_once(' ').unwrap_or((&text, ""));
            names(path);
            match word {
                "file" => script.files.push(path.to_owned()),
                "link" => script.links.push(path.to_owned()),
                "own" => {
                    script.manifest.extend(format!("{sum}  {path}\n").bytes());
                    script.files.push(path.to_owned());
                    script.named.push(path.to_owned());
                }
                "add" | "replace" | "remove" => {
                    script.journal.extend(format!("{word} {sum}  {path}\n").bytes());
                    match word {
                        "remove" => script.files.push(path.to_owned()),
                        _ => script.staged.push(path.to_owned()),
                    }
                    script.named.push(path.to_owned());
                }
                _ => {
                    let (kind, line) = match line.strip_prefix(b"j:") {
                        Some(line) => (&mut script.journal, line),
                        None => (&mut script.manifest, line),
                    };
                    kind.extend(line.iter().chain(b"\n"));
                    script.named.extend(text.split_once("  ").map(|(_, path)| path.trim_end_matches('\r').to_owned()));
                }
            }
        }
        script
    }

    fn folder(&self) -> Folder {
        let folder = Folder::new();
        let out = Path::new(OUT);
        for (path, entry) in
            self.files.iter().map(|path| (path, Entry::File(CONTENT.to_vec()))).chain(self.links.iter().map(|path| (path, Entry::Link)))
        {
            folder.stand(&out.join(path.trim_start_matches('/')), entry);
        }
        if !self.manifest.is_empty() && self.manifest != b"\n" {
            folder.stand(&out.join("manifest-sha256.txt"), Entry::File(self.manifest.clone()));
        }
        if !self.journal.is_empty() {
            let lines = [b"gongkai journal 1\n".as_slice(), &self.journal].concat();
            let end = format!("end {}\n", hex(&lines));
            folder.stand(&out.join(".gongkai/journal"), Entry::File([lines, end.into_bytes()].concat()));
            for path in &self.staged {
                folder.stand(&out.join(".gongkai/stage").join(path.trim_start_matches('/')), Entry::File(CONTENT.to_vec()));
            }
        }
        folder
    }
}

/// Names that become parts of paths are safe, whoever reads them.
fn names(name: &str) {
    if let Ok(path) = SitePath::parse(name) {
        assert!(is_safe(path.as_str()) && path.as_str() == name, "{name:?}");
        assert!(path.folders().all(is_safe));
    }
    if DepartmentId::parse(name).is_ok() || AttachmentName::parse(name).is_ok() {
        assert!(is_safe(name) && !name.contains('/'), "{name:?}");
        assert!(SitePath::parse(&format!("data/2022/{name}")).is_ok(), "{name:?} cannot be published");
    }
    if let Ok(asset) = Asset::new(name, Vec::new()) {
        assert!(is_safe(&format!("assets/{}", asset.name)), "{name:?}");
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file system in memory that breaks the law when it is asked for anything outside the output folder.
struct Folder {
    entries: Mutex<BTreeMap<PathBuf, Entry>>,
    /// The lock is a real one: nobody else can make one.
    real: tempfile::TempDir,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    File(Vec<u8>),
    Folder,
    Link,
}

impl Folder {
    fn new() -> Folder {
        let entries = Mutex::new(BTreeMap::new());
        let folder = Folder { entries, real: tempfile::tempdir().unwrap() };
        folder.stand(Path::new("/srv/site/content/site.yaml"), Entry::File(CONTENT.to_vec()));
        folder.stand(Path::new("/etc/passwd"), Entry::File(CONTENT.to_vec()));
        folder.stand(&Path::new(OUT).join("foreign.html"), Entry::File(CONTENT.to_vec()));
        folder
    }

    /// Puts something where it can stand, wherever that is: this is the world, not gongkai.
    fn stand(&self, path: &Path, entry: Entry) {
        let path = plain(path);
        let mut entries = self.entries.lock().unwrap();
        let above: Vec<PathBuf> = path.ancestors().skip(1).map(Path::to_owned).collect();
        let free = above.iter().all(|folder| matches!(entries.get(folder), None | Some(Entry::Folder)));
        if !free || matches!(entries.get(&path), Some(Entry::Folder)) || path == Path::new("/") {
            return;
        }
        above.into_iter().for_each(|folder| _ = entries.insert(folder, Entry::Folder));
        entries.insert(path, entry);
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = self.entries.lock().unwrap();
        let file = |(path, entry): (&PathBuf, &Entry)| match entry {
            Entry::File(bytes) => Some((path.clone(), bytes.clone())),
            Entry::Link => Some((path.clone(), b"a link".to_vec())),
            Entry::Folder => None,
        };
        entries.iter().filter_map(file).collect()
    }

    /// The place itself; the law is broken if it is behind a link.
    fn at(&self, path: &Path) -> io::Result<PathBuf> {
        self.seek(path).inspect_err(|error| assert!(!is_behind_link(error), "{} leads through a link", path.display()))
    }

    /// The place itself, if no link or file stands above it; the law is broken if it is outside the output folder.
    fn seek(&self, path: &Path) -> io::Result<PathBuf> {
        let place = plain(path);
        assert!(place.starts_with(OUT), "{} is outside the output folder", path.display());
        let entries = self.entries.lock().unwrap();
        for above in place.ancestors().skip(1) {
            match entries.get(above) {
                Some(Entry::Link) => return Err(io::Error::other(BehindLink)),
                Some(Entry::File(_)) => return Err(ErrorKind::NotADirectory.into()),
                _ => {}
            }
        }
        Ok(place)
    }

    fn get(&self, path: &Path) -> io::Result<Entry> {
        let place = self.at(path)?;
        self.entries.lock().unwrap().get(&place).cloned().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn put(&self, path: &Path, entry: Entry) -> io::Result<()> {
        let place = self.at(path)?;
        let mut entries = self.entries.lock().unwrap();
        let folder = place.parent().and_then(|folder| entries.get(folder));
        if folder != Some(&Entry::Folder) {
            return Err(ErrorKind::NotFound.into());
        }
        entries.insert(place, entry);
        Ok(())
    }
}

/// Behind a link: elsewhere.
#[derive(Debug)]
struct BehindLink;

impl std::fmt::Display for BehindLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("behind a link")
    }
}

impl std::error::Error for BehindLink {}

fn is_behind_link(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<BehindLink>())
}

/// A path without `.` and `..`, as a system finds it where there are no links.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

impl Disk for Folder {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        // There is whatever somebody may ask for.
        if self.seek(path).is_err_and(|error| is_behind_link(&error)) {
            return Ok(Some(Kind::File));
        }
        Ok(match self.get(path) {
            Ok(Entry::File(_)) => Some(Kind::File),
            Ok(Entry::Folder) => Some(Kind::Folder),
            Ok(Entry::Link) => Some(Kind::Other),
            Err(_) => None,
        })
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        self.at(path).map(|_| None)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        match self.get(path)? {
            Entry::File(bytes) => Ok(Box::new(io::Cursor::new(bytes))),
            Entry::Folder => Err(ErrorKind::IsADirectory.into()),
            Entry::Link => panic!("{} is a link, and was followed", path.display()),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match self.get(folder)? {
            Entry::Folder => {}
            _ => return Err(ErrorKind::NotADirectory.into()),
        }
        let place = self.at(folder)?;
        Ok(self.entries.lock().unwrap().keys().filter(|path| path.parent() == Some(place.as_path())).cloned().collect())
    }

    fn create_dir_like(&self, folder: &Path, _like: &Path) -> io::Result<()> {
        self.create_dir_all(folder)
    }

    /// No disk has to.
    fn link(&self, _file: &Path, _name: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn create_dir_all(&self, folder: &Path) -> io::Result<()> {
        let place = self.at(folder)?;
        for above in place.ancestors().collect::<Vec<_>>().into_iter().rev() {
            let mut entries = self.entries.lock().unwrap();
            match entries.get(above) {
                None => _ = entries.insert(above.to_owned(), Entry::Folder),
                Some(Entry::Folder) => {}
                Some(_) => return Err(ErrorKind::AlreadyExists.into()),
            }
        }
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.get(path) {
            Ok(_) => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => self.put(path, Entry::File(bytes.to_vec())),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let entry = self.get(from)?;
        if matches!(self.get(to), Ok(Entry::Folder)) {
            return Err(ErrorKind::IsADirectory.into());
        }
        self.put(to, entry)?;
        self.remove_file(from)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        if self.get(path)? == Entry::Folder {
            return Err(ErrorKind::IsADirectory.into());
        }
        let place = self.at(path)?;
        self.entries.lock().unwrap().remove(&place);
        Ok(())
    }

    fn remove_dir(&self, folder: &Path) -> io::Result<()> {
        if !self.list(folder)?.is_empty() {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        let place = self.at(folder)?;
        self.entries.lock().unwrap().remove(&place);
        Ok(())
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.get(path).map(drop)
    }

    fn sync_tree(&self, root: &Path) -> io::Result<()> {
        self.get(root).map(drop)
    }

    fn sync_names(&self, root: &Path, folders: &[PathBuf]) -> io::Result<()> {
        folders.iter().map(PathBuf::as_path).chain([root]).try_for_each(|folder| self.at(folder).map(drop))
    }

    fn lock(&self, path: &Path) -> io::Result<Lock> {
        if matches!(self.get(path), Ok(Entry::Link | Entry::Folder)) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.put(path, Entry::File(Vec::new()))?;
        RealDisk.lock(&self.real.path().join("lock"))
    }
}
