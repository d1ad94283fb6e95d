//! The figures of a text, to be held against those of its translation.

use super::texts::half_width;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A figure: its value with what makes it larger (万, million) multiplied in, and whether it is a share of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Figure {
    value: Decimal,
    percent: bool,
}

/// What a translation has otherwise than its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDifference {
    /// Figures of the source that the translation lacks.
    pub missing: Vec<String>,
    /// Figures of the translation that the source lacks.
    pub added: Vec<String>,
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const NUMBERS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ORDINALS: [&str; 12] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Compares the figures of a text and its translation; `None` where they are the same. A month, a number or an ordinal up to twelve may be
/// a word in one of them (12月, December; 两个, 2).
pub fn figures_differ(source: &str, translation: &str) -> Option<FigureDifference> {
    let (own, theirs) = (figures(source), figures(translation));
    if own == theirs {
        return None;
    }
    let (own_words, their_words) = (source.to_lowercase(), translation.to_lowercase());
    let lacks = |from: &BTreeSet<Figure>, of: &BTreeSet<Figure>, words: &str| {
        let missing = of.difference(from).filter(|figure| !is_a_word(**figure, words));
        missing.map(|figure| format!("{}{}", figure.value, if figure.percent { "%" } else { "" })).collect::<Vec<_>>()
    };
    let difference = FigureDifference { missing: lacks(&theirs, &own, &their_words), added: lacks(&own, &theirs, &own_words) };
    (!(difference.missing.is_empty() && difference.added.is_empty())).then_some(difference)
}

fn is_a_word(figure: Figure, words: &str) -> bool {
    let Some(number) = u64::try_from(figure.value).ok().filter(|number| (1..=12).contains(number) && figure.value.is_integer()) else {
        return false;
    };
    let at = number as usize - 1; // 0 to 11
    let english = |word: &str| words.split(|c: char| !c.is_ascii_alphabetic()).any(|each| each == word || each == &word[..3]);
    let whole = |word: &str| words.split(|c: char| !c.is_ascii_alphabetic()).any(|each| each == word);
    !figure.percent
        && (english(MONTHS[at])
            || whole(NUMBERS[at])
            || whole(ORDINALS[at])
            || CHINESE.get(at).is_some_and(|word| words.contains(word))
            || (number == 2 && words.contains('两'))
            || (number == 1 && (whole("once") || whole("a") || whole("single")))
            || (number == 2 && whole("twice")))
}

/// All figures of a text.
fn figures(text: &str) -> BTreeSet<Figure> {
    let chars: Vec<char> = text.chars().map(half_width).collect();
    let mut all = BTreeSet::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1 + address(&chars[at..]);
            continue;
        }
        let (digits, end) = digits(&chars, at);
        at = end;
        let Ok(value) = digits.parse::<Decimal>() else { continue };
        let behind: String = chars[end..].iter().take(12).collect::<String>().trim_start().to_lowercase();
        let starts = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
        let scale = match () {
            () if starts(&["亿"]) => 100_000_000,
            () if starts(&["billion"]) => 1_000_000_000,
            () if starts(&["百万", "million"]) => 1_000_000,
            () if starts(&["万"]) => 10_000,
            () if starts(&["thousand"]) => 1_000,
            () => 1,
        };
        let percent = starts(&["%", "per cent", "percent"]);
        if let Some(value) = value.checked_mul(Decimal::from(scale)) {
            all.insert(Figure { value: value.normalize(), percent });
        }
    }
    all
}

/// How long the address is that begins behind these first characters: of a link in Markdown, or a web address.
fn address(chars: &[char]) -> usize {
    let begins = |words: &str| words.chars().zip(chars).all(|(a, b)| a == *b) && words.len() <= chars.len();
    let length = |ends: fn(&char) -> bool| chars.iter().skip(1).take_while(|c| !ends(c)).count();
    match () {
        () if begins("](") => length(|c| *c == ')' || *c == '\n'),
        () if begins("http://") || begins("https://") => length(|c| !c.is_ascii_graphic()),
        () => 0,
    }
}

/// Digits with point and thousands separators, and where they end.
fn digits(chars: &[char], from: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut at = from;
    let is_digit = |place: usize| chars.get(place).is_some_and(char::is_ascii_digit);
    let mut point = false;
    while at < chars.len() {
        match chars[at] {
            c if c.is_ascii_digit() => digits.push(c),
            ',' if !point && (1..=3).all(|after| is_digit(at + after)) && !is_digit(at + 4) => {}
            '.' if !point && is_digit(at + 1) => {
                point = true;
                digits.push('.');
            }
            _ => break,
        }
        at += 1;
    }
    (digits, at)
}

#[cfg(test)]
mod tests {
    use super::figures_differ;

    #[test]
    fn figures_of_a_translation_are_those_of_its_source() {
        for (source, translation) in [
            ("在职人员158人", "158 serving staff"),
            ("投入９０万元", "CNY 900,000"),
            ("投入90万元", "90万元"),
            ("投入90万元", "0.9 million yuan"),
            ("完成率95%", "a rate of 95 per cent"),
            ("2022年12月底前", "By the end of December 2022"),
            ("两个中心，18个科室", "2 centres and 18 sections"),
            ("第3季度", "third quarter"),
            ("培训1350人", "1,350 people trained"),
            ("“两个全覆盖”", "the “two full coverages”"),
            ("文字", "words"),
            ("见[年度](../2022/index.html)", "see [the year](../2023/index.html)"),
            ("内容", "https://example.org/2024/8"),
            ("1.5倍", "1.50 times"),
        ] {
            assert_eq!(figures_differ(source, translation), None, "{source} {translation}");
        }
        let differ = |source: &str, translation: &str| {
            let found = figures_differ(source, translation).unwrap();
            (found.missing.join(" "), found.added.join(" "))
        };
        assert_eq!(differ("在职人员158人", "185 serving staff"), ("158".to_owned(), "185".to_owned()));
        assert_eq!(differ("投入90万元", "90 yuan"), ("900000".to_owned(), "90".to_owned()));
        assert_eq!(differ("完成率95%", "a rate of 95"), ("95%".to_owned(), "95".to_owned()));
        assert_eq!(differ("培训12次、30人", "training 12 times"), ("30".to_owned(), String::new()));
    }
}
