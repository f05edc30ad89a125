//! What cosine and sine transforms take beside the array.

use ndarray::Axis;

use crate::norm::Norm;

/// The boundary conditions of a cosine or sine transform; see [`dct`](crate::dct) and
/// [`dst`](crate::dst) for the formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(clippy::upper_case_acronyms, reason = "these are Roman numerals")]
pub enum DctType {
    /// Even (odd) about both end samples.
    I,
    /// Even (odd) about both half samples beyond the ends: "the" DCT, the inverse of type III.
    #[default]
    II,
    /// The inverse of type II.
    III,
    /// Its own inverse; even about one end, odd about the other.
    IV,
}

impl DctType {
    /// The type that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::I => Self::I,
            Self::II => Self::III,
            Self::III => Self::II,
            Self::IV => Self::IV,
        }
    }
}

/// Options of a cosine or sine transform along one axis; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DctOptions {
    /// The type. Default: [`DctType::II`].
    pub kind: DctType,
    /// Samples to transform along the axis, which is cut or padded with zeros to this length.
    /// Default: `None`, all there are.
    pub n: Option<usize>,
    /// The axis to transform. Default: `None`, the last one.
    pub axis: Option<Axis>,
    /// The scale. Default: [`Norm::Backward`].
    pub norm: Norm,
    /// Whether end samples and bins are weighed by `√2` so that the matrix of the transform is
    /// orthogonal up to a factor. Default: `None`, meaning with [`Norm::Ortho`] only.
    pub orthogonalize: Option<bool>,
}

impl DctOptions {
    /// What undoes a transform with these options.
    #[must_use]
    pub(crate) fn inverse(&self) -> Self {
        Self { kind: self.kind.inverse(), norm: self.norm.inverse(), ..self.clone() }
    }
}

/// Options of a cosine or sine transform over several axes; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DctnOptions {
    /// The type. Default: [`DctType::II`].
    pub kind: DctType,
    /// Samples to transform along each of the axes, which are cut or padded with zeros to these
    /// lengths. Default: `None`, all there are.
    pub shape: Option<Vec<usize>>,
    /// The axes to transform. Default: `None`, meaning the last ones, as many as `shape` has
    /// elements, or all of them.
    pub axes: Option<Vec<Axis>>,
    /// The scale. Default: [`Norm::Backward`].
    pub norm: Norm,
    /// As in [`DctOptions::orthogonalize`].
    pub orthogonalize: Option<bool>,
}

impl DctnOptions {
    /// What undoes a transform with these options.
    #[must_use]
    pub(crate) fn inverse(&self) -> Self {
        Self { kind: self.kind.inverse(), norm: self.norm.inverse(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_of_the_inverse_is_the_transform() {
        let options = DctOptions { kind: DctType::III, norm: Norm::Forward, ..Default::default() };
        assert_eq!(options.inverse().kind, DctType::II);
        assert_eq!(options.inverse().norm, Norm::Backward);
        assert_eq!(options.inverse().inverse(), options);
    }
}
