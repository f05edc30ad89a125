//! Values apart, quotes off, and back on.

use std::borrow::Cow;

/// A value as it stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether it stood in quotes, where a question mark is no missing value.
    pub(super) is_quoted: bool,
}

impl Token<'_> {
    pub(super) fn is_missing(&self) -> bool {
        !self.is_quoted && self.text == "?"
    }
}

/// What stands between values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Tab,
    Blank,
}

impl Separator {
    /// A comma if there is one outside of quotes; else a tab; else blanks, as Weka allows.
    fn of(line: &str) -> Self {
        let mut quote = None;
        let mut has_tab = false;
        let mut escaped = false;
        for c in line.chars() {
            match (quote, c) {
                (Some(_), _) if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(q), c) if c == q => quote = None,
                (None, '\'' | '"') => quote = Some(c),
                (None, ',') => return Self::Comma,
                (None, '\t') => has_tab = true,
                _ => {}
            }
        }
        if has_tab { Self::Tab } else { Self::Blank }
    }

    fn is(self, c: char) -> bool {
        match self {
            Self::Comma => c == ',',
            Self::Tab => c == '\t',
            Self::Blank => c.is_whitespace(),
        }
    }
}

/// The values of a line, and what stands in braces at its end (a row's weight).
pub(super) fn split(line: &str) -> Result<(Vec<Token<'_>>, Option<&str>), &'static str> {
    let line = line.trim();
    let separator = Separator::of(line);
    let mut tokens = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() || rest.starts_with('%') {
            // Nothing behind a separator.
            if !tokens.is_empty() && separator != Separator::Blank {
                return Err("a value is missing behind a separator");
            }
            return Ok((tokens, None));
        }
        if let Some(weight) = rest.strip_prefix('{').filter(|_| !tokens.is_empty()) {
            let weight = weight.strip_suffix('}').ok_or("a weight has no closing brace")?;
            return Ok((tokens, Some(weight.trim())));
        }
        let (token, after) = take(rest, |c| separator.is(c))?;
        tokens.push(token);
        rest = after.trim_start_matches(|c: char| c.is_whitespace() && !separator.is(c));
        if rest.is_empty() || rest.starts_with('%') {
            return Ok((tokens, None));
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some(c) if separator.is(c) => rest = chars.as_str(),
            _ => return Err("something follows a quoted value before a separator"),
        }
    }
}

/// The first value of a text that is not empty, up to where `ends` says; and what follows.
pub(super) fn take(
    text: &str,
    ends: impl Fn(char) -> bool,
) -> Result<(Token<'_>, &str), &'static str> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let (text, rest) = unquote(&text[1..], quote)?;
        return Ok((Token { text, is_quoted: true }, rest));
    }
    let len = text.find(ends).unwrap_or(text.len());
    let (mut value, rest) = text.split_at(len);
    if let Some(at) = value.find(" %") {
        // A comment goes on to the end of the line.
        value = &value[..at];
        return Ok((Token { text: value.trim_end().into(), is_quoted: false }, ""));
    }
    if value.trim_end().is_empty() {
        return Err("a value is missing between separators");
    }
    Ok((Token { text: value.trim_end().into(), is_quoted: false }, rest))
}

/// Text up to the closing quote, and what follows that.
fn unquote(text: &str, quote: char) -> Result<(Cow<'_, str>, &str), &'static str> {
    let mut out = Cow::Borrowed("");
    let mut start = 0;
    let mut chars = text.char_indices();
    let add = |out: &mut Cow<'_, str>, piece: &str| out.to_mut().push_str(piece);
    while let Some((at, c)) = chars.next() {
        if c == quote {
            // A quote that is doubled stands for itself.
            if text[at + 1..].starts_with(quote) {
                add(&mut out, &text[start..=at]);
                chars.next();
                start = at + 2;
                continue;
            }
            let rest = &text[at + 1..];
            if start == 0 {
                return Ok((Cow::Borrowed(&text[..at]), rest));
            }
            add(&mut out, &text[start..at]);
            return Ok((Cow::Owned(out.into_owned()), rest));
        }
        if c == '\\' {
            add(&mut out, &text[start..at]);
            let Some((next_at, next)) = chars.next() else { break };
            start = next_at + next.len_utf8();
            match next {
                'n' => add(&mut out, "\n"),
                'r' => add(&mut out, "\r"),
                't' => add(&mut out, "\t"),
                '\\' | '\'' | '"' | '%' => add(&mut out, &text[next_at..start]),
                // No escape that is known: both characters stand for themselves.
                _ => add(&mut out, &text[at..start]),
            }
        }
    }
    Err("a quoted value is not closed")
}

/// Text as it must stand in a file: in quotes if it needs them.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    let is_special = |c: char| c.is_whitespace() || c.is_control() || "',\"{}%\\".contains(c);
    if !text.is_empty() && text != "?" && !text.contains(is_special) && !text.starts_with('@') {
        return Cow::Borrowed(text);
    }
    let mut out = String::from('\'');
    for c in text.chars() {
        match c {
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            '\\' | '\'' | '"' | '%' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out.push('\'');
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        split(line).unwrap().0.into_iter().map(|t| t.text.into_owned()).collect()
    }

    #[test]
    fn values_are_separated_by_what_the_line_has() {
        assert_eq!(texts("1, a b ,\t'c, d'  ,\"e\"\n"), ["1", "a b", "c, d", "e"]);
        assert_eq!(texts("1\ta b\t'c\td'"), ["1", "a b", "c\td"]);
        assert_eq!(texts("1  a 'b c'"), ["1", "a", "b c"]);
        assert_eq!(texts("1,2 % and more"), ["1", "2"]);
        assert_eq!(texts("'it''s',\"a\\\"b\\q\""), ["it's", "a\"b\\q"]);
        assert_eq!(split("1,2,{0.5}").unwrap().1, Some("0.5"));
        let (tokens, _) = split("?,'?'").unwrap();
        assert_eq!((tokens[0].is_missing(), tokens[1].is_missing()), (true, false));
        for bad in ["1,,2", "1,2,", "'a", "'a'b,c", "1,{2"] {
            assert!(split(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn quotes_come_off_as_they_went_on() {
        for text in
            ["", "?", "a", "a b", "it's", "\"", "a\nb\tc\r\\", "50%", "{x}", "@data", "é", "\\n"]
        {
            let line = quoted(text);
            assert_eq!(texts(&format!("{line},x")), [text, "x"], "{line}");
        }
        assert_eq!(quoted("plain"), "plain");
    }
}
