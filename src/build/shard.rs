//! A site in parts, for many machines: a shard holds the files of every n-th department, with their records; `join` puts shards together
//! and makes what is made from all departments.

use super::{BuildError, DepartmentOutcome, Options, Outcome, Run, contribution::Entry, memo::Packed, pages::Writer};
use crate::{
    cache::{seal, unseal},
    content::{DepartmentFiles, SiteSource},
    model::{as_text, diagnostic::Severity},
    publish::{Confined, PublishError, PublishedSite, RealDisk, Stage, Tier, published},
    render::{Theme, embedded_layers},
    site::path::SitePath,
};
use std::{
    collections::BTreeMap,
    fmt,
    io::Read,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Which part of a site: the second of seven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    number: usize,
    of: usize,
}

/// Most shards of a site.
const MOST: usize = 10_000;

impl Shard {
    /// Reads `2/7`.
    pub fn parse(text: &str) -> Option<Shard> {
        let (number, of) = text.split_once('/')?;
        let digits = |text: &str| -> Option<usize> { text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())? };
        let (number, of) = (digits(number)?, digits(of)?);
        ((1..=of).contains(&number) && of <= MOST).then_some(Shard { number, of })
    }

    /// Whether the department at that place, from 0, is in it.
    pub(super) fn has(self, place: usize) -> bool {
        place % self.of == self.number - 1
    }

    /// What people and programs find in its folder.
    fn note(self) -> String {
        format!(
            "This folder is shard {self} of a site made by gongkai, not a whole site. `gongkai join` puts the shards together.\n\
             本文件夹是 gongkai 网站的第 {} 片（共 {} 片），不是完整网站；用 gongkai join 合并。\n",
            self.number, self.of
        )
    }
}

as_text!(Shard, Shard::parse);

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// The file that tells a shard from a site.
pub(super) fn marker() -> SitePath {
    SitePath::parse("shard.txt").expect("a literal that is a path")
}

/// Where a shard says which one it is.
const INDEX: &str = "shard/index.record";

/// Where the record of a department stands in its shard.
pub(super) fn record_path(department: impl fmt::Display) -> String {
    format!("shard/department-{department}.record")
}

/// Notes in the stage which shard it is.
pub(super) fn finish(stage: &Stage<'_>, shard: Shard) -> Result<(), BuildError> {
    stage.put(&marker(), Tier::Entry, shard.note().as_bytes())?;
    let index = seal(&shard).map_err(BuildError::Record)?;
    stage.put(&super::pages::path(INDEX), Tier::Entry, &index)?;
    Ok(())
}

/// Why shards cannot be put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinProblem {
    /// There is no shard in a folder.
    NoShard(PathBuf),
    /// Folders hold shards of different numbers in all.
    OtherCount(PathBuf, Shard, usize),
    /// Two folders hold the same shard.
    Twice(PathBuf, Shard),
    /// A shard is missing.
    Missing(Shard),
    /// The site would be put into the folder of a shard.
    IsOut(PathBuf),
    /// A file of a shard is not as it was written.
    Damaged(PathBuf),
    /// A department is not in the shard that it belongs to, or content, settings, theme or gongkai itself are others than they were.
    Stale(Shard, String),
}

impl fmt::Display for JoinProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JoinProblem::NoShard(folder) => write!(f, "{}: there is no shard here; `gongkai build --shard` writes one", folder.display()),
            JoinProblem::OtherCount(folder, shard, of) => write!(f, "{}: this is shard {shard}, and others are of {of}", folder.display()),
            JoinProblem::Twice(folder, shard) => write!(f, "{}: shard {shard} is given twice", folder.display()),
            JoinProblem::Missing(shard) => write!(f, "shard {shard} is missing: run `gongkai build --shard {shard}`, and give its folder"),
            JoinProblem::IsOut(folder) => {
                write!(f, "{}: the site would take the place of this shard; choose another folder with --out DIR", folder.display())
            }
            JoinProblem::Damaged(file) => write!(f, "{}: this file is not as it was written; build its shard again", file.display()),
            JoinProblem::Stale(shard, department) => write!(
                f,
                "{department} is not in shard {shard} as it is now: its content, the settings, the theme or gongkai itself have changed since; \
                 build the shard again"
            ),
        }
    }
}

/// All shards of a site, in order.
struct Shards<'d>(Vec<(PathBuf, PublishedSite<'d>)>);

impl<'d> Shards<'d> {
    fn open(folders: &[PathBuf]) -> Result<Shards<'d>, BuildError> {
        let mut problems = Vec::new();
        let mut shards: BTreeMap<Shard, (PathBuf, PublishedSite<'d>)> = BTreeMap::new();
        for folder in folders {
            let found = published(&RealDisk, folder)?;
            let index = found.as_ref().map(|found| found.read(INDEX)).transpose()?.flatten();
            let (Some(found), Some(shard)) = (found, index.and_then(|bytes| unseal::<Shard>(&bytes))) else {
                problems.push(JoinProblem::NoShard(folder.clone()));
                continue;
            };
            match shards.keys().next() {
                Some(first) if first.of != shard.of => problems.push(JoinProblem::OtherCount(folder.clone(), shard, first.of)),
                _ if shards.contains_key(&shard) => problems.push(JoinProblem::Twice(folder.clone(), shard)),
                _ => _ = shards.insert(shard, (folder.clone(), found)),
            }
        }
        if let Some(of) = shards.keys().next().map(|first| first.of) {
            let all = (1..=of).map(|number| Shard { number, of });
            problems.extend(all.filter(|shard| !shards.contains_key(shard)).map(JoinProblem::Missing));
        }
        match problems.is_empty() {
            true => Ok(Shards(shards.into_values().collect())),
            false => Err(BuildError::Join(problems)),
        }
    }

