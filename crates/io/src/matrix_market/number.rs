//! The numbers of a Matrix Market file, from text and to text.

use std::io::Write;
use std::ops::AddAssign;

use num_complex::Complex;

/// The words of a text, line by line.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a str);

impl<'a> Words<'a> {
    /// The next word of this line; empty at its end.
    #[inline]
    fn next(&mut self) -> &'a str {
        self.skip(is_blank);
        let len = self.0.bytes().position(|b| b <= LAST_BLANK);
        let (word, rest) = self.0.split_at(len.unwrap_or(self.0.len()));
        self.0 = rest;
        word
    }

    /// Goes to the next word of any line; gives how many ends of lines were passed.
    #[inline]
    pub(super) fn skip_lines(&mut self) -> usize {
        let mut n_lines = 0;
        self.skip(|b| {
            n_lines += usize::from(b == b'\n');
            b.is_ascii_whitespace()
        });
        n_lines
    }

    #[inline]
    fn skip(&mut self, mut is_skipped: impl FnMut(u8) -> bool) {
        let start = self.0.bytes().position(|b| !is_skipped(b)).unwrap_or(self.0.len());
        self.0 = &self.0[start..];
    }

    /// A row or column, counted from 0, of `n`.
    #[inline]
    pub(super) fn place(&mut self, n: usize) -> Result<usize, &'static str> {
        self.skip(is_blank);
        let (mut place, mut len) = (0_usize, 0);
        for b in self.0.bytes() {
            let digit = b.wrapping_sub(b'0');
            if 9 < digit {
                break;
            }
            // What does not fit lies outside of the matrix.
            place = place.saturating_mul(10).saturating_add(digit.into());
            len += 1;
        }
        self.0 = &self.0[len..];
        if self.0.bytes().next().is_some_and(|b| LAST_BLANK < b) {
            return Err("a row or column is no whole number");
        }
        if len == 0 {
            return Err("a row and a column are expected");
        }
        if place == 0 || n < place {
            return Err("a row or column lies outside of the matrix");
        }
        Ok(place - 1)
    }

    /// Whether nothing follows on this line.
    #[inline]
    pub(super) fn end(mut self) -> Result<(), &'static str> {
        self.skip(is_blank);
        if self.0.is_empty() || self.0.starts_with('\n') {
            Ok(())
        } else {
            Err("there is more than expected")
        }
    }
}

/// No byte of a word is lower or equal.
const LAST_BLANK: u8 = b' ';

#[inline]
fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\r')
}

