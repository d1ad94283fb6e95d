//! The block of tasks: names, words and amounts.

use super::{
    columns::{Placed, rows},
    fold::{clean, one_line},
    grid::Row,
    known::{Known, Role},
    layout::Section,
    table::{Account, Content, Why},
};
use crate::model::{
    form::{Column, ColumnKind},
    money::{Amount, AmountError, MoneyUnit},
};

/// What stands in a cell that holds no amount.
const NO_AMOUNT: [&str; 6] = ["-", "—", "——", "－", "/", "／"];

/// Reads a section into the rows so far.
pub fn read(section: &Section, known: &Known, unit: MoneyUnit, content: &mut Content, account: &mut Account) {
    let Content::Records { rows: records, sum } = content else { return };
    let columns: Vec<&Column> = known.form.columns().collect();
    for (row, placed) in rows(section, known, account, |placed| sense(placed, &columns, unit)) {
        let Some(record) = record(row, &placed, &columns, unit, account) else { continue };
        let is_sum = placed.text(Role::Column(0)).is_some_and(|name| known.is_sum(section.block, name));
        match (is_sum, &sum) {
            (true, Some(_)) => account.leave_row(row, &Why::SecondSum),
            (true, None) => *sum = Some(record),
            (false, _) => records.push(record),
        }
        account.place(row.number);
    }
}

/// A row with a name and amounts makes sense.
fn sense(placed: &Placed<'_>, columns: &[&Column], unit: MoneyUnit) -> (u32, bool) {
    let mut good = 0;
    let mut bad = placed.stray.len();
    for (place, column) in columns.iter().enumerate() {
        match (column.kind, placed.text(Role::Column(place))) {
            (ColumnKind::Amount, Some(text)) if matches!(amount(text, unit), Ok(Some(_))) => good += 2,
            (ColumnKind::Amount, Some(text)) if amount(text, unit).is_err() => bad += 1,
            (ColumnKind::Text, Some(text)) if Amount::parse(text.trim()).is_err() => good += 1,
            (ColumnKind::Text, Some(_)) => bad += 1,
            (_, None) if column.required => bad += 1,
            _ => {}
        }
    }
    (if bad == 0 { good + 4 } else { good }, bad == 0)
}

/// The row, unless what it needs is missing; whatever could not be placed is in the account.
fn record(row: &Row, placed: &Placed<'_>, columns: &[&Column], unit: MoneyUnit, account: &mut Account) -> Option<Vec<Option<String>>> {
    if placed.get(Role::Column(0)).is_none() {
        // A row with one cell is a line of words between the rows.
        account.leave_row(row, &if row.cells.len() == 1 { Why::NoRow } else { Why::NoTask });
        return None;
    }
    placed.stray.iter().for_each(|cell| account.leave(row, cell, Why::NoHead));
    for (head, cell) in &placed.other {
        account.leave(row, cell, Why::Column { head: head.clone() });
    }
    let mut record = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let Some(cell) = placed.get(Role::Column(place)) else {
            record.push(None);
            continue;
        };
        record.push(match column.kind {
            ColumnKind::Text if place == 0 => Some(one_line(cell.text())),
            ColumnKind::Text => Some(clean(cell.text())),
            ColumnKind::Amount if cell.repeated => {
                account.leave(row, cell, Why::SharedAmount);
                None
            }
            ColumnKind::Amount => match amount(cell.text(), unit) {
                Ok(amount) => amount,
                Err(why) => {
                    account.leave(row, cell, Why::Amount(why.to_string()));
                    None
                }
            },
        });
    }
    let missing = columns.iter().zip(&record).find(|(column, cell)| column.required && cell.is_none());
    if let Some((column, _)) = missing {
        let head = column.head.get("zh").or_else(|| column.head.values().next()).cloned().unwrap_or_default();
        account.leave_row(row, &Why::NoTotal { head });
        return None;
    }
    Some(record)
}

/// An amount with its digits as written: without thousands separators, in half-width digits; `None` for a dash.
fn amount(text: &str, unit: MoneyUnit) -> Result<Option<String>, AmountError> {
    let text = one_line(text);
    if NO_AMOUNT.contains(&text.as_str()) {
        return Ok(None);
    }
    let mended = match Amount::parse(&text) {
        Ok(_) => return Ok(Some(text)),
        Err(AmountError::UnitInside { unit: inside, mended }) if inside == unit.label() => mended,
        Err(error @ AmountError::UnitInside { .. }) => return Err(error),
        Err(error) => match error.suggestion() {
            Some(mended) => Some(mended),
            None => return Err(error),
        },
    };
    mended.ok_or(AmountError::Other).map(Some)
}

#[cfg(test)]
mod tests {
    use super::amount;
    use crate::model::money::MoneyUnit;

    #[test]
    fn an_amount_keeps_its_digits() {
        let read = |text| amount(text, MoneyUnit::Wan).ok();
        assert_eq!(read("2,546.00"), Some(Some("2546.00".to_owned())));
        assert_eq!(read("１９２．５"), Some(Some("192.5".to_owned())));
        assert_eq!(read("140.50万元"), Some(Some("140.50".to_owned())));
        assert_eq!(read("—"), Some(None));
        assert_eq!(read("140.50元"), None);
        assert_eq!(read("约50"), None);
    }
}
