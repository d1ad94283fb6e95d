//! The least that any program could need: `cargo bench --bench limit -- CONTENT BUILT OUT [THREADS]`.
//!
//! It parses every YAML file below `CONTENT` with gongkai's parser into values without a meaning, writes every file of the built site
//! `BUILT` again below `OUT`, and makes them durable the way gongkai does, with one `syncfs`. Nothing is checked, rendered or
//! hashed. What is written is read beforehand, and not counted. Prints seconds: `parse write sync all`.

use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};
use walkdir::WalkDir;

fn main() -> ExitCode {
    // cargo adds a word of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let threads = args.get(3).map_or(Some(0), |threads| threads.parse().ok());
    match (args.as_slice(), threads) {
        ([content, built, out, ..], Some(threads)) => match measure(Path::new(content), Path::new(built), Path::new(out), threads) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::from(2)
            }
        },
        _ => {
            eprintln!("usage: cargo bench --bench limit -- CONTENT BUILT OUT [THREADS]");
            ExitCode::from(2)
        }
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn measure(content: &Path, built: &Path, out: &Path, threads: usize) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let files: Vec<(PathBuf, Vec<u8>)> = files(built)?
        .into_iter()
        .map(|path| Ok((path.strip_prefix(built)?.to_owned(), fs::read(&path)?)))
        .collect::<Result<_, Failure>>()?;
    let start = Instant::now();
    let sources: Vec<PathBuf> =
        self::files(content)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    pool.install(|| {
        sources.par_iter().try_for_each(|path| {
            let text = fs::read_to_string(path)?;
            std::hint::black_box(serde_yaml::from_str::<serde_yaml::Value>(&text)?);
            Ok::<_, Failure>(())
        })
    })?;
    let parsed = start.elapsed();
    let folders: BTreeSet<PathBuf> = files.iter().filter_map(|(path, _)| Some(out.join(path.parent()?))).collect();
    folders.iter().try_for_each(fs::create_dir_all)?;
    pool.install(|| files.par_iter().try_for_each(|(path, bytes)| fs::write(out.join(path), bytes)))?;
    let written = start.elapsed();
    sync(out)?;
    let all = start.elapsed();
    println!(
        "{:.3} {:.3} {:.3} {:.3}",
        parsed.as_secs_f64(),
        (written - parsed).as_secs_f64(),
        (all - written).as_secs_f64(),
        all.as_secs_f64()
    );
    Ok(())
}

#[cfg(target_os = "linux")]
fn sync(out: &Path) -> Result<(), Failure> {
    Ok(rustix::fs::syncfs(fs::File::open(out)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> Result<(), Failure> {
    Err("the limit is measured on Linux, where gongkai calls syncfs".into())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}
