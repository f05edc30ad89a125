//! Windows: `scipy.signal.windows` and `get_window`.

mod kind;
mod names;
mod cosine_sum;
mod shapes;
mod kaiser;
mod equiripple;
mod dpss;

pub use crate::window::dpss::{Dpss, DpssNorm, DpssOptions, dpss};
pub(crate) use crate::window::kaiser::kaiser_at;
pub use crate::window::kind::Window;
