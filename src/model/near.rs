//! “Did you mean …?”: the known word nearest to one that is not known.

/// The known word nearest to `written`, if it is near enough to be meant.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = known.into_iter().filter_map(|word| Some((distance(written, word, limit(word))?, word)));
    near.filter(|(distance, _)| *distance > 0).min_by_key(|(distance, _)| *distance).map(|(_, word)| word.to_owned())
}

/// The known level nearest to `written`: 指标 at the end is no likeness.
pub fn nearest_level<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = known.into_iter().filter_map(|word| {
        let bare = bare_level(word);
        Some((distance(bare_level(written), bare, limit(bare))?, word))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, word)| word.to_owned())
}

/// The name of a level without the ending that all of them may have.
pub fn bare_level(name: &str) -> &str {
    name.strip_suffix("指标").unwrap_or(name)
}

/// How many characters may differ: one of three, but one at least, and no more than three.
fn limit(word: &str) -> usize {
    (word.chars().count() / 3).clamp(1, 3)
}

/// How many characters differ, if no more than `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    // A text pasted in place of a word must not cost time.
    if a.len() > 4 * (b.len() + limit) || a.chars().count().abs_diff(b.chars().count()) > limit {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_level};

    #[test]
    fn a_word_is_near_when_one_letter_of_three_differs() {
        assert_eq!(nearest("fisacl", ["fiscal", "total"]), Some("fiscal".to_owned()));
        assert_eq!(nearest("tsaks", ["tasks"]), Some("tasks".to_owned()));
        assert_eq!(nearest("foo", ["form"]), None);
        assert_eq!(nearest("author", ["fiscal", "total"]), None);
        assert_eq!(nearest(&"总".repeat(1000), ["total"]), None);
    }

    #[test]
    fn a_near_miss_never_jumps_to_another_chinese_level() {
        let known = ["数量指标", "质量指标", "经济效益", "quantity"];
        assert_eq!(nearest_level("廉政指标", known), None);
        assert_eq!(nearest_level("数里指标", known), Some("数量指标".to_owned()));
        assert_eq!(nearest_level("质里", known), Some("质量指标".to_owned()));
        assert_eq!(nearest_level("quantitiy", known), Some("quantity".to_owned()));
    }
}
