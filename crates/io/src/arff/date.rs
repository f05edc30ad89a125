//! Dates in the patterns of Java's `SimpleDateFormat`, as Weka takes them.

use std::fmt::{self, Write};
use std::str::FromStr;

use onkai_core::Error as ArgumentError;

use crate::error::Error;

/// How dates are written, by a pattern such as `yyyy-MM-dd HH:mm:ss`.
///
/// Letters stand for year (`y`), month (`M`), day (`d`), hour (`H`, or `h` with `a` for AM and PM), minute (`m`),
/// second (`s`), millisecond (`S`) and time zone (`Z`, `z`, `X`: `+0430`, `+04:30`, `UTC`, `GMT`,
/// `Z`); everything else stands for itself, letters between apostrophes. Two digits of a year from 69 on
/// belong to the 20th century.
///
/// # Examples
///
/// ```
/// use onkai_io::arff::DateFormat;
///
/// let format: DateFormat = "dd.MM.yyyy 'at' HH:mm".parse()?;
/// assert_eq!(format.parse_date("02.01.1970 at 00:01"), Some(86_460_000));
/// assert_eq!(format.format_date(-60_000).as_deref(), Some("31.12.1969 at 23:59"));
/// assert!("yyyy-MM-dd W".parse::<DateFormat>().is_err());
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateFormat {
    pattern: String,
    items: Vec<Item>,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Item {
    /// A number: its letter, and how many times that stands.
    Number(u8, usize),
    /// AM or PM.
    Half,
    Zone,
    Literal(String),
}

/// The pattern where a file names none, as ISO 8601 has it.
const DEFAULT: &str = "yyyy-MM-dd'T'HH:mm:ss";
/// More digits of a year than anyone needs; their milliseconds fit 64 bits.
const MAX_YEAR_DIGITS: usize = 8;

impl Default for DateFormat {
    fn default() -> Self {
        DEFAULT.parse().expect("a pattern of known letters")
    }
}

impl FromStr for DateFormat {
    type Err = Error;

    fn from_str(pattern: &str) -> Result<Self, Error> {
        let items = items(pattern).filter(|items| !items.is_empty()).ok_or_else(|| {
            let known = "y, M, d, H, h, a, m, s, S, Z, z, X and text between apostrophes";
            ArgumentError::UnknownName { name: "date pattern", value: pattern.to_owned(), known }
        })?;
        Ok(Self { pattern: pattern.to_owned(), items })
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

fn items(pattern: &str) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            // Two apostrophes stand for one, between apostrophes as well.
            if let Some(after) = rest.strip_prefix("''") {
                items.push(Item::Literal("'".to_owned()));
                rest = after;
                continue;
            }
            let len = rest[1..].find('\'')?;
            items.push(Item::Literal(rest[1..=len].to_owned()));
            rest = &rest[len + 2..];
            continue;
        }
        let len = rest.find(|c| c != first).unwrap_or(rest.len());
        items.push(match first {
            // Names of months are not read, nor more digits than a year has.
            'M' if 2 < len => return None,
            _ if first.is_ascii_alphabetic() && MAX_YEAR_DIGITS < len => return None,
            'y' | 'M' | 'd' | 'H' | 'h' | 'm' | 's' | 'S' => Item::Number(first as u8, len),
            'a' => Item::Half,
            'Z' | 'z' | 'X' => Item::Zone,
            c if c.is_ascii_alphabetic() => return None,
            _ => Item::Literal(rest[..len].to_owned()),
        });
        rest = &rest[len..];
    }
    Some(items)
}

/// A point in time by its parts.
struct Parts {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    half: Option<i64>,
    minute: i64,
    second: i64,
    milli: i64,
    /// Minutes that the clock is ahead of UTC.
    zone: i64,
}

impl DateFormat {
    /// Milliseconds since the beginning of 1970; `None` for what is no date in this format.
    pub fn parse_date(&self, text: &str) -> Option<i64> {
        let mut parts = Parts {
            year: 1970,
            month: 1,
            day: 1,
            hour: 0,
            half: None,
            minute: 0,
            second: 0,
            milli: 0,
            zone: 0,
        };
        let mut rest = text.trim();
        for (i, item) in self.items.iter().enumerate() {
            // A number that touches the next has the width of its letters.
            let touches = matches!(self.items.get(i + 1), Some(Item::Number(..)));
            rest = parts.take(item, touches, rest)?;
        }
        if rest.is_empty() { parts.millis() } else { None }
    }