    /// The shard with the department at that place, from 0.
    fn of(&self, place: usize) -> (Shard, &(PathBuf, PublishedSite<'d>)) {
        let of = self.0.len();
        (Shard { number: place % of + 1, of }, &self.0[place % of])
    }
}

/// Puts shards together into `out`, with everything that is made from all departments. The result is that of one build, byte for byte.
///
/// # Errors
/// [`BuildError::Join`] with everything that keeps the shards from making a site; as [`build`](super::build) otherwise.
pub fn join(options: &Options, folders: &[PathBuf], out: &Path, progress: super::Progress<'_>) -> Result<Outcome, BuildError> {
    let source = SiteSource::open(&options.site)?;
    let run = Run::new(&source, options)?;
    super::refuse_own_folders(&options.site, out)?;
    let real = |folder: &Path| folder.canonicalize().ok();
    if let Some(folder) = folders.iter().find(|folder| real(folder).is_some() && real(folder) == real(out)) {
        return Err(BuildError::Join(vec![JoinProblem::IsOut(folder.clone())]));
    }
    let shards = Shards::open(folders)?;
    let disk = Confined::to(out);
    let (stage, recovery) = Stage::begin(&disk, out)?;
    let pool = super::pool(options)?;
    let mut outcome = pool.install(|| {
        let theme = Theme::compile(embedded_layers(&source.config.theme, &source.theme_files)?)?;
        let writer = Writer::new(&run, &stage, &theme, None)?;
        let joining = Joining { writer: &writer, shards: &shards, problems: Mutex::default() };
        let each = |place: usize, files: &DepartmentFiles| joining.department(place, files);
        let mut outcome = run.over_departments(&each, progress)?;
        let mut problems = joining.problems.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !problems.is_empty() {
            problems.sort_by_key(ToString::to_string);
            return Err(BuildError::Join(problems));
        }
        if outcome.count(Severity::Error) == 0 {
            run.site_pages(&writer, &mut outcome)?;
        }
        Ok(outcome)
    })?;
    outcome.recovery = recovery;
    run.publish(&pool, stage, &mut outcome)?;
    Ok(outcome)
}

/// Takes departments from shards.
struct Joining<'j> {
    writer: &'j Writer<'j>,
    shards: &'j Shards<'j>,
    problems: Mutex<Vec<JoinProblem>>,
}

impl Joining<'_> {
    /// A department as its shard has it; what is wrong with it is noted, so that all of it is told.
    fn department(&self, place: usize, files: &DepartmentFiles) -> Result<DepartmentOutcome, BuildError> {
        let id = &files.department.id;
        let (shard, (folder, site)) = self.shards.of(place);
        let record = site.read(&record_path(id))?.and_then(|bytes| unseal::<Packed>(&bytes));
        let Some(recalled) = record.and_then(|record| self.writer.memo.unpack(record, files)) else {
            self.note(JoinProblem::Stale(shard, id.to_string()));
            return Ok(DepartmentOutcome::default());
        };
        for Entry { stored, .. } in &recalled.contribution.files {
            let copied = match site.open(&stored.path) {
                Ok(mut file) => self.copy(stored.tier, &stored.path, &mut *file)? == stored.sum,
                Err(_) => false,
            };
            if !copied {
                self.note(JoinProblem::Damaged(folder.join(stored.path.as_str())));
            }
        }
        self.writer.together.add(id, recalled.contribution)?;
        self.writer.search.iter().zip(recalled.keys).try_for_each(|(search, keys)| search.take(keys)).map_err(BuildError::Scratch)?;
        Ok(recalled.outcome)
    }

    fn copy(&self, tier: Tier, path: &SitePath, file: &mut dyn Read) -> Result<crate::publish::Checksum, PublishError> {
        Ok(self.writer.stage.put_from(path, tier, file)?.sum)
    }

    fn note(&self, problem: JoinProblem) {
        // Of a list, a thread that panicked leaves nothing half done.
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::{Shard, seal, unseal};

    #[test]
    fn every_department_is_in_one_shard() {
        let shards: Vec<Shard> = (1..=3).map(|number| Shard::parse(&format!("{number}/3")).unwrap()).collect();
        for place in 0..10 {
            assert_eq!(shards.iter().filter(|shard| shard.has(place)).count(), 1, "{place}");
        }
    }

    #[test]
    fn a_shard_is_a_number_of_a_number() {
        let unsealed = |text: &str| unseal::<Shard>(&seal(&text).unwrap());
        assert_eq!(unsealed("2/7"), Shard::parse("2/7"));
        assert_eq!(unsealed("0/0"), None);
        assert_eq!(Shard::parse("2/7").map(|shard| shard.to_string()).as_deref(), Some("2/7"));
        for wrong in ["", "1", "0/3", "4/3", "1/0", "-1/3", "+1/3", "1/3/5", "a/b", "1/99999999999999999999", "1/10001"] {
            assert_eq!(Shard::parse(wrong), None, "{wrong}");
        }
    }
}
