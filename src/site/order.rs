//! The order of departments: the official one where departments.yaml gives it, then that of a dictionary of the source language,
//! for Chinese by pinyin (Unicode CLDR, through ICU4X).

use crate::model::{department::Department, lang::Lang};
use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// Puts departments in order.
pub(super) struct Order {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Order {
    /// The order of a site whose originals are in `lang`.
    pub fn new(lang: &Lang) -> Order {
        let locale: Option<Locale> = lang.as_str().parse().ok();
        let collator = locale.and_then(|locale| CollatorBorrowed::try_new(locale.into(), CollatorOptions::default()).ok());
        Order { collator }
    }

    /// Official places first, then the dictionary's; ids where two names are the same.
    pub fn compare(&self, a: &Department, b: &Department) -> Ordering {
        let place = |department: &Department| department.order.unwrap_or(u32::MAX);
        place(a).cmp(&place(b)).then_with(|| self.words(a.order_words(), b.order_words())).then_with(|| a.id.cmp(&b.id))
    }

    /// The dictionary's order alone.
    pub fn words(&self, a: &str, b: &str) -> Ordering {
        self.collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Order};
    use crate::model::{
        department::{Department, DepartmentId},
        text::Text,
    };

    fn department(id: &str, name: &str, order: Option<u32>, sort_key: Option<&str>) -> Department {
        Department {
            id: DepartmentId::parse(id).unwrap(),
            name: Text::plain(name, Default::default()),
            short: None,
            order,
            sort_key: sort_key.map(str::to_owned),
            sector: None,
            contact: Default::default(),
            since: None,
            until: None,
            formerly: Vec::new(),
        }
    }

    #[test]
    fn departments_stand_in_official_order_then_by_pinyin_and_a_sort_key_mends_the_reading() {
        let order = Order::new(&Lang::parse("zh").unwrap());
        let mut all = [
            department("a", "自来水公司", None, None),
            department("b", "长沙路街道", None, Some("常沙路街道")),
            department("c", "财政局", None, None),
            department("d", "教育局", None, None),
            department("e", "住房局", Some(2), None),
            department("f", "档案馆", None, None),
            department("g", "组织部", Some(1), None),
        ];
        all.sort_by(|a, b| order.compare(a, b));
        let names: Vec<&str> = all.iter().map(|department| department.name.source.as_str()).collect();
        assert_eq!(names, ["组织部", "住房局", "财政局", "长沙路街道", "档案馆", "教育局", "自来水公司"]);
    }
}
