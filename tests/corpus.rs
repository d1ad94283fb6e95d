//! The laws of `fuzz/laws/` on a stable compiler: they hold of every file of `fuzz/corpus/`, of thousands of mutations of them, the same in
//! every run, and of texts that repeat one thing, in which what takes quadratic time or a deep stack shows.

#[path = "../fuzz/laws/lib.rs"]
mod laws;

use laws::{LAWS, Law};
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
};

/// Mutations for each law.
const MUTATIONS: usize = 3000;

/// Longest mutation, in bytes; a law takes time in proportion to its input.
const LONGEST: usize = 16 << 10;

/// Most memory that the process of this test, with a thread for each law, may ever have had.
const MEMORY: u64 = 256 << 20;

/// A law and the inputs it is held against.
struct Trial {
    law: Law,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Trial {
    fn of(name: &str) -> Trial {
        let law = *LAWS.iter().find(|(known, _)| *known == name).expect("there is a law of that name");
        let folder = corpus().join(name);
        let mut files: Vec<(PathBuf, Vec<u8>)> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        files.sort();
        assert!(files.len() >= 10, "{} files in {}", files.len(), folder.display());
        Trial { law, files }
    }

    /// Everything, in one process and thread.
    fn run(&self) {
        for (path, bytes) in &self.files {
            self.hold(bytes, &format!("{}", path.display()));
        }
        for pattern in PATTERNS {
            self.hold(pattern.repeat(LONGEST / pattern.len()).as_bytes(), &format!("{pattern:?} again and again"));
        }
        let mut chance = Chance(0x6f0e_1e5e_a12d_2022);
        for number in 0..MUTATIONS {
            let bytes = chance.mutation(&self.files);
            self.hold(&bytes, &format!("mutation {number}"));
        }
        match peak_memory() {
            Some(peak) => assert!(peak < MEMORY, "{} MB at most were in use", peak >> 20),
            None => eprintln!("SKIPPED: only Linux says how much memory a process has had"),
        }
    }

    /// The law on one input; what breaks it is shown, so that it can be put into the corpus.
    fn hold(&self, bytes: &[u8], which: &str) {
        let (name, law) = self.law;
        if let Err(broken) = catch_unwind(AssertUnwindSafe(|| law(bytes))) {
            eprintln!("`{name}` is broken by {which}:\n{}", bytes.escape_ascii());
            resume_unwind(broken);
        }
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

/// Highest memory in use of this process, in bytes.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? << 10)
}

/// What nests, opens without end, or is looked for from every place again.
const PATTERNS: [&str; 32] = [
    "[",
    "{",
    "- ",
    "> ",
    "\"",
    "'",
    "![",
    "](",
    "*a _b ",
    "`",
    "&a ",
    "*a ",
    "a: ",
    "? ",
    "#",
    "<a ",
    "<!--",
    "&",
    "9",
    "-",
    "|a",
    "[^1]",
    "\u{FEFF}",
    "\0",
    "\n",
    "\r\n",
    " \n",
    "a: b\n",
    "[a]: b\n",
    "own a\n",
    "add a\n",
    "msgid \"a\"\n",
];

/// Bytes that mean something to one reader or another.
const SIGNS: &[u8] = b"\0\t\n\r \"'#&*-:<>[]{|}\\\x7f\x80\xe2\xff";

/// Chance that is the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A piece of some bytes.
    fn piece<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let from = self.below(bytes.len() + 1);
        let length = self.below((bytes.len() - from).min(64) + 1);
        &bytes[from..from + length]
    }

    /// One of the files, changed in one place or some.
    fn mutation(&mut self, files: &[(PathBuf, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = files[self.below(files.len())].1.clone();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            match self.below(7) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = SIGNS[self.below(SIGNS.len())],
                2 => bytes.truncate(at),
                3 => {
                    let length = self.below(32).min(bytes.len() - at);
                    bytes.drain(at..at + length);
                }
                4 => {
                    let piece = self.piece(&bytes).repeat(1 + self.below(4));
                    bytes.splice(at..at, piece);
                }
                5 => {
                    let other = &files[self.below(files.len())].1;
                    let piece = self.piece(other).to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => {
                    let other = &files[self.below(files.len())].1;
                    bytes.truncate(at);
                    bytes.extend(&other[self.below(other.len() + 1)..]);
                }
            }
        }
        bytes.truncate(LONGEST);
        bytes
    }
}

/// A test of that name for each law, so that they run side by side and one that is broken is named.
macro_rules! laws {
    ($($law:ident)*) => {
        $(
            #[test]
            fn $law() {
                Trial::of(stringify!($law)).run();
            }
        )*

        #[test]
        fn every_law_is_tried_and_has_a_target_and_no_corpus_is_without_a_law() {
            let tried = [$(stringify!($law)),*];
            assert_eq!(LAWS.map(|(name, _)| name), tried);
            let mut folders: Vec<String> =
                fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            folders.sort();
            let mut names = tried.map(str::to_owned);
            names.sort();
            assert_eq!(folders, names);
            for name in names {
                assert!(corpus().with_file_name("fuzz_targets").join(format!("{name}.rs")).is_file(), "{name}");
            }
        }
    };
}

laws! {
    readers sheet target amount po front_matter theme_manifest settings output picture
    import_text import_html import_xlsx import_ods import_xls
}
