//! Morphology of grey values.
//!
//! Counterpart of `scipy.ndimage.grey_erosion`, `grey_dilation`, `grey_opening`, `grey_closing`,
//! `morphological_gradient`, `morphological_laplace`, `white_tophat` and `black_tophat`.

use ndarray::{Array, ArrayD, ArrayRef, Dimension, Zip};
use onkai_core::{Error, Real, Result};

use crate::boundary::Boundary;
use crate::filters::{Extremum, extremum_filter, sloped_extremum};
use crate::grid::{elements, from_elements};
use crate::window::{Region, Window};

/// The smallest value in the window about each sample, less the structure's height there if it has one.
///
/// ```text
/// y[i] = minₖ x[i + k] - structure[k]
/// ```
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Shape`] when the structure has another shape than the window; else as
/// [`maximum_filter`](crate::maximum_filter).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::grey_erosion;
/// assert_eq!(grey_erosion(&array![3.0, 1.0, 2.0, 4.0], 3, &Default::default())?, array![1.0, 1.0, 1.0, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn grey_erosion<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    Ok(Element::new(x, &window.into(), options)?.erode(x))
}

/// The largest value in the mirrored window about each sample, plus the structure's height there if it
/// has one.
///
/// ```text
/// y[i] = maxₖ x[i - k] + structure[k]
/// ```
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::grey_dilation;
/// assert_eq!(grey_dilation(&array![3.0, 1.0, 2.0, 4.0], 3, &Default::default())?, array![3.0, 3.0, 4.0, 4.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn grey_dilation<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    Ok(Element::new(x, &window.into(), options)?.dilate(x))
}

/// Erosion, then dilation: peaks narrower than the window go.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::grey_opening;
/// assert_eq!(grey_opening(&array![1.0, 5.0, 1.0, 2.0, 2.0, 2.0], 3, &Default::default())?,
///            array![1.0, 1.0, 1.0, 2.0, 2.0, 2.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn grey_opening<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    let element = Element::new(x, &window.into(), options)?;
    Ok(element.dilate(&element.erode(x)))
}

/// Dilation, then erosion: valleys narrower than the window are filled.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::grey_closing;
/// assert_eq!(grey_closing(&array![5.0, 1.0, 5.0, 5.0, 5.0], 3, &Default::default())?,
///            array![5.0, 5.0, 5.0, 5.0, 5.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn grey_closing<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    let element = Element::new(x, &window.into(), options)?;
    Ok(element.erode(&element.dilate(x)))
}

/// Dilation less erosion: how steep it is.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::morphological_gradient;
/// assert_eq!(morphological_gradient(&array![1.0, 1.0, 4.0], 3, &Default::default())?, array![0.0, 3.0, 3.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn morphological_gradient<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    let element = Element::new(x, &window.into(), options)?;
    Ok(element.dilate(x) - element.erode(x))
}

/// Dilation plus erosion, less twice the samples: how curved it is.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::morphological_laplace;
/// assert_eq!(morphological_laplace(&array![1.0, 1.0, 4.0], 3, &Default::default())?, array![0.0, 3.0, -3.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn morphological_laplace<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    let element = Element::new(x, &window.into(), options)?;
    let mut sum = element.dilate(x) + element.erode(x);
    Zip::from(&mut sum).and(x).for_each(|sum, &x| *sum = *sum - x - x);
    Ok(sum)
}

/// The samples less their opening: peaks narrower than the window.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::white_tophat;
/// assert_eq!(white_tophat(&array![1.0, 5.0, 1.0, 1.0], 3, &Default::default())?, array![0.0, 4.0, 0.0, 0.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn white_tophat<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    let mut opened = grey_opening(x, window, options)?;
    Zip::from(&mut opened).and(x).for_each(|opened, &x| *opened = x - *opened);
    Ok(opened)
}

/// The closing of the samples less themselves: valleys narrower than the window.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`grey_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::black_tophat;
/// assert_eq!(black_tophat(&array![5.0, 1.0, 5.0, 5.0], 3, &Default::default())?, array![0.0, 4.0, 0.0, 0.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn black_tophat<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &GreyOptions<F>,
) -> Result<Array<F, D>> {
    let mut closed = grey_closing(x, window, options)?;
    Zip::from(&mut closed).and(x).for_each(|closed, &x| *closed -= x);
    Ok(closed)
}

/// Options of the morphology of grey values; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct GreyOptions<F> {
    /// Heights of a structure that is not flat, in the shape of the window. Default: `None`, meaning
    /// flat.
    pub structure: Option<ArrayD<F>>,
    /// By how many samples the window lies earlier than about its output: one for each axis, one for
    /// all, or none for 0. Default: none.
    pub origin: Vec<isize>,
    /// What stands beyond the ends. Default: [`Boundary::Reflect`].
    #[doc(alias = "mode")]
    #[doc(alias = "cval")]
    pub boundary: Boundary<F>,
}

impl<F: Real> Default for GreyOptions<F> {
    fn default() -> Self {
        Self { structure: None, origin: Vec::new(), boundary: Boundary::Reflect }
    }
}

/// A checked window with its heights.
struct Element<F> {
    region: Region,
    heights: Option<Vec<F>>,
    boundary: Boundary<F>,
}

impl<F: Real> Element<F> {
    fn new<D: Dimension>(
        x: &ArrayRef<F, D>,
        window: &Window,
        options: &GreyOptions<F>,
    ) -> Result<Self> {
        let region = Region::new(window, &options.origin, x.shape())?;
        if let Some(structure) = &options.structure
            && structure.shape() != region.sizes
        {
            let (expected, actual) = (region.sizes, structure.shape().to_vec());
            return Err(Error::Shape { name: "structure", expected, actual });
        }
        let heights = options.structure.as_ref().map(|structure| {
            let members = structure.iter().enumerate();
            let belongs = |i: usize| region.members.as_ref().is_none_or(|members| members[i]);
            members.filter(|&(i, _)| belongs(i)).map(|(_, &height)| height).collect()
        });
        Ok(Self { region, heights, boundary: options.boundary })
    }

    fn erode<D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        match &self.heights {
            None => extremum_filter(x, &self.region, self.boundary, Extremum::Minimum),
            Some(heights) => {
                let depths: Vec<F> = heights.iter().map(|&height| -height).collect();
                self.sloped(x, &self.region, &depths, Extremum::Minimum)
            }
        }
    }

    fn dilate<D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        let region = self.region.mirrored();
        match &self.heights {
            None => extremum_filter(x, &region, self.boundary, Extremum::Maximum),
            Some(heights) => {
                let mirrored: Vec<F> = heights.iter().rev().copied().collect();
                self.sloped(x, &region, &mirrored, Extremum::Maximum)
            }
        }
    }

    fn sloped<D: Dimension>(
        &self,
        x: &ArrayRef<F, D>,
        region: &Region,
        heights: &[F],
        extremum: Extremum,
    ) -> Array<F, D> {
        let out =
            sloped_extremum(&elements(x), x.shape(), (region, heights), self.boundary, extremum);
        from_elements(x.raw_dim(), out)
    }
}
