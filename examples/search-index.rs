//! Builds the search index of a site and nothing else, and says how long it took beside reading and making the views: to measure.
//!
//! `cargo run --release --example search-index -- SITE OUT` writes `OUT/assets/search/`, in one thread.

use gongkai::{
    content::SiteSource,
    data::search::{IndexFile, SearchIndex},
    model::{summary::ReportSummary, year::Year},
    render::{Theme, embedded_layers},
    site::{DepartmentOrder, ReportContext, Site},
};
use std::{
    cell::RefCell,
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [site_folder, out] = arguments.as_slice() else { return Err("search-index SITE OUT".into()) };
    let source = SiteSource::open(Path::new(site_folder))?;
    let order = DepartmentOrder::new(&source.departments, source.config.source_lang());
    let site = Site { config: &source.config, departments: &source.departments, translations: &source.translations, order: &order };
    let theme = Theme::compile(embedded_layers(&source.config.theme, &source.theme_files)?)?;
    let index = SearchIndex::new(&source.config.languages, &env::temp_dir());
    let (mut reading, mut viewing, mut indexing) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut summaries = Vec::new();
    for files in &source.reports {
        let start = Instant::now();
        let (reports, _) = source.read_reports(files, |_| true);
        reading += start.elapsed();
        let start = Instant::now();
        let years: Vec<Year> = reports.iter().map(|report| report.year).collect();
        let mut texts = Vec::new();
        for report in &reports {
            let accepted: Vec<_> = report.sheets.iter().map(|_| Vec::new()).collect();
            let context = ReportContext {
                department: &files.department,
                years: &years,
                accepted: &accepted,
                attached: &[],
                downloads: &[],
                before: None,
            };
            let page = site.report_page(report, &context);
            texts.push(site.search_text(&files.department, report, &page.view, index.languages()));
            summaries.push(ReportSummary::of(report));
        }
        viewing += start.elapsed();
        let start = Instant::now();
        let (keys, made) = index.read(&files.department.id, &texts);
        index.take(keys)?;
        indexing += start.elapsed();
        made.into_iter().try_for_each(|file| write(out, file))?;
    }
    let start = Instant::now();
    let made = RefCell::new(Vec::new());
    index.finish(site.search_order(&summaries).into_iter(), theme.search_code(), Failure::from, |file| {
        made.borrow_mut().push(file);
        Ok::<_, Failure>(())
    })?;
    let (made, finishing) = (made.into_inner(), start.elapsed());
    let bytes: usize = made.iter().map(|(_, bytes)| bytes.len()).sum();
    made.into_iter().try_for_each(|file| write(out, file))?;
    println!(
        "{} reports: read {reading:.1?}, views {viewing:.1?}, keys {indexing:.1?}, shards {finishing:.1?} ({} KB)",
        summaries.len(),
        bytes / 1000
    );
    Ok(())
}

fn write(out: &str, (path, bytes): IndexFile) -> Result<(), Failure> {
    let file = Path::new(out).join(path);
    fs::create_dir_all(file.parent().ok_or("a file stands in a folder")?)?;
    Ok(fs::write(file, bytes)?)
}
