//! Writes a scene as HTML with the SVG in it.

use crate::markup::escape_markup;
use crate::scene::Scene;
use crate::svg;
use crate::theme::Theme;

/// A part of a page.
pub(crate) fn fragment(scene: &Scene) -> String {
    // As wide as it is, but never wider than the page.
    let size = "style=\"display:block;max-width:100%;height:auto\"";
    let svg = svg::write(scene).replacen("<svg ", &format!("<svg {size} "), 1);
    format!("<figure class=\"onkai-figure\" style=\"margin:0\">\n{svg}</figure>\n")
}

/// A page of its own.
pub(crate) fn page(scene: &Scene) -> String {
    // The browser's own colours of paper and text, for the mode that its user has chosen.
    let scheme = match scene.theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Page => "light dark",
    };
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"{scheme}\">\n\
         <title>{}</title>\n</head>\n<body>\n{}</body>\n</html>\n",
        escape_markup(&scene.title),
        fragment(scene)
    )
}
