//! The block of indicators: two levels, of which often only the first of a group is written; a name; a target in one cell or in several.

use super::{
    columns::{Placed, rows},
    fold::{fold, one_line},
    grid::{Row, RowCell},
    known::{Known, Role},
    layout::Section,
    table::{Account, Content, Indicator, Note, Why},
};
use crate::model::{
    site::SiteConfig,
    target::Target,
    vocabulary::{Term, Vocabulary, find},
};

/// What an indicator aims at.
struct Aim {
    /// As written.
    target: String,
    /// The words that say it is qualitative.
    qualitative: Option<String>,
}

/// Why an indicator has none: the cell that is none, or all of its row.
struct NoTarget<'r>(Option<&'r RowCell>, Why);

/// Reads sections; levels go on from one to the next.
pub struct Reader<'a> {
    known: &'a Known,
    config: &'a SiteConfig,
    /// The levels of the row before.
    levels: (Option<String>, Option<String>),
}

impl<'a> Reader<'a> {
    /// Before the first section.
    pub fn new(known: &'a Known, config: &'a SiteConfig) -> Reader<'a> {
        Reader { known, config, levels: (None, None) }
    }

    /// Reads a section into the indicators so far.
    pub fn read(&mut self, section: &Section, content: &mut Content, account: &mut Account) {
        let Content::Indicators(indicators) = content else { return };
        for (row, placed) in rows(section, self.known, account, |placed| self.sense(placed, section.block)) {
            if let Some(indicator) = self.indicator(row, &placed, section.block, account) {
                regrouped(indicators, &indicator, row, self.config, account);
                indicators.push(indicator);
                account.place(row.number);
            }
        }
    }

    /// A row with a name and a target makes sense, and more of it where its levels are known.
    fn sense(&self, placed: &Placed<'_>, block: usize) -> (u32, bool) {
        let vocabulary = Vocabulary::builtin();
        let known = |role, terms| placed.text(role).is_none_or(|text| self.level(terms, text).is_some());
        let levels = known(Role::Level1, &vocabulary.level1) && known(Role::Level2, &vocabulary.level2);
        let target =
            placed.get(Role::Target).is_some() || placed.text(Role::Operator).is_some_and(|text| self.known.is_qualitative(block, text));
        // A name is words: a figure under its head is one that stands beside its own.
        let named = placed.text(Role::Name).is_some_and(|name| !Target::parse(&one_line(name)).is_quantitative());
        let whole = levels && target && named && placed.stray.is_empty();
        let parts = [levels, target, named, placed.stray.is_empty()];
        (parts.into_iter().map(u32::from).sum::<u32>() + 4 * u32::from(whole), whole)
    }

    fn indicator(&mut self, row: &Row, placed: &Placed<'_>, block: usize, account: &mut Account) -> Option<Indicator> {
        let words = row.cells.iter().filter(|cell| !cell.repeated).count();
        if words == 1 && placed.get(Role::Name).is_none() {
            account.leave_row(row, &Why::NoRow);
            return None;
        }
        self.go_on(placed, account);
        let Some(name) = placed.text(Role::Name).map(one_line) else {
            account.leave_row(row, &Why::NoName);
            return None;
        };
        placed.stray.iter().for_each(|cell| account.leave(row, cell, Why::NoHead));
        for (head, cell) in &placed.other {
            account.leave(row, cell, Why::Column { head: head.clone() });
        }
        let (Some(level1), Some(level2)) = &self.levels else {
            account.leave_row(row, &Why::NoLevel);
            return None;
        };
        let (level1, level2) = (level1.clone(), level2.clone());
        let Aim { target, qualitative } = match self.target(placed, block) {
            Ok(aim) => aim,
            Err(NoTarget(Some(cell), why)) => {
                account.lose(row, cell, why);
                return None;
            }
            Err(NoTarget(None, why)) => {
                account.leave_row(row, &why);
                return None;
            }
        };
        Some(Indicator { level1, level2, name, target, qualitative })
    }

    /// The levels of this row: those written in it, else those of the row above.
    fn go_on(&mut self, placed: &Placed<'_>, account: &mut Account) {
        let vocabulary = Vocabulary::builtin();
        let mut read = |role, terms: &[Term]| {
            let text = one_line(placed.text(role)?);
            let id = self.level(terms, &text);
            if id.is_none() {
                let note = Note::UnknownLevel { level: text.clone() };
                if !account.notes.contains(&note) {
                    account.notes.push(note);
                }
            }
            Some(id.unwrap_or(text))
        };
        let (level1, level2) = (read(Role::Level1, &vocabulary.level1), read(Role::Level2, &vocabulary.level2));
        let changed = level1.is_some() && level1 != self.levels.0;
        if let (true, None, Some(text)) = (changed, &level2, placed.text(Role::Level1)) {
            // 满意度指标 is both levels, and often written once.
            self.levels.1 = self.level(&vocabulary.level2, text);
        }
        self.levels.0 = level1.or(self.levels.0.take());
        self.levels.1 = level2.or(self.levels.1.take());
    }

    /// The id of an official level, or of one that site.yaml declares.
    fn level(&self, terms: &[Term], text: &str) -> Option<String> {
        let text = one_line(text);
        let folded = fold(&text);
        let official = find(terms, &text).or_else(|| find(terms, &folded)).map(|term| term.id.clone());
        let declared = || self.config.levels.iter().find(|(_, labels)| labels.values().any(|label| fold(label) == folded));
        official.or_else(|| declared().map(|(id, _)| id.clone()))
    }

    /// The target as written, put together where it stands in several columns.
    fn target<'r>(&self, placed: &Placed<'r>, block: usize) -> Result<Aim, NoTarget<'r>> {
        let text = |role| placed.text(role).map(one_line).filter(|text| !matches!(text.as_str(), "-" | "—" | "/" | "／"));
        let (operator, value, unit) = (text(Role::Operator), text(Role::Target), text(Role::Unit));
        if let Some(cell) = placed.get(Role::Target).filter(|cell| cell.cell.bare_number && unit.is_none()) {
            return Err(NoTarget(Some(cell), Why::BareNumber));
        }
        let qualitative = operator.clone().filter(|operator| self.known.is_qualitative(block, operator));
        let Some(value) = value else { return Err(NoTarget(placed.get(Role::Operator), Why::NoTarget)) };
        if let (Some(operator), None) = (&operator, &qualitative) {
            // Only what an operator makes of a figure is one.
            let is_operator = Target::parse(&format!("{operator}1")).bound().is_some_and(|(operator, _)| operator.is_some());
            if !is_operator {
                return Err(NoTarget(placed.get(Role::Operator), Why::Operator));
            }
        }
        let operator = operator.filter(|operator| qualitative.is_none() && !value.starts_with(operator.as_str()));
        // A unit that is written twice is meant once; a phrase of degrees (优良中低差) has none.
        let unit = unit.filter(|unit| !fold(&value).ends_with(&fold(unit)));
        let target = format!("{}{value}{}", operator.unwrap_or_default(), unit.unwrap_or_default());
        Ok(Aim { target, qualitative })
    }
}

/// Notes an indicator whose group was left and comes again.
fn regrouped(before: &[Indicator], next: &Indicator, row: &Row, config: &SiteConfig, account: &mut Account) {
    let same = |a: &Indicator| (&a.level1, &a.level2) == (&next.level1, &next.level2);
    let leaves_last = before.last().is_some_and(|last| !same(last));
    let breaks_level1 = || {
        let last = before.last().map(|last| last.level1.as_str());
        last != Some(next.level1.as_str()) && before.iter().any(|each| each.level1 == next.level1)
    };
    if leaves_last && (before.iter().any(same) || breaks_level1()) {
        let vocabulary = Vocabulary::builtin();
        let label = |terms: &[Term], id: &str| {
            config.level_label(terms, id).and_then(|labels| labels.get("zh").cloned()).unwrap_or_else(|| id.to_owned())
        };
        let group = format!("{} › {}", label(&vocabulary.level1, &next.level1), label(&vocabulary.level2, &next.level2));
        let rows = row.cells.first().map(|cell| cell.at.row_words()).unwrap_or_default();
        account.notes.push(Note::Regrouped { group, rows });
    }
}
