//! Steps along a line that satisfy Wolfe's conditions.

mod more_thuente;
mod zoom;
mod wolfe;

pub(crate) use more_thuente::{Answer, Limits, MoreThuente, Sample};
pub(crate) use wolfe::{Descent, Wolfe};
