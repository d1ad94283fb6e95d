//! Long lists in parts: so many entries on a page, and pages that lead to each other.

use super::view::{PartLink, PartsView};
use std::ops::Range;

/// Entries of a list on one page at most.
pub(super) const PAGE: usize = 200;

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPart {
    /// From 0.
    pub(super) number: usize,
    /// Of the whole list.
    entries: usize,
}

impl ListPart {
    /// All parts of a list with so many entries: one at least.
    pub(super) fn all(entries: usize) -> impl Iterator<Item = ListPart> + Clone {
        (0..entries.div_ceil(PAGE).max(1)).map(move |number| ListPart { number, entries })
    }

    /// The first part, where the list begins.
    pub(super) fn is_first(self) -> bool {
        self.number == 0
    }

    /// The entries in it.
    pub(super) fn range(self) -> Range<usize> {
        let first = self.number * PAGE;
        first..(first + PAGE).min(self.entries)
    }

    /// Of entries that begin at `from` in the list, those in this part: their places from there.
    pub(super) fn of(self, from: usize, count: usize) -> Range<usize> {
        let Range { start, end } = self.range();
        start.clamp(from, from + count) - from..end.clamp(from, from + count) - from
    }

    /// As pages show it; `None` where the part is all of the list. `href` leads to a part by its number.
    pub(super) fn view(self, href: impl Fn(usize) -> String) -> Option<PartsView> {
        let parts = ListPart::all(self.entries);
        let link =
            |part: ListPart| PartLink { number: part.number as u32 + 1, href: href(part.number), current: part.number == self.number };
        let range = self.range();
        (self.entries > PAGE).then(|| PartsView {
            number: self.number as u32 + 1,
            from: range.start as u32 + 1,
            to: range.end as u32,
            entries: self.entries as u32,
            links: parts.map(link).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ListPart, PAGE};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_entry_is_in_one_part(first in 0usize..500, second in 0usize..500) {
            let mut seen = Vec::new();
            for part in ListPart::all(first + second) {
                let shown = part.of(0, first).chain(part.of(first, second).map(|place| first + place));
                prop_assert_eq!(shown.clone().collect::<Vec<_>>(), part.range().collect::<Vec<_>>());
                prop_assert!(part.range().len() <= PAGE);
                seen.extend(shown);
            }
            prop_assert_eq!(seen, (0..first + second).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_list_that_fits_on_a_page_has_no_parts_to_show() {
        let href = |number: usize| format!("{number}.html");
        assert!(ListPart::all(PAGE).all(|part| part.view(href).is_none()));
        let second = ListPart::all(PAGE + 1).nth(1).and_then(|part| part.view(href)).unwrap();
        assert_eq!((second.number, second.from, second.to, second.entries, second.links.len()), (2, 201, 201, 201, 2));
        assert!(second.links[1].current && second.links[0].href == "0.html");
    }
}
