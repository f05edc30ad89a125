//! Regions: finding, numbering and measuring them.

mod label;
mod objects;
mod statistics;

pub use label::{Labels, label};
pub use objects::find_objects;
pub use statistics::{center_of_mass, maximum_labels, mean_labels, minimum_labels, sum_labels};
