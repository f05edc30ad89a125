//! Fills the page's places.

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
    fn nothing_in_json_ends_a_script() {
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
