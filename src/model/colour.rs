//! A colour, and how well it can be told from another.

use std::fmt;

/// A colour of sRGB as style sheets write it: `#9b1c1c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Ground of the light pages of the built-in theme (`--paper` in site.css).
    pub const LIGHT_PAPER: Colour = Colour([0xff, 0xfe, 0xfb]);
    /// Ground of its dark pages.
    pub const DARK_PAPER: Colour = Colour([0x17, 0x16, 0x14]);
    /// Least contrast between words and their ground (WCAG 2.2, 1.4.3).
    pub const LEAST_CONTRAST: f64 = 4.5;

    const WHITE: Colour = Colour([255; 3]);
    const BLACK: Colour = Colour([0; 3]);

    /// Reads `#` and six hexadecimal digits.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// Contrast ratio with another colour, 1 to 21 (WCAG 2.2, definition of contrast ratio).
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Whether words in this colour can be read on that ground.
    pub fn is_legible_on(self, ground: Colour) -> bool {
        self.contrast(ground) >= Self::LEAST_CONTRAST
    }

    /// The nearest mixture with black, on a light ground, or with white that can be read on `ground`.
    pub fn made_legible_on(self, ground: Colour) -> Colour {
        let end = if ground.luminance() > 0.5 { Self::BLACK } else { Self::WHITE };
        (0..100u16).map(|part| self.mixed(end, part)).find(|mixture| mixture.is_legible_on(ground)).unwrap_or(end)
    }

    /// `part` hundredths of the way to another colour.
    fn mixed(self, other: Colour, part: u16) -> Colour {
        let channel = |at: usize| (u16::from(self.0[at]) * (100 - part) + u16::from(other.0[at]) * part) / 100;
        // Between two bytes lies a byte.
        Colour([0, 1, 2].map(|at| channel(at) as u8))
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance).
    fn luminance(self) -> f64 {
        let linear = self.0.map(|byte| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_written_with_six_digits() {
        assert_eq!(colour("#9B1c1C").to_string(), "#9b1c1c");
        for wrong in ["9b1c1c", "#9b1c1", "#9b1c1cf", "#9b1c1g", "red", "#中文", "#+1+1+1", ""] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_recommendation() {
        // Black on white is the most there is; #767676 is the well-known palest grey that can still be read on white.
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!(colour("#767676").is_legible_on(Colour::WHITE));
        assert!(!colour("#777777").is_legible_on(Colour::WHITE));
    }

    #[test]
    fn any_colour_can_be_made_legible_and_one_that_is_stays_as_it_is() {
        for text in ["#ffffff", "#000000", "#ffcc00", "#9b1c1c", "#777777"] {
            for ground in [Colour::LIGHT_PAPER, Colour::DARK_PAPER] {
                let made = colour(text).made_legible_on(ground);
                assert!(made.is_legible_on(ground), "{text} on {ground}: {made}");
                assert_eq!(made == colour(text), colour(text).is_legible_on(ground));
            }
        }
    }
}
