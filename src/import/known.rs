//! The words of a form as tables use them: titles, heads of blocks and columns, in every spelling that its declaration gives.

use super::fold::fold;
use crate::model::{
    form::{BlockForm, ColumnKind, Form, Labels},
    money::MoneyUnit,
};

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A column of a records block, by its place among the columns.
    Column(usize),
    /// The head over all amounts; a column only where there are none below it.
    Amounts,
    /// Level 1 of an indicator.
    Level1,
    /// Level 2.
    Level2,
    /// Level 3: its name.
    Name,
    /// Its target, or the figure of it.
    Target,
    /// The operator of its target.
    Operator,
    /// The unit of its target.
    Unit,
}

/// A form and its words, folded.
pub struct Known {
    /// The form.
    pub form: &'static Form,
    titles: Vec<String>,
    department: Vec<String>,
    below: Vec<String>,
    blocks: Vec<KnownBlock>,
}

struct KnownBlock {
    titles: Vec<String>,
    heads: Vec<(String, Role)>,
    sum_rows: Vec<String>,
    qualitative: Vec<String>,
}

impl Known {
    /// The words of a form.
    pub fn of(form: &'static Form) -> Known {
        let titles = words(&form.title, &form.also);
        let department = words(&form.department_head, &form.department_also);
        let below = form.below.iter().map(|word| fold(word)).collect();
        Known { form, titles, department, below, blocks: form.blocks.iter().map(KnownBlock::of).collect() }
    }

    /// Whether a text is a title of the form, perhaps with the name of a department and a year in it.
    pub fn is_title(&self, text: &str) -> bool {
        let folded = fold(text);
        folded.chars().count() <= 80 && self.titles.iter().any(|title| folded.contains(title.as_str()))
    }

    /// What follows the head of the department's name: in the same cell, nothing, or not at all a head.
    pub fn department(&self, text: &str) -> Option<Option<String>> {
        let narrow = text.replace('：', ":");
        match narrow.split_once(':') {
            Some((head, name)) if self.department.contains(&fold(head)) => {
                Some(Some(name.trim().to_owned()).filter(|name| !name.is_empty()))
            }
            _ => self.department.contains(&fold(text)).then_some(None),
        }
    }

    /// Whether a text begins a line that is no part of the table.
    pub fn is_below(&self, text: &str) -> bool {
        let head = text.split([':', '：']).next().unwrap_or_default();
        // 注1：…
        let head = fold(head);
        let head = head.split('(').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
        self.below.iter().any(|word| word == head)
    }

    /// The block whose head a text is.
    pub fn block_title(&self, text: &str) -> Option<usize> {
        let folded = fold(text);
        self.blocks.iter().position(|block| block.titles.contains(&folded))
    }

    /// The column of a block whose head a text is.
    pub fn role(&self, block: usize, text: &str) -> Option<Role> {
        let folded = without_unit(&fold(text));
        self.blocks.get(block)?.heads.iter().find(|(head, _)| *head == folded).map(|(_, role)| *role)
    }

    /// Whether a text is the name of a row that sums up the others.
    pub fn is_sum(&self, block: usize, text: &str) -> bool {
        let folded = fold(text);
        self.blocks.get(block).is_some_and(|block| block.sum_rows.contains(&folded))
    }

    /// Whether a text says that an indicator has no operator.
    pub fn is_qualitative(&self, block: usize, text: &str) -> bool {
        let folded = fold(text);
        self.blocks.get(block).is_some_and(|block| block.qualitative.contains(&folded))
    }
}

