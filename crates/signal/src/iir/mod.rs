//! Recursive filters: their forms, their design through analog prototypes.

mod polynomial;
mod conjugates;
mod zpk;
mod coefficients;
mod sections;
mod transform;
mod band;
mod prototype;
mod elliptic;
mod bessel;
mod design;
mod order;
mod resonator;
mod gammatone;

pub use crate::iir::band::{Band, Domain};
pub use crate::iir::bessel::{BesselNorm, besselap};
pub use crate::iir::coefficients::Ba;
pub use crate::iir::design::{IirKind, bessel, butter, cheby1, cheby2, ellip, iirfilter};
pub use crate::iir::elliptic::ellipap;
pub use crate::iir::gammatone::{GammatoneFirOptions, gammatone_fir, gammatone_iir};
pub use crate::iir::order::{
    IirEdges, IirFamily, IirOrder, IirSpec, buttord, cheb1ord, cheb2ord, ellipord, iirdesign,
};
pub(crate) use crate::iir::polynomial::evaluate;
pub use crate::iir::prototype::{buttap, cheb1ap, cheb2ap};
pub use crate::iir::resonator::{Comb, CombOptions, iircomb, iirnotch, iirpeak};
pub use crate::iir::sections::Pairing;
pub(crate) use crate::iir::sections::check_sections;
pub use crate::iir::zpk::Zpk;
