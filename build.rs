//! Themes are embedded: a file added to one must start a new build, which `include_dir!` alone does not notice. And what a build
//! remembers of the one before is worth nothing to another gongkai: `GONGKAI_SOURCES` is another for other sources.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

fn main() {
    let mut hash = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hash);
    for name in ["src", "forms", "themes", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={name}");
        add(Path::new(name), &mut hash);
    }
    for setting in ["PROFILE", "TARGET"] {
        env::var(setting).unwrap_or_default().hash(&mut hash);
    }
    println!("cargo:rustc-env=GONGKAI_SOURCES={:016x}", hash.finish());
}

fn add(path: &Path, hash: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        (path.to_string_lossy(), fs::read(path).unwrap_or_default()).hash(hash);
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().for_each(|path| add(path, hash));
}
