//! What the cubic interpolators share: each is a piecewise polynomial, made of values and slopes.

use ndarray::{ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Real, Result};

use crate::check::{check_abscissae, check_values};
use crate::layout::Layout;
use crate::ppoly::PPoly;

/// Data of a curve, checked: abscissae, values as rows, and how the values lay in their array.
pub(super) struct Samples<T, D> {
    pub(super) x: Vec<T>,
    pub(super) y: Vec<T>,
    pub(super) layout: Layout<D>,
}

impl<T: Real, D: RemoveAxis> Samples<T, D> {
    pub(super) fn new(x: &ArrayRef1<T>, y: &ArrayRef<T, D>, axis: Axis) -> Result<Self> {
        let layout = Layout::of(y, axis)?;
        check_abscissae("x", x, 2)?;
        check_values("y", y, &layout, x.len())?;
        Ok(Self { x: x.to_vec(), y: layout.rows(y), layout })
    }

    /// The secants' slopes, as rows.
    pub(super) fn secants(&self) -> Vec<T> {
        let r = self.layout.n_lanes();
        let mut secants = Vec::with_capacity(self.y.len());
        for (i, x) in self.x.windows(2).enumerate() {
            let width = x[1] - x[0];
            let (low, high) = self.y[i * r..(i + 2) * r].split_at(r);
            secants.extend(low.iter().zip(high).map(|(low, high)| (*high - *low) / width));
        }
        secants
    }

    /// The curve that has the values, and the slopes given as rows.
    pub(super) fn curve(self, slopes: &[T]) -> PPoly<T, D> {
        let r = self.layout.n_lanes();
        let mut coeffs = Vec::with_capacity(4 * self.y.len());
        for (i, x) in self.x.windows(2).enumerate() {
            let inverse = (x[1] - x[0]).recip();
            for lane in i * r..(i + 1) * r {
                let (y, d, d_next) = (self.y[lane], slopes[lane], slopes[lane + r]);
                let secant = (self.y[lane + r] - y) * inverse;
                let bend = (d + d_next - secant - secant) * inverse;
                coeffs.extend([y, d, (secant - d) * inverse - bend, bend * inverse]);
            }
        }
        PPoly::from_parts(self.x, coeffs, 4, self.layout)
    }
}

/// Makes a type a piecewise polynomial of its own kind: it has all methods of `PPoly`.
macro_rules! is_a_piecewise_polynomial {
    ($name:ident) => {
        impl<T, D> std::ops::Deref for $name<T, D> {
            type Target = crate::ppoly::PPoly<T, D>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl<T, D> From<$name<T, D>> for crate::ppoly::PPoly<T, D> {
            fn from(curve: $name<T, D>) -> Self {
                curve.0
            }
        }

        impl<T: onkai_core::Real, D: ndarray::RemoveAxis> $name<T, D> {
            /// The same curve with another behaviour beyond its range.
            #[must_use]
            pub fn with_extrapolation(self, extrapolation: crate::Extrapolation) -> Self {
                Self(self.0.with_extrapolation(extrapolation))
            }
        }
    };
}
pub(super) use is_a_piecewise_polynomial;
