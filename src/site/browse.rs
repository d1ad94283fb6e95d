//! Ways into the site without search: departments by letter and by sector, indicators by level.
//!
//! A list past [`PAGE`] entries is parted: into a page per letter or sector, and what is still longer into pages of so many entries.

use super::{
    Site,
    disclosed::Disclosed,
    order::Order,
    page::{Hrefs, Page, at},
    parts::{ListPart, PAGE},
    texts::Texts,
    view::*,
};
use crate::model::{
    department::Department, lang::Lang, level::LevelId, sheet::Status, summary::ReportSummary, vocabulary::Vocabulary, year::Year,
};
use pinyin::ToPinyin;
use std::collections::{BTreeMap, BTreeSet};

/// Where departments without a letter stand.
const NO_LETTER: &str = "#";

impl Site<'_> {
    /// Hands on every page of this kind, one by one: together they are as large as all departments and years.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn browse_pages<E>(&self, all: Disclosed<'_>, mut each: impl FnMut(Page<BrowsePage>) -> Result<(), E>) -> Result<(), E> {
        let by_letter = |texts: &Texts<'_>, departments: &[&Department]| self.by_letter(texts, departments);
        self.lists(all, at::DEPARTMENTS, "browse-departments", by_letter, &mut each)?;
        if self.has_sectors(all) {
            let by_sector = |texts: &Texts<'_>, departments: &[&Department]| self.by_sector(texts, departments);
            self.lists(all, at::SECTORS, "browse-sectors", by_sector, &mut each)?;
        }
        Ok(())
    }

    /// Links to these pages.
    pub(super) fn browse_links(&self, all: Disclosed<'_>, hrefs: &Hrefs, here: &str) -> Vec<NavLink> {
        let sectors = self.has_sectors(all).then_some((at::SECTORS, "browse-sectors"));
        let links = [Some((at::DEPARTMENTS, "browse-departments")), sectors, Some((at::INDICATORS, "browse-indicators"))];
        let link = |(to, id): (&str, &str)| NavLink { text: Label::message(id, []), href: hrefs.to(to), current: to == here };
        links.into_iter().flatten().map(link).collect()
    }

    /// Paths below an edition of all these pages, and of all parts of lists.
    pub fn browse_paths(&self, all: Disclosed<'_>) -> BTreeSet<String> {
        let mut lists = Vec::new();
        let listed: Result<(), std::convert::Infallible> = self.browse_pages(all, |page| {
            lists.push(page.at);
            Ok(())
        });
        let Ok(()) = listed;
        let years = all.years().into_iter().flat_map(|year| {
            let reports = self.year_reports(year, all);
            reports.parts().map(move |part| at::year_part(year, part.number)).collect::<Vec<_>>()
        });
        let completeness = self.completeness(all).parts().map(|part| at::completeness(part.number)).collect::<Vec<_>>();
        let levels: Vec<String> = self.level_parts(all.reports).iter().map(LevelPart::at).collect();
        lists.into_iter().chain(years).chain(completeness).chain(levels).chain([at::INDICATORS.to_owned()]).collect()
    }

    fn has_sectors(&self, all: Disclosed<'_>) -> bool {
        all.departments().any(|id| self.departments.get(id).is_some_and(|department| department.sector.is_some()))
    }

    /// A list of departments in groups: one page, or a page of groups and a page for each of them.
    fn lists<E>(
        &self,
        all: Disclosed<'_>,
        at: &str,
        title: &'static str,
        groups: impl Fn(&Texts<'_>, &[&Department]) -> Vec<(Lang, Vec<Group>)>,
        each: &mut impl FnMut(Page<BrowsePage>) -> Result<(), E>,
    ) -> Result<(), E> {
        let departments = self.official_order(all.departments().cloned());
        let texts = self.texts();
        let parted = departments.len() > PAGE;
        let by_lang = groups(&texts, &departments);
        let single = |id: &str, part: usize| {
            let part = if part == 0 { String::new() } else { format!(".{}", part + 1) };
            format!("{}/page-{id}{part}.html", at.trim_end_matches(".html"))
        };
        let published = all.by_department();
        let list = |hrefs: &Hrefs, only: Option<(&str, ListPart)>| -> Vec<BrowseList> {
            let wanted = |group: &&Group| only.is_none_or(|(only, _)| group.id == only);
            // A group of that letter may be shorter in another language.
            let shown = |group: &Group| only.map_or(0..group.departments.len(), |(_, part)| part.of(0, group.departments.len()));
            let view = |group: &Group| BrowseGroup {
                id: group.id.clone(),
                letter: group.letter.clone(),
                title: group.title.clone(),
                count: group.departments.len() as u32,
                href: (parted && only.is_none()).then(|| hrefs.to(&single(&group.id, 0))),
                departments: match parted && only.is_none() {
                    true => Vec::new(),
                    false => {
                        let own = &group.departments[shown(group)];
                        own.iter().map(|number| published.view(departments[*number], &texts, hrefs)).collect()
                    }
                },
            };
            by_lang
                .iter()
                .map(|(lang, groups)| BrowseList { key: lang.to_string(), groups: groups.iter().filter(wanted).map(view).collect() })
                .collect()
        };
        let page = |at: &str, part: Option<(&Group, ListPart)>| {
            let hrefs = Hrefs::from(at);
            let statuses = super::statuses(all.reports);
            let whole = if part.is_some() { Some(hrefs.to(&format!("{}.html", at.split('/').next().unwrap_or_default()))) } else { None };
            let mut breadcrumbs = vec![Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) }];
            breadcrumbs.push(Crumb { text: Label::message(title, []), href: whole });
            breadcrumbs.extend(part.map(|(group, _)| Crumb { text: group.label(), href: None }));
            Page {
                template: "browse.html",
                title: part.map_or_else(|| Label::message(title, []), |(group, _)| group.label()),
                breadcrumbs,
                sample: super::department::sample_share(&statuses),
                draft: statuses.contains(&Status::Draft),
                translation_note: false,
                untranslated: texts.untranslated(),
                view: BrowsePage {
                    lists: list(&hrefs, part.map(|(group, part)| (group.id.as_str(), part))),
                    links: self.browse_links(all, &hrefs, at),
                    parts: part.and_then(|(group, part)| part.view(|other| hrefs.to(&single(&group.id, other)))),
                },
                at: at.to_owned(),
            }
        };
        each(page(at, None))?;
        if parted {
            let mut longest: BTreeMap<&str, &Group> = BTreeMap::new();
            for group in by_lang.iter().flat_map(|(_, groups)| groups) {
                let known = longest.entry(&group.id).or_insert(group);
                *known = if group.departments.len() > known.departments.len() { group } else { known };
            }
            for group in longest.into_values() {
                for part in ListPart::all(group.departments.len()) {
                    each(page(&single(&group.id, part.number), Some((group, part))))?;
                }
            }
        }
        Ok(())
    }

    /// By the first letter of the name, for Chinese of its pinyin: a list for every language.
    fn by_letter(&self, texts: &Texts<'_>, departments: &[&Department]) -> Vec<(Lang, Vec<Group>)> {
        let list = |lang: &Lang| {
            let order = Order::new(lang);
            let source = lang == self.config.source_lang();
            let words = |department: &Department| match source {
                true => department.order_words().to_owned(),
                false => texts.find(&department.name, lang, "department/name").unwrap_or_else(|| department.order_words()).to_owned(),
            };
            let mut sorted: Vec<(String, String, usize)> = departments
                .iter()
                .enumerate()
                .map(|(number, department)| (letter(&words(department)), words(department), number))
                .collect();
            // What has no letter comes last.
            let by_letter = |letter: &str| (letter == NO_LETTER, letter.to_owned());
            sorted.sort_by(|a, b| by_letter(&a.0).cmp(&by_letter(&b.0)).then_with(|| order.words(&a.1, &b.1)).then(a.2.cmp(&b.2)));
            let group = |same: &[(String, String, usize)]| Group {
                id: if same[0].0 == NO_LETTER { "other".to_owned() } else { same[0].0.to_lowercase() },
                letter: Some(same[0].0.clone()),
                title: None,
                departments: same.iter().map(|(_, _, number)| *number).collect(),
            };
            (lang.clone(), sorted.chunk_by(|a, b| a.0 == b.0).map(group).collect())
        };
        self.config.languages.iter().map(list).collect()
    }

    /// By sector, those without one last: the same list for every language.
    fn by_sector(&self, texts: &Texts<'_>, departments: &[&Department]) -> Vec<(Lang, Vec<Group>)> {
        let of = |sector: Option<&str>| -> Vec<usize> {
            let numbered = departments.iter().enumerate();
            numbered.filter(|(_, department)| department.sector.as_deref() == sector).map(|(number, _)| number).collect()
        };
        let group = |sector: &str| Group {
            id: sector.to_owned(),
            letter: None,
            title: self.config.sector_label(sector).map(|label| texts.term(label)),
            departments: of(Some(sector)),
        };
        let without = Group { id: "none".to_owned(), letter: None, title: None, departments: of(None) };
        let groups: Vec<Group> =
            self.config.sector_ids().map(group).chain([without]).filter(|group| !group.departments.is_empty()).collect();
        self.config.languages.iter().map(|lang| (lang.clone(), groups.clone())).collect()
    }

    /// The page of levels: in which years which level has how many indicators.
    pub fn levels_page(&self, all: Disclosed<'_>) -> Page<LevelsPage> {
        let texts = self.texts();
        let hrefs = Hrefs::from(at::INDICATORS);
        let level = |(level, reports): (LevelId, Vec<&ReportSummary>)| {
            let years: BTreeSet<Year> = reports.iter().map(|summary| summary.year).collect();
            let year = |year: &Year| {
                let count =
                    |status: Status| sum(reports.iter().filter(|summary| summary.year == *year && summary.status == status), &level);
                LevelYear {
                    year: year.to_string(),
                    href: hrefs.to(&at::level(*year, &level, 0)),
                    count: count(Status::Final),
                    samples: count(Status::Sample),
                    drafts: count(Status::Draft),
                }
            };
            LevelEntry { name: self.level_name(&texts, &level), years: years.iter().rev().map(year).collect() }
        };
        let view = LevelsPage {
            levels: self.by_level(all.reports).into_iter().map(level).collect(),
            links: self.browse_links(all, &hrefs, at::INDICATORS),
        };
        let statuses = super::statuses(all.reports);
        Page {
            at: at::INDICATORS.to_owned(),
            template: "levels.html",
            title: Label::message("browse-indicators", []),
            breadcrumbs: vec![
                Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::message("browse-indicators", []), href: None },
            ],
            sample: super::department::sample_share(&statuses),
            draft: statuses.contains(&Status::Draft),
            translation_note: false,
            untranslated: texts.untranslated(),
            view,
        }
    }

    /// What stands on which page of a level.
    pub fn level_parts<'s>(&self, all: &'s [ReportSummary]) -> Vec<LevelPart<'s>> {
        let mut all_parts = Vec::new();
        for (level, reports) in self.by_level(all) {
            let years: BTreeSet<Year> = reports.iter().map(|summary| summary.year).collect();
            for year in years {
                let here: Vec<&ReportSummary> = reports.iter().copied().filter(|summary| summary.year == year).collect();
                let mut ordered = self.in_official_order(&here);
                ordered.sort_by_key(|summary| summary.status);
                let part = |part: ListPart| LevelPart { year, level: level.clone(), rows: ordered[part.range()].to_vec(), part };
                all_parts.extend(ListPart::all(ordered.len()).map(part));
            }
        }
        all_parts
    }

    /// A page of a level: which departments have indicators of it in a year.
    pub fn level_page(&self, here: &LevelPart<'_>) -> Page<LevelPage> {
        let LevelPart { year, level, rows, part } = here;
        let year = *year;
        let texts = self.texts();
        let at = here.at();
        let hrefs = Hrefs::from(&at);
        let name = self.level_name(&texts, level);
        let row = |summary: &&ReportSummary| {
            let department = self.departments.get(&summary.department)?;
            Some(LevelReport {
                name: texts.inline(&department.name, "department/name"),
                href: format!("{}#{}", hrefs.to(&at::report(year, &department.id)), level.fragment()),
                count: summary.indicators_of(level),
                status: summary.status.as_str().to_owned(),
            })
        };
        let view =
            LevelPage { rows: rows.iter().filter_map(row).collect(), parts: part.view(|other| hrefs.to(&at::level(year, level, other))) };
        let args = [("level1", Arg::Text(name.level1)), ("level2", Arg::Text(name.level2)), ("year", Arg::Plain(year.to_string()))];
        let statuses = super::statuses(rows.iter().copied());
        Page {
            template: "level.html",
            title: Label::message("title-level", args.clone()),
            breadcrumbs: vec![
                Crumb { text: Label::message("nav-home", []), href: Some(hrefs.to(at::HOME)) },
                Crumb { text: Label::message("browse-indicators", []), href: Some(hrefs.to(at::INDICATORS)) },
                Crumb { text: Label::message("title-level", args), href: None },
            ],
            sample: super::department::sample_share(&statuses),
            draft: statuses.contains(&Status::Draft),
            translation_note: false,
            untranslated: texts.untranslated(),
            at,
            view,
        }
    }

    fn level_name(&self, texts: &Texts<'_>, level: &LevelId) -> LevelName {
        let vocabulary = Vocabulary::builtin();
        let label = |terms, id: &str| self.config.level_label(terms, id).map(|labels| texts.term(labels)).unwrap_or_default();
        LevelName { level1: label(&vocabulary.level1, level.level1()), level2: label(&vocabulary.level2, level.level2()) }
    }

    /// The levels that occur, in official order, with the reports they occur in.
    fn by_level<'s>(&self, all: &'s [ReportSummary]) -> Vec<(LevelId, Vec<&'s ReportSummary>)> {
        let mut levels: BTreeMap<&LevelId, Vec<&ReportSummary>> = BTreeMap::new();
        for summary in all {
            summary.levels.iter().for_each(|(level, _)| levels.entry(level).or_default().push(summary));
        }
        let vocabulary = Vocabulary::builtin();
        let place =
            |terms: &[crate::model::vocabulary::Term], id: &str| terms.iter().position(|term| term.id == *id).unwrap_or(terms.len());
        let mut levels: Vec<_> = levels.into_iter().map(|(level, reports)| (level.clone(), reports)).collect();
        levels.sort_by_key(|(level, _)| (place(&vocabulary.level1, level.level1()), place(&vocabulary.level2, level.level2())));
        levels
    }
}

