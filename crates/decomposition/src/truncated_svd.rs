//! stub
use ndarray::{Array1, Array2, ArrayRef2};
use onkai_core::{Real, Result};
pub(crate) struct TruncatedSvd<F> {
    pub(crate) u: Array2<F>,
    pub(crate) s: Array1<F>,
    pub(crate) vt: Array2<F>,
}
pub(crate) fn truncated_svd<F: Real>(x: &ArrayRef2<F>, k: usize) -> Result<TruncatedSvd<F>> {
    Ok(TruncatedSvd {
        u: Array2::ones((x.nrows(), k)),
        s: Array1::ones(k),
        vt: Array2::ones((k, x.ncols())),
    })
}
