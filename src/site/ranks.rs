//! Places of rows when a table is sorted, found at build time: a browser then only puts numbers in order.

use super::{
    Site,
    order::Order,
    view::{LangText, NameRank, RowRanks, TextView},
};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What a row is sorted by.
pub(super) struct RowKeys<'a> {
    /// Its name.
    pub name: &'a TextView,
    /// What it is looked up by in the source language instead of its name.
    pub sort_key: Option<&'a str>,
    /// One value per fund column.
    pub amounts: Vec<Option<Decimal>>,
    /// Number of reports or indicators.
    pub count: u32,
    /// Indicators per level.
    pub levels: &'a [u32],
}

impl Site<'_> {
    /// The places of all rows of a table, row by row.
    pub(super) fn ranks(&self, rows: &[RowKeys<'_>]) -> Vec<RowRanks> {
        let mut ranks: Vec<RowRanks> = rows
            .iter()
            .map(|row| RowRanks { names: Vec::new(), amounts: vec![None; row.amounts.len()], count: 0, levels: vec![0; row.levels.len()] })
            .collect();
        for lang in &self.config.languages {
            let order = Order::new(lang);
            let words = |row: &RowKeys<'_>| {
                if let Some(key) = row.sort_key.filter(|_| lang == self.config.source_lang()) {
                    return key.to_owned();
                }
                let entry: Option<&LangText> = row.name.iter().find(|entry| entry.key == lang.as_str());
                entry.map(|entry| entry.plain.clone()).unwrap_or_default()
            };
            let names: Vec<Option<String>> = rows.iter().map(|row| Some(words(row))).collect();
            for (row, rank) in ranks.iter_mut().zip(places(&names, |a, b| order.words(a, b))) {
                row.names.push(NameRank { key: lang.to_string(), rank: rank.unwrap_or_default() });
            }
        }
        for column in 0..rows.iter().map(|row| row.amounts.len()).max().unwrap_or(0) {
            let values: Vec<Option<Decimal>> = rows.iter().map(|row| row.amounts.get(column).copied().flatten()).collect();
            for (row, rank) in ranks.iter_mut().zip(places(&values, Decimal::cmp)) {
                row.amounts[column] = rank;
            }
        }
        let counts: Vec<Option<u32>> = rows.iter().map(|row| Some(row.count)).collect();
        for (row, rank) in ranks.iter_mut().zip(places(&counts, u32::cmp)) {
            row.count = rank.unwrap_or_default();
        }
        for level in 0..rows.iter().map(|row| row.levels.len()).max().unwrap_or(0) {
            let counts: Vec<Option<u32>> = rows.iter().map(|row| row.levels.get(level).copied()).collect();
            for (row, rank) in ranks.iter_mut().zip(places(&counts, u32::cmp)) {
                row.levels[level] = rank.unwrap_or_default();
            }
        }
        ranks
    }
}

/// The place of every value, from 1; equal values share one, and what is empty has none.
fn places<T>(values: &[Option<T>], compare: impl Fn(&T, &T) -> Ordering) -> Vec<Option<u32>> {
    let mut sorted: Vec<&T> = values.iter().flatten().collect();
    sorted.sort_by(|a, b| compare(a, b));
    sorted.dedup_by(|a, b| compare(a, b) == Ordering::Equal);
    let place = |value: &T| sorted.binary_search_by(|other| compare(other, value)).ok().map(|place| place as u32 + 1);
    values.iter().map(|value| value.as_ref().and_then(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn equal_values_share_a_place_and_empty_cells_have_none() {
        assert_eq!(places(&[Some(5), None, Some(9), Some(5), Some(1)], u32::cmp), [Some(2), None, Some(3), Some(2), Some(1)]);
    }
}
