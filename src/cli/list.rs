//! `gongkai list`: what is in the site.

use super::{
    args::{Format, Output},
    terminal,
};
use gongkai::{
    build::Outcome,
    model::money::{MoneyUnit, grouped},
    model::summary::{ReportSummary, digits},
};

/// One line per report, newest year first.
pub fn print(outcome: &Outcome, output: &Output) {
    if output.quiet {
        return;
    }
    let mut summaries: Vec<&ReportSummary> = outcome.summaries.iter().collect();
    summaries.sort_by_key(|summary| std::cmp::Reverse(summary.year));
    for summary in summaries {
        let total = digits(&summary.figures.funds.first().cloned().flatten().unwrap_or_default(), MoneyUnit::Wan);
        let line = match output.message_format {
            Format::Human => format!(
                "{}  {:<6}  {:>14} 万元  {:>3} tasks  {:>4} indicators  {}",
                summary.year,
                summary.status.as_str(),
                grouped(&total),
                summary.figures.tasks,
                summary.figures.indicators,
                summary.department
            ),
            Format::Json => serde_json::json!({
                "type": "report",
                "year": summary.year.to_string(),
                "department": summary.department.as_str(),
                "status": summary.status.as_str(),
                "total_wan": total,
                "tasks": summary.figures.tasks,
                "indicators": summary.figures.indicators,
            })
            .to_string(),
        };
        terminal::print(line);
    }
}
