//! Fills the page's places.

/// Text as HTML takes it, within and without quotation marks; control characters become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// JSON as a `<script>` takes it: nothing in it can end the element.
pub(super) fn script_json(json: &str) -> String {
    // These stand within strings only, where the escapes mean the same.
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The template with a value for each `{{name}}`; values are not looked into.
pub(super) fn fill(template: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, behind) = after.split_once("}}").expect("every place of the template is closed");
        out.push_str(before);
        out.push_str(&value(name));
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escape("<b a='1' c=\"2\">&\n\u{7}"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp; \u{fffd}"
        );
        assert_eq!(
            script_json("{\"a\":\"</script>&\"}"),
            "{\"a\":\"\\u003c/script\\u003e\\u0026\"}"
        );
    }

    #[test]
    fn places_are_filled_once() {
        let filled = fill("a {{x}} b {{y}}{{x}}.", |name| format!("<{{{{{name}}}}}>"));
        assert_eq!(filled, "a <{{x}}> b <{{y}}><{{x}}>.");
    }
}