impl KnownBlock {
    fn of(block: &BlockForm) -> KnownBlock {
        let (mut heads, mut sum_rows, mut qualitative) = (Vec::new(), Vec::new(), Vec::new());
        let titles = match block {
            BlockForm::Records { title, also, amounts_head, amounts_also, sum_rows: sums, columns, .. } => {
                for (place, column) in columns.iter().enumerate() {
                    heads.extend(words(&column.head, &column.also).into_iter().map(|head| (head, Role::Column(place))));
                }
                heads.extend(words(amounts_head, amounts_also).into_iter().map(|head| (head, Role::Amounts)));
                sum_rows = sums.iter().map(|word| fold(word)).collect();
                words(title, also)
            }
            BlockForm::Prose { title, also, .. } => words(title, also),
            BlockForm::Indicators { title, also, heads: labels, heads_also, target_parts, .. } => {
                let roles = [Role::Level1, Role::Level2, Role::Name, Role::Target];
                for (place, (labels, role)) in labels.iter().zip(roles).enumerate() {
                    let also = heads_also.get(place).map_or(&[][..], Vec::as_slice);
                    heads.extend(words(labels, also).into_iter().map(|head| (head, role)));
                }
                heads.extend(target_parts.operator.iter().map(|head| (fold(head), Role::Operator)));
                heads.extend(target_parts.unit.iter().map(|head| (fold(head), Role::Unit)));
                qualitative = target_parts.qualitative.iter().map(|word| fold(word)).collect();
                words(title, also)
            }
        };
        KnownBlock { titles, heads, sum_rows, qualitative }
    }
}

/// The place of the amount that the others are parts of.
pub fn total_column(form: &Form) -> Option<usize> {
    let whole = form.columns().filter(|column| column.kind == ColumnKind::Amount).find(|column| column.part_of.is_none())?;
    form.columns().position(|column| column.key == whole.key)
}

/// The unit that a text states: `预算金额（万元）`, `单位：元`.
pub fn money_unit(text: &str) -> Option<MoneyUnit> {
    let folded = fold(text);
    let stated = folded.strip_suffix(')').and_then(|text| text.rsplit('(').next()).or_else(|| folded.rsplit(':').next())?;
    let stated = stated.trim_start_matches("单位").trim_start_matches(':').trim_start_matches("人民币");
    let labelled = folded.contains("单位") || folded.ends_with(')');
    MoneyUnit::parse(stated).filter(|_| labelled)
}

fn without_unit(folded: &str) -> String {
    let bare = folded.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match bare {
        Some((head, unit)) if MoneyUnit::parse(unit.trim_start_matches("单位:")).is_some() => head.to_owned(),
        _ => folded.to_owned(),
    }
}

fn words(labels: &Labels, also: &[String]) -> Vec<String> {
    labels.values().chain(also).map(|word| fold(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Known, Role, money_unit};
    use crate::model::{form::Form, money::MoneyUnit};

    #[test]
    fn words_of_the_form_are_found_in_their_spellings() {
        let known = Known::of(&Form::builtin()[0]);
        assert!(known.is_title("2026年度市水务局部门整体支出绩效目标申报表"));
        assert!(!known.is_title("年度总体目标"));
        assert_eq!(known.department("部门（单位）名称"), Some(None));
        assert_eq!(known.department("填报单位：市水务局"), Some(Some("市水务局".to_owned())));
        assert_eq!(known.role(0, "总额\n（万元）"), Some(Role::Column(2)));
        assert_eq!(known.role(0, "预算金额（元）"), Some(Role::Amounts));
        assert_eq!(known.role(2, "三 级 指 标"), Some(Role::Name));
        assert_eq!(known.role(2, "度量单位"), Some(Role::Unit));
        assert_eq!(known.block_title("年度主\n要任务"), Some(0));
        assert!(known.is_below("注：本表由部门填写") && known.is_below("填表人：") && !known.is_below("备注编制完成率"));
    }

    #[test]
    fn the_unit_of_amounts_is_found_where_it_is_stated() {
        assert_eq!(money_unit("预算金额（万元）"), Some(MoneyUnit::Wan));
        assert_eq!(money_unit("金额单位：元"), Some(MoneyUnit::Yuan));
        assert_eq!(money_unit("单位:万元"), Some(MoneyUnit::Wan));
        assert_eq!(money_unit("（单位：人民币元）"), Some(MoneyUnit::Yuan));
        assert_eq!(money_unit("填报单位：市水务局"), None);
        assert_eq!(money_unit("元"), None);
    }
}