/// The reports of a page of a level.
pub struct LevelPart<'s> {
    year: Year,
    level: LevelId,
    rows: Vec<&'s ReportSummary>,
    part: ListPart,
}

impl LevelPart<'_> {
    fn at(&self) -> String {
        at::level(self.year, &self.level, self.part.number)
    }
}

/// Departments under one head, by their place in the official order.
#[derive(Clone)]
struct Group {
    id: String,
    letter: Option<String>,
    title: Option<TextView>,
    departments: Vec<usize>,
}

impl Group {
    fn label(&self) -> Label {
        match (&self.letter, &self.title) {
            (Some(letter), _) => Label::message("browse-letter", [("letter", Arg::Plain(letter.clone()))]),
            (None, Some(title)) => Label::text(title.clone()),
            (None, None) => Label::message("browse-no-sector", []),
        }
    }
}

fn sum<'s>(reports: impl Iterator<Item = &'s &'s ReportSummary>, level: &LevelId) -> u32 {
    reports.map(|summary| summary.indicators_of(level)).sum()
}

/// The capital letter that words begin with, for Chinese of the commonest reading; `#` for everything else.
fn letter(words: &str) -> String {
    let Some(first) = words.trim().chars().next() else { return NO_LETTER.to_owned() };
    let read = first.to_pinyin().map_or_else(|| first.to_string(), |pinyin| pinyin.first_letter().to_owned());
    let capital = read.to_uppercase();
    if capital.len() == 1 && capital.as_bytes()[0].is_ascii_uppercase() { capital } else { NO_LETTER.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn chinese_stands_under_the_letter_of_its_pinyin() {
        for (words, expected) in [("组织部", "Z"), ("Audit Office", "A"), ("éducation", "#"), ("2号", "#"), ("", "#")] {
            assert_eq!(letter(words), expected, "{words}");
        }
    }
}
