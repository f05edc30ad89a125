//! Fortran's edit descriptors, such as `(8I10)` and `(1P,4D20.12)`.

use std::fmt;

/// How the numbers of a list stand: so many a line, so many characters each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) kind: Kind,
    /// Numbers on a line.
    pub(super) repeat: usize,
    /// Characters of a number.
    pub(super) width: usize,
    /// Digits behind the point, where none is written.
    pub(super) n_decimals: u32,
    /// The power of ten by which a number without an exponent was multiplied.
    pub(super) scale: i32,
}

/// Whole numbers or others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `I`.
    Integer,
    /// `E`, `D`, `F` or `G`, which all read alike.
    Real,
}

/// The longest line that is believed; punched cards had 80 columns.
const MAX_LINE: usize = 1 << 16;

impl Format {
    /// Parses a format in parentheses.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let bad = || format!("`{}` is no Fortran format for a list of numbers", text.trim());
        let inner =
            text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')')).ok_or_else(bad)?;
        // Blanks mean nothing; a comma may stand behind a scale factor.
        let inner: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
        let inner = inner.to_ascii_uppercase();
        let (scale, rest) = match inner.split_once('P') {
            Some((scale, rest)) => {
                let scale: i32 = scale.parse().map_err(|_| bad())?;
                (scale, rest.strip_prefix(',').unwrap_or(rest))
            }
            None => (0, inner.as_str()),
        };
        let at = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(bad)?;
        let repeat: usize = if at == 0 { 1 } else { rest[..at].parse().map_err(|_| bad())? };
        let kind = match rest.as_bytes()[at] {
            b'I' => Kind::Integer,
            b'E' | b'D' | b'F' | b'G' => Kind::Real,
            _ => return Err(bad()),
        };
        // The digits of an exponent matter for writing only.
        let sizes = rest[at + 1..].split('E').next().unwrap_or_default();
        let (width, decimals) = sizes.split_once('.').unwrap_or((sizes, "0"));
        let width: usize = width.parse().map_err(|_| bad())?;
        let decimals: u32 = decimals.parse().map_err(|_| bad())?;
        let line = repeat.checked_mul(width).filter(|len| (1..=MAX_LINE).contains(len));
        if line.is_none() || 300 < scale.abs() || width < decimals as usize {
            return Err(bad());
        }
        let n_decimals = if kind == Kind::Integer { 0 } else { decimals };
        Ok(Self { kind, repeat, width, n_decimals, scale })
    }

    /// A format for whole numbers of up to so many characters, a blank between them.
    pub(super) fn integers(n_characters: usize) -> Self {
        let width = n_characters + 1;
        Self { kind: Kind::Integer, repeat: (80 / width).max(1), width, n_decimals: 0, scale: 0 }
    }

    /// The format of numbers with all their digits.
    pub(super) fn reals() -> Self {
        Self { kind: Kind::Real, repeat: 3, width: 25, n_decimals: 16, scale: 0 }
    }

    /// The fields of a line, up to `n`.
    ///
    /// Where blanks separate as many words as there are fields, these are taken: some programs (SciPy,
    /// for one) write narrower fields than their format says.
    pub(super) fn fields<'a>(&self, line: &'a str, n: usize) -> Vec<&'a str> {
        let n = n.min(self.repeat);
        let words: Vec<_> = line.split_ascii_whitespace().take(n + 1).collect();
        if words.len() == n {
            return words;
        }
        let field = |i: usize| {
            let start = (i * self.width).min(line.len());
            let end = ((i + 1) * self.width).min(line.len());
            line.get(start..end).unwrap_or_default().trim()
        };
        (0..n).map(field).collect()
    }

    /// A number as Fortran reads it.
    pub(super) fn real(&self, field: &str) -> Option<f64> {
        let text = field.to_ascii_lowercase().replace(['d', 'q'], "e");
        // The exponent's letter may be left out before its sign: `1.5-300`.
        let sign = text
            .char_indices()
            .skip(1)
            .find(|(i, c)| matches!(c, '+' | '-') && text.as_bytes()[i - 1] != b'e');
        let text = match sign {
            Some((at, _)) if !text.contains('e') => format!("{}e{}", &text[..at], &text[at..]),
            _ => text,
        };
        let value: f64 = text.parse().ok()?;
        let (mut power, has_exponent) = (0, text.contains('e'));
        if !text.contains('.') && value.is_finite() {
            power -= self.n_decimals.cast_signed();
        }
        if !has_exponent {
            power -= self.scale;
        }
        // Read as text once more, so that it is rounded once.
        match power {
            0 => Some(value),
            power if has_exponent => Some(value * 10.0_f64.powi(power)),
            power => format!("{text}e{power}").parse().ok(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Integer => write!(f, "({}I{})", self.repeat, self.width),
            Kind::Real => write!(f, "({}E{}.{})", self.repeat, self.width, self.n_decimals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_parsed_and_printed() {
        let cases = [
            ("(8I10)", (Kind::Integer, 8, 10, 0, 0)),
            ("(4E20.12)", (Kind::Real, 4, 20, 12, 0)),
            (" ( 1P, 3 D 25.17 ) ", (Kind::Real, 3, 25, 17, 1)),
            ("(1P4E20.12)", (Kind::Real, 4, 20, 12, 1)),
            ("(10F7.1)", (Kind::Real, 10, 7, 1, 0)),
            ("(5g16.8E3)", (Kind::Real, 5, 16, 8, 0)),
            ("(I5.3)", (Kind::Integer, 1, 5, 0, 0)),
        ];
        for (text, (kind, repeat, width, n_decimals, scale)) in cases {
            let expected = Format { kind, repeat, width, n_decimals, scale };
            assert_eq!(Format::parse(text), Ok(expected), "{text}");
        }
        assert_eq!(Format::integers(3).to_string(), "(20I4)");
        assert_eq!(Format::reals().to_string(), "(3E25.16)");
        for bad in [
            "",
            "8I10",
            "(8I10",
            "()",
            "(8A10)",
            "(I)",
            "(0I5)",
            "(5I0)",
            "(3(E5.1))",
            "(99999I99)",
            "(E5.9)",
            "(P,E5.1)",
            "(é)",
        ] {
            assert!(Format::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_are_read_as_fortran_does() {
        let format = |text| Format::parse(text).unwrap();
        let plain = format("(4E20.12)");
        assert_eq!(plain.real("1.5D+03"), Some(1500.0));
        assert_eq!(plain.real("-1.5-300"), Some(-1.5e-300));
        assert_eq!(plain.real("1.5Q2"), Some(150.0));
        assert_eq!(plain.real("x"), None);
        // No point: the last digits stand behind it.
        assert_eq!(format("(F5.2)").real("12345"), Some(123.45));
        assert_eq!(format("(2P,F9.2)").real("123.45"), Some(1.2345));
        assert_eq!(format("(2P,E9.2)").real("1.5E3"), Some(1500.0));
    }

    #[test]
    fn fields_may_touch_or_be_narrow() {
        let format = Format::parse("(3I4)").unwrap();
        assert_eq!(format.fields("123456789012", 3), ["1234", "5678", "9012"]);
        assert_eq!(format.fields("   1-234", 2), ["1", "-234"]);
        assert_eq!(format.fields(" 1 2 3", 3), ["1", "2", "3"]);
        assert_eq!(format.fields("   1", 3), ["1", "", ""]);
        assert_eq!(format.fields("é   1", 3).len(), 3);
    }
}
