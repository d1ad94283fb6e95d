//! Words of a table as they are compared: full-width forms narrow, no space, no colon at the end. What is published is never folded.

use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: `部门（单位）名称 ：` and `部门(单位)名称` are the same.
pub fn fold(text: &str) -> String {
    let narrow: String = text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
    narrow.trim_end_matches(':').trim_start_matches(['*', '★']).to_lowercase()
}

/// Shows nothing, takes no space, and joins no letters (as U+200C and U+200D do in Uyghur).
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text of a cell as it goes into the content: without what cannot be seen, white space around it, and line ends of Windows.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let visible = text.chars().filter(|c| !(is_invisible(*c) || (c.is_control() && !matches!(c, '\n' | '\t'))));
    let text: String = visible.map(|c| if matches!(c, '\u{A0}' | '\t') { ' ' } else { c }).collect();
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

/// The same on one line: a name that was broken in its cell. Chinese lines are joined without a space.
pub fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    let mut joined = String::new();
    for line in cleaned.split('\n').filter(|line| !line.is_empty()) {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if ascii(joined.chars().next_back()) && ascii(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{clean, fold, one_line};

    #[test]
    fn heads_are_compared_by_their_words() {
        assert_eq!(fold("部门（单位）名称："), fold(" 部门(单位)\n名 称 "));
        assert_eq!(fold("预算金额（万元）"), "预算金额(万元)");
        assert_ne!(fold("总额"), fold("金额"));
    }

    #[test]
    fn a_text_keeps_its_characters_and_loses_what_cannot_be_seen() {
        assert_eq!(clean("\u{FEFF} 一、ＡＢ\u{A0}１２\u{200B}\r\n 二  \n"), "一、ＡＢ １２\n二");
        assert_eq!(one_line("购买办公\n用品"), "购买办公用品");
        assert_eq!(one_line("Office\nsupplies"), "Office supplies");
    }
}
