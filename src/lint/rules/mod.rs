//! The rules, one file each.

pub(super) mod declared_total;
pub(super) mod duplicate_indicator;
pub(super) mod duplicate_task;
pub(super) mod empty_report;
pub(super) mod lost_rename;
pub(super) mod missing_translation;
pub(super) mod negative_amount;
pub(super) mod over_full;
pub(super) mod personal_data;
pub(super) mod stale_acceptance;
pub(super) mod target_in_doubt;
pub(super) mod total_not_sum;
pub(super) mod unit_missing;
pub(super) mod year_contradicts;
