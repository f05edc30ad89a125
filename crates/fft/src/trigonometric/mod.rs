//! Discrete cosine and sine transforms of types I to IV.

mod kind;
mod cosine;
mod sine;
mod several_axes;
mod plan;
mod ends;
mod halves;
mod quarters;

pub use cosine::{dct, dct_with, idct, idct_with};
pub use kind::{DctOptions, DctType, DctnOptions};
pub use plan::{DctPlan, DctScratch, DstPlan};
pub use several_axes::{dctn, dctn_with, dstn, dstn_with, idctn, idctn_with, idstn, idstn_with};
pub use sine::{dst, dst_with, idst, idst_with};
