//! Windows: `scipy.signal.windows` and `get_window`.

mod kind;
mod names;
mod cosine_sum;
mod shapes;
mod kaiser;
mod equiripple;

pub(crate) use crate::window::kaiser::kaiser_at;
pub use crate::window::kind::Window;
