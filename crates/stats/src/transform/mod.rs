//! Transformations that make samples more normal, and distances of distributions.

mod search;
mod box_cox;
mod yeo_johnson;
mod distance;

pub use self::box_cox::{BoxCoxFit, boxcox, boxcox_fit, boxcox_llf, boxcox_normmax};
pub use self::distance::{energy_distance, wasserstein_distance};
pub use self::yeo_johnson::{
    YeoJohnsonFit, yeojohnson, yeojohnson_fit, yeojohnson_llf, yeojohnson_normmax,
};