    /// The date as text; `None` for years before 0 and beyond 8 digits.
    pub fn format_date(&self, millis: i64) -> Option<String> {
        let (days, milli) = (millis.div_euclid(DAY), millis.rem_euclid(DAY));
        let (year, month, day) = date_of(days);
        if !(0..10_i64.pow(MAX_YEAR_DIGITS as u32)).contains(&year) {
            return None;
        }
        let hour = milli / 3_600_000;
        let mut out = String::new();
        for item in &self.items {
            let (number, width) = match item {
                Item::Number(b'y', 2) => (year % 100, 2),
                Item::Number(letter, width) => {
                    let number = match letter {
                        b'y' => year,
                        b'M' => month,
                        b'd' => day,
                        b'H' => hour,
                        b'h' => (hour + 11) % 12 + 1,
                        b'm' => milli / 60_000 % 60,
                        b's' => milli / 1000 % 60,
                        _ => milli % 1000,
                    };
                    (number, *width)
                }
                Item::Half => {
                    out += if hour < 12 { "AM" } else { "PM" };
                    continue;
                }
                Item::Zone => {
                    out += "+0000";
                    continue;
                }
                Item::Literal(text) => {
                    out += text;
                    continue;
                }
            };
            write!(out, "{number:0width$}").expect("a string takes all");
        }
        Some(out)
    }
}

impl Parts {
    /// Reads an item from the beginning of a text; gives what follows.
    fn take<'a>(&mut self, item: &Item, touches: bool, text: &'a str) -> Option<&'a str> {
        match item {
            Item::Literal(literal) => text.strip_prefix(literal.as_str()),
            Item::Half => {
                let (half, rest) = text.split_at_checked(2)?;
                self.half = Some(match half.to_ascii_uppercase().as_str() {
                    "AM" => 0,
                    "PM" => 12,
                    _ => return None,
                });
                Some(rest)
            }
            Item::Zone => self.take_zone(text),
            Item::Number(letter, width) => {
                let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
                let max = match letter {
                    b'y' => (*width).max(MAX_YEAR_DIGITS),
                    b'S' => 3,
                    _ => 2,
                };
                let n = n_digits.min(if touches { *width } else { max });
                if n == 0 || MAX_YEAR_DIGITS < n {
                    return None;
                }
                let number: i64 = text[..n].parse().ok()?;
                match letter {
                    b'y' if *width == 2 && n == 2 => {
                        self.year = if number < 69 { 2000 + number } else { 1900 + number };
                    }
                    b'y' => self.year = number,
                    b'M' => self.month = number,
                    b'd' => self.day = number,
                    b'H' | b'h' => self.hour = number,
                    b'm' => self.minute = number,
                    b's' => self.second = number,
                    _ => self.milli = number,
                }
                Some(&text[n..])
            }
        }
    }

    fn take_zone<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let rest = ["UTC", "GMT", "Z"].iter().find_map(|name| text.strip_prefix(name));
        let rest = rest.unwrap_or(text);
        let sign = match rest.bytes().next() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            // A name alone.
            _ => return (rest.len() < text.len()).then_some(rest),
        };
        let digits = rest[1..].split_at_checked(2)?;
        let hours: i64 = number(digits.0)?;
        let rest = digits.1.strip_prefix(':').unwrap_or(digits.1);
        let (minutes, rest) = match rest.split_at_checked(2) {
            Some((minutes, rest)) if number(minutes).is_some() => (number(minutes)?, rest),
            _ => (0, rest),
        };
        if 23 < hours || 59 < minutes {
            return None;
        }
        self.zone = sign * (60 * hours + minutes);
        Some(rest)
    }

    fn millis(&self) -> Option<i64> {
        let hour = match self.half {
            Some(half) if (1..=12).contains(&self.hour) => self.hour % 12 + half,
            Some(_) => return None,
            None => self.hour,
        };
        let is_leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let n_days = match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let is_time = hour < 24 && self.minute < 60 && self.second < 60;
        if !(1..=n_days).contains(&self.day) || !is_time {
            return None;
        }
        let minutes = 60 * hour + self.minute - self.zone;
        let days = days_of(self.year, self.month, self.day);
        Some(days * DAY + (60 * minutes + self.second) * 1000 + self.milli)
    }
}