/// A kind of number that files hold.
pub(super) trait Number: Copy + Default + PartialEq + AddAssign + Send + Sync {
    /// Reads a number.
    fn parse(words: &mut Words<'_>) -> Result<Self, &'static str>;

    /// Appends a number, with so many digits if it is not a whole one.
    fn print(self, precision: Option<usize>, out: &mut Vec<u8>);

    /// The value on the other side of the diagonal of a skew-symmetric matrix, if there is one.
    fn negated(self) -> Option<Self>;

    /// The value on the other side of the diagonal of a Hermitian matrix.
    fn conjugated(self) -> Self {
        self
    }
}

impl Number for f64 {
    #[inline]
    fn parse(words: &mut Words<'_>) -> Result<Self, &'static str> {
        let word = words.next();
        let problem = if word.is_empty() { "a value is missing" } else { "a value is no number" };
        word.parse().map_err(|_| problem)
    }

    fn print(self, precision: Option<usize>, out: &mut Vec<u8>) {
        match precision {
            Some(n) if self.is_finite() => print_rounded(self, n.clamp(1, MAX_PRECISION), out),
            // The shortest text that reads back as the same number.
            _ => {
                let mut buffer = zmij::Buffer::new();
                let text = buffer.format(self);
                out.extend(text.strip_suffix(".0").unwrap_or(text).as_bytes());
            }
        }
    }

    fn negated(self) -> Option<Self> {
        Some(-self)
    }
}

/// No number has more digits that are not zero.
const MAX_PRECISION: usize = 1100;

/// `n` digits and an exponent of at least two, as C prints it.
fn print_rounded(value: f64, n: usize, out: &mut Vec<u8>) {
    let text = format!("{value:.*e}", n - 1);
    let (digits, exponent) = text.split_once('e').expect("the exponent that was asked for");
    let exponent: i32 = exponent.parse().expect("a decimal exponent of an f64");
    let sign = if exponent < 0 { '-' } else { '+' };
    write!(out, "{digits}e{sign}{:02}", exponent.abs()).expect("a vector takes all");
}

impl Number for Complex<f64> {
    #[inline]
    fn parse(words: &mut Words<'_>) -> Result<Self, &'static str> {
        Ok(Self::new(f64::parse(words)?, f64::parse(words)?))
    }

    fn print(self, precision: Option<usize>, out: &mut Vec<u8>) {
        self.re.print(precision, out);
        out.push(b' ');
        self.im.print(precision, out);
    }

    fn negated(self) -> Option<Self> {
        Some(-self)
    }

    fn conjugated(self) -> Self {
        self.conj()
    }
}

macro_rules! impl_integers {
    ($($t:ty),*) => {$(
        impl Number for $t {
            #[inline]
            fn parse(words: &mut Words<'_>) -> Result<Self, &'static str> {
                let word = words.next();
                if word.is_empty() {
                    return Err("a value is missing");
                }
                let problem = "a value is no whole number of 64 bits";
                word.parse().map_err(|_| problem)
            }

            fn print(self, _: Option<usize>, out: &mut Vec<u8>) {
                out.extend(itoa::Buffer::new().format(self).as_bytes());
            }

            fn negated(self) -> Option<Self> {
                <$t>::checked_sub(0, self)
            }
        }
    )*};
}

impl_integers!(i64, u64);

/// The value of an entry of a pattern: none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark;

impl AddAssign for Mark {
    fn add_assign(&mut self, _: Self) {}
}

impl Number for Mark {
    #[inline]
    fn parse(_: &mut Words<'_>) -> Result<Self, &'static str> {
        Ok(Self)
    }

    fn print(self, _: Option<usize>, _: &mut Vec<u8>) {}

    fn negated(self) -> Option<Self> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(value: impl Number, precision: Option<usize>) -> String {
        let mut out = Vec::new();
        value.print(precision, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_printed_as_c_does() {
        assert_eq!(printed(1.0, Some(3)), "1.00e+00");
        assert_eq!(printed(-6.28e-7, Some(2)), "-6.3e-07");
        assert_eq!(printed(9.99e300, Some(1)), "1e+301");
        assert_eq!(printed(0.1, Some(0)), "1e-01");
        assert_eq!(printed(f64::NAN, Some(3)), "NaN");
        assert_eq!(printed(3.0, None), "3");
        assert_eq!(printed(-0.1, None), "-0.1");
        assert_eq!(printed(Complex::new(1.5, -2.0), None), "1.5 -2");
        assert_eq!(printed(i64::MIN, Some(2)), "-9223372036854775808");
        assert_eq!(printed(u64::MAX, None), "18446744073709551615");
        assert_eq!(printed(Mark, None), "");
    }

    #[test]
    fn numbers_are_read_as_a_whole_or_not_at_all() {
        let real = |text: &str| f64::parse(&mut Words(text));
        assert_eq!(real(" \t1.5e3 7"), Ok(1500.0));
        assert_eq!((real("+.5"), real("5."), real("1e400")), (Ok(0.5), Ok(5.0), Ok(f64::INFINITY)));
        assert_eq!(real("-Infinity"), Ok(f64::NEG_INFINITY));
        assert!(real("nan").is_ok_and(f64::is_nan));
        for bad in ["1d3", "0x10", "1.5.2", "1,5", "é"] {
            assert_eq!(real(bad), Err("a value is no number"), "{bad}");
        }
        assert_eq!(real("  "), Err("a value is missing"));
        let whole = |text: &str| i64::parse(&mut Words(text));
        assert_eq!(whole("-7"), Ok(-7));
        assert!(whole("9223372036854775808").is_err() && whole("1.5").is_err());
        assert_eq!((5_u64.negated(), 0_u64.negated(), 5_i64.negated()), (None, Some(0), Some(-5)));
        let mut lines = Words("7 \r\n \n\t8");
        assert_eq!((i64::parse(&mut lines), lines.end(), lines.skip_lines()), (Ok(7), Ok(()), 2));
        assert_eq!(
            (lines.end().is_err(), i64::parse(&mut lines), lines.end()),
            (true, Ok(8), Ok(()))
        );
        let place = |text: &str| Words(text).place(3);
        assert_eq!((place("1"), place("3")), (Ok(0), Ok(2)));
        for bad in ["0", "4", "-1", "1.0", "", "99999999999999999999999"] {
            assert!(place(bad).is_err(), "{bad}");
        }
    }
}
