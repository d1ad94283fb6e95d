//! What a bag is made of (BagIt 1.0, RFC 8493): payload, and tag files that list and describe it.

use super::{ArchiveError, Archived};
use crate::data::sha256;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::PathBuf,
};

/// A file of the payload.
pub(super) struct Content {
    /// Below the bag: `data/site/index.html`.
    pub path: String,
    pub bytes: u64,
    sha256: String,
    from: From,
}

enum From {
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Content {
    /// A file on the disk, to be called `path` below `data/`.
    pub fn file(path: &str, from: PathBuf) -> Result<Content, ArchiveError> {
        let of = |source| ArchiveError::Source { path: from.clone(), source };
        let mut hash = Sha256::new();
        let bytes = File::open(&from).and_then(|mut file| io::copy(&mut file, &mut hash)).map_err(of)?;
        Ok(Content { path: format!("data/{path}"), bytes, sha256: hex(&hash.finalize()), from: From::File(from) })
    }

    /// Bytes that are no file.
    pub fn bytes(path: &str, bytes: Vec<u8>) -> Content {
        Content { path: format!("data/{path}"), bytes: bytes.len() as u64, sha256: sha256(&bytes), from: From::Bytes(bytes) }
    }

    /// Whether this is the SHA-256 of it.
    pub fn is(&self, sha256: &[u8]) -> bool {
        self.sha256 == hex(sha256)
    }

    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.from {
            From::File(path) => Box::new(File::open(path)?),
            From::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        })
    }
}

/// Lines of bag-info.txt (RFC 8493, 2.2.2).
#[derive(Default)]
pub(super) struct Info(String);

impl Info {
    /// Adds a line; nothing where there is nothing to say.
    pub fn add(&mut self, label: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.0.push_str(&format!("{label}: {value}\n"));
        }
    }
}

/// A bag that is ready to be written.
pub(super) struct Bag {
    /// Tag files by name, in the order in which they stand.
    pub tags: Vec<(String, Vec<u8>)>,
    /// By path.
    pub payload: Vec<Content>,
}

impl Bag {
    pub fn new(mut payload: Vec<Content>, mut info: Info) -> Result<Bag, ArchiveError> {
        payload.sort_by(|a, b| a.path.cmp(&b.path));
        let bytes: u64 = payload.iter().map(|content| content.bytes).sum();
        info.add("Payload-Oxum", &format!("{bytes}.{}", payload.len()));
        let line = |sha256: &str, path: &str| format!("{sha256}  {}\n", escaped(path));
        let manifest: String = payload.iter().map(|content| line(&content.sha256, &content.path)).collect();
        let mut tags = vec![
            ("README.txt".to_owned(), README.as_bytes().to_vec()),
            ("bag-info.txt".to_owned(), info.0.into_bytes()),
            ("bagit.txt".to_owned(), b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec()),
            ("manifest-sha256.txt".to_owned(), manifest.into_bytes()),
        ];
        let list: String = tags.iter().map(|(name, bytes)| line(&sha256(bytes), name)).collect();
        tags.push(("tagmanifest-sha256.txt".to_owned(), list.into_bytes()));
        Ok(Bag { tags, payload })
    }

    pub fn archived(&self) -> Archived {
        let manifest = self.tags.iter().find(|(name, _)| name == "manifest-sha256.txt").map(|(_, bytes)| sha256(bytes));
        Archived {
            files: self.payload.len(),
            bytes: self.payload.iter().map(|content| content.bytes).sum(),
            manifest: manifest.unwrap_or_default(),
        }
    }
}

/// Three characters of a path are written otherwise in manifests (RFC 8493, 2.1.3).
fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const README: &str = "\
This folder is a bag (BagIt 1.0, RFC 8493) of a site of performance target tables made by gongkai.
本文件夹是由 gongkai 生成的绩效目标公开网站的存档包（BagIt 1.0，RFC 8493）。

data/site/         the site as it was published: open data/site/index.html   已发布的网站，打开 data/site/index.html 即可阅读
data/source/       what it was made from: content, settings, theme files of its own   生成网站所用的内容、设置与自有主题
data/theme-used/   all files of the theme, as they were used   所用主题的全部文件

Has anything been changed?  是否被改动过？
    sha256sum --check manifest-sha256.txt          in this folder   在本文件夹中运行
    bagit.py --validate .                          or any other program for BagIt   或其他 BagIt 程序

Make the site again: bag-info.txt names the version of gongkai and the command. The result is the same, byte for byte.
重新生成网站：bag-info.txt 写明 gongkai 版本与命令，结果逐字节相同。
";
