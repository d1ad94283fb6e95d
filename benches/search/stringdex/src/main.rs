//! The distinct Chinese texts of a site in stringdex: `cargo run --release -- CONTENT REPORTS OUT`. It prints how many texts there are, how long
//! it took, and what it wrote; `getrusage` is left to `time -v`.

use std::{collections::BTreeSet, env, error::Error, fs, path::Path, time::Instant};
use stringdex::internals::{tree::encode_search_tree_ukkonen, write_data_to_disk, write_tree_to_disk};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [content, reports, out] = arguments.as_slice() else { return Err("CONTENT REPORTS OUT".into()) };
    let mut left: usize = reports.parse()?;
    let mut texts: BTreeSet<Vec<u8>> = BTreeSet::new();
    for year in fs::read_dir(content)?.filter_map(Result::ok).filter(|entry| entry.path().is_dir()) {
        for department in fs::read_dir(year.path())?.filter_map(Result::ok) {
            if left == 0 {
                break;
            }
            left -= 1;
            let yaml = fs::read_to_string(department.path().join("overall-target.yaml"))?;
            let zh = yaml.split("zh: ").skip(1).filter_map(|rest| rest.split([',', '}', '\n']).next());
            texts.extend(zh.map(|text| text.trim().as_bytes().to_vec()));
        }
    }
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let start = Instant::now();
    let tree = encode_search_tree_ukkonen(texts.iter().map(Vec::as_slice));
    println!("{} texts of {bytes} bytes: tree in {:.1?}", texts.len(), start.elapsed());
    fs::create_dir_all(out)?;
    let mut root = Vec::new();
    write_tree_to_disk(&tree, Path::new(out).join("index"), &mut root)?;
    root.extend(write_data_to_disk(&mut texts.iter().map(Vec::as_slice), Path::new(out).join("data"))?);
    fs::write(Path::new(out).join("root.js"), &root)?;
    println!("written after {:.1?}, root of {} bytes", start.elapsed(), root.len());
    Ok(())
}
