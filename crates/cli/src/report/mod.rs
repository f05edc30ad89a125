//! `report.html`: an analysis to look at and to listen to, in one file that loads nothing.
//!
//! Reading order: [`page()`], which puts it together; what stands in it ([`facts`], [`sounds`],
//! [`tracks`], [`tables`]); how it is told ([`words`], [`html`]); then what these stand on
//! ([`time_axis`], [`flac`]). The page itself is in `page.html`, `style.css`, `player.js`,
//! `tracks.js` and `main.js`.

mod page;
mod facts;
mod sounds;
mod tracks;
mod tables;
mod words;
mod html;
mod time_axis;
mod flac;

pub(crate) use self::page::page;
