//! What a page needs to hold text and pictures within itself.

/// Text as HTML, SVG and XML take it, within and without quotation marks; characters that these forbid
/// become U+FFFD.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_plot::escape_markup("a < 'b'"), "a &lt; &#39;b&#39;");
/// ```
pub fn escape_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// A `data:` address of `bytes`, in base64 as of RFC 4648, section 4: a picture or a sound for a page
/// that loads nothing.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_plot::data_url("image/png", b"foo"), "data:image/png;base64,Zm9v");
/// ```
pub fn data_url(media_type: &str, bytes: &[u8]) -> String {
    let mut out = String::new();
    push_data_url(&mut out, media_type, bytes);
    out
}

/// Appends what [`data_url`] gives.
pub(crate) fn push_data_url(out: &mut String, media_type: &str, bytes: &[u8]) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.extend(["data:", media_type, ";base64,"]);
    out.reserve(4 * bytes.len().div_ceil(3));
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            // Each byte fills a character and a part of the next one; "=" stands for what is unfilled.
            let character = ALPHABET[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(character) } else { '=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_rfc_4648s() {
        // The test vectors of its section 10.
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(data_url("a/b", text.as_bytes()), format!("data:a/b;base64,{expected}"));
        }
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        let text = "a<b> & \"c\"\n\u{1}";
        assert_eq!(escape_markup(text), "a&lt;b&gt; &amp; &quot;c&quot; \u{fffd}");
        assert_eq!(
            escape_markup("<b a='1' c=\"2\">&\n\u{7}"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp; \u{fffd}"
        );
    }
}