fn number(text: &str) -> Option<i64> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Days of 400 years, after which the calendar repeats itself.
const CYCLE: i64 = 146_097;
/// Days from the first of March of the year 0 up to the beginning of 1970.
const EPOCH: i64 = 719_468;

/// Days since the beginning of 1970, in the Gregorian calendar.
///
/// The year is taken to begin in March, so that the leap day is its last; months of 31, 30, 31, 30, 31 days
/// then repeat themselves, which makes their beginnings a linear function, rounded.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    cycle * CYCLE + 365 * year + year / 4 - year / 100 + of_year - EPOCH
}

/// Year, month and day; the inverse of [`days_of`].
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    let (cycle, day) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    // Leap days before that day are taken out, so that all years have 365.
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let year = 400 * cycle + year;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_cycles_comes_back() {
        let mut before = days_of(1599, 12, 31);
        for days in days_of(1600, 1, 1)..days_of(2400, 1, 1) {
            let (year, month, day) = date_of(days);
            assert_eq!(days_of(year, month, day), days);
            assert_eq!(days, before + 1);
            before = days;
        }
        assert_eq!((days_of(1970, 1, 1), date_of(-1)), (0, (1969, 12, 31)));
        assert_eq!(date_of(days_of(2000, 2, 29)), (2000, 2, 29));
    }

    #[test]
    fn dates_that_are_none_are_refused() {
        let format: DateFormat = "yyyy-MM-dd".parse().unwrap();
        assert_eq!(format.parse_date(" 2000-2-29 "), Some(951_782_400_000));
        for bad in [
            "1999-02-29",
            "2000-13-01",
            "2000-00-01",
            "2000-01-32",
            "2000-01",
            "2000-01-01 x",
            "",
            "123456789-01-01",
            "é-01-01",
        ] {
            assert_eq!(format.parse_date(bad), None, "{bad}");
        }
        for bad in ["", "yyyy-MMM", "yyyy 'T", "Q"] {
            assert!(bad.parse::<DateFormat>().is_err(), "{bad}");
        }
    }

    #[test]
    fn zones_and_halves_are_understood() {
        let format: DateFormat = "yy-MM-dd HH:mm:ss z".parse().unwrap();
        let utc = format.parse_date("99-01-31 00:01:08 UTC").unwrap();
        assert_eq!(utc, 917_740_868_000);
        assert_eq!(format.parse_date("99-01-31 04:31:08 +0430"), Some(utc));
        assert_eq!(format.parse_date("99-01-30 16:01:08 GMT-08:00"), Some(utc));
        assert_eq!(format.parse_date("99-01-31 00:01:08 CET"), None);
        assert_eq!(format.parse_date("68-01-01 00:00:00 Z").unwrap() / DAY, days_of(2068, 1, 1));
        let format: DateFormat = "yyyyMMdd hh:mm a".parse().unwrap();
        let midnight = format.parse_date("19700102 12:00 am").unwrap();
        assert_eq!(
            (midnight, format.format_date(midnight).unwrap().as_str()),
            (DAY, "19700102 12:00 AM")
        );
        assert_eq!(format.parse_date("19700101 01:30 PM"), Some(13 * 3_600_000 + 1_800_000));
        assert_eq!(format.parse_date("19700101 13:30 PM"), None);
    }

    #[test]
    fn the_default_is_iso_8601() {
        let format = DateFormat::default();
        assert_eq!(format.to_string(), "yyyy-MM-dd'T'HH:mm:ss");
        assert_eq!(format.parse_date("2001-04-03T12:12:12"), Some(986_299_932_000));
        assert_eq!(format.format_date(986_299_932_000).unwrap(), "2001-04-03T12:12:12");
        assert_eq!(format.format_date(i64::MAX), None);
        assert_eq!(format.format_date(i64::MIN), None);
    }
}
