//! What stands at multiples of frequencies.

mod grid;
mod interp_harmonics;
mod f0_harmonics;
mod salience;

pub use self::f0_harmonics::f0_harmonics;
pub use self::grid::{FrequencyGrid, HarmonicOptions};
pub use self::interp_harmonics::interp_harmonics;
pub use self::salience::{SalienceOptions, salience};
