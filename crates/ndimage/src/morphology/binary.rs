//! Morphology of sets.
//!
//! Counterpart of `scipy.ndimage.binary_erosion`, `binary_dilation`, `binary_opening`,
//! `binary_closing`, `binary_propagation`, `binary_fill_holes` and `binary_hit_or_miss`.

use std::borrow::Cow;

use ndarray::{Array, ArrayD, ArrayRef, Dimension};
use onkai_core::{Error, Result};

use super::erosion::{Iterations, erode};
use super::structure::generate_binary_structure;
use crate::grid::{elements, from_elements};
use crate::window::{Region, Window};

/// Keeps the samples that are true, as are all in the structure about them.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Values`] when the structure has another number of axes than `x`, or does not hold its own
/// centre but is to be applied until nothing changes; [`Error::Shape`] when the mask has another shape;
/// [`Error::Parameter`] when the origin moves the structure off its output, an axis of the structure
/// has length zero or there are no iterations.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::binary_erosion;
/// let y = binary_erosion(&array![false, true, true, true, true], &Default::default())?;
/// assert_eq!(y, array![false, false, true, true, false]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn binary_erosion<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &BinaryOptions,
) -> Result<Array<bool, D>> {
    let element = Element::new(x, options)?;
    Ok(from_elements(x.raw_dim(), element.erode(&elements(x))?))
}

/// Adds to the set all samples in the structure about each that is true.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`binary_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{BinaryOptions, Iterations, binary_dilation};
/// let twice = BinaryOptions { iterations: Iterations::Times(2), ..Default::default() };
/// let y = binary_dilation(&array![false, false, false, true], &twice)?;
/// assert_eq!(y, array![false, true, true, true]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn binary_dilation<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &BinaryOptions,
) -> Result<Array<bool, D>> {
    let element = Element::new(x, options)?;
    Ok(from_elements(x.raw_dim(), element.dilate(&elements(x))?))
}

/// Erosion, then dilation: what is smaller than the structure goes.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`binary_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::binary_opening;
/// let y = binary_opening(&array![false, true, false, true, true, true, false], &Default::default())?;
/// assert_eq!(y, array![false, false, false, true, true, true, false]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn binary_opening<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &BinaryOptions,
) -> Result<Array<bool, D>> {
    let element = Element::new(x, options)?;
    let eroded = element.erode(&elements(x))?;
    Ok(from_elements(x.raw_dim(), element.dilate(&eroded)?))
}

/// Dilation, then erosion: gaps that are smaller than the structure close.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`binary_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::binary_closing;
/// let y = binary_closing(&array![false, true, false, true, false, false, false], &Default::default())?;
/// assert_eq!(y, array![false, true, true, true, false, false, false]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn binary_closing<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &BinaryOptions,
) -> Result<Array<bool, D>> {
    let element = Element::new(x, options)?;
    let dilated = element.dilate(&elements(x))?;
    Ok(from_elements(x.raw_dim(), element.erode(&dilated)?))
}

/// Dilation until nothing changes, within `options.mask`: what is connected to the set.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`binary_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{BinaryOptions, binary_propagation};
/// let mask = Some(array![true, true, true, false, true].into_dyn());
/// let seed = array![false, true, false, false, false];
/// let y = binary_propagation(&seed, &BinaryOptions { mask, ..Default::default() })?;
/// assert_eq!(y, array![true, true, true, false, false]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// `options.iterations` is of no account.
pub fn binary_propagation<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &BinaryOptions,
) -> Result<Array<bool, D>> {
    let mut element = Element::new(x, options)?;
    element.iterations = Iterations::UntilStable;
    Ok(from_elements(x.raw_dim(), element.dilate(&elements(x))?))
}

/// Adds to the set what cannot be reached from beyond the ends without crossing it.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`binary_erosion`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::binary_fill_holes;
/// let y = binary_fill_holes(&array![false, true, false, false, true, false], &Default::default())?;
/// assert_eq!(y, array![false, true, true, true, true, false]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Of `options` the structure and the origin count, as in SciPy, which takes no others.
pub fn binary_fill_holes<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &BinaryOptions,
) -> Result<Array<bool, D>> {
    let options = BinaryOptions {
        structure: options.structure.clone(),
        origin: options.origin.clone(),
        iterations: Iterations::UntilStable,
        border_value: true,
        mask: None,
    };
    let mut element = Element::new(x, &options)?;
    element.mask = Some(Cow::Owned(x.iter().map(|v| !v).collect()));
    let outside = element.dilate(&vec![false; x.len()])?;
    Ok(from_elements(x.raw_dim(), outside.into_iter().map(|v| !v).collect()))
}

/// Finds a pattern: samples where all of `structure1` is true and all of `structure2` false.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// [`Error::Values`] when a structure has another number of axes than `x`, [`Error::Parameter`] when an
/// origin moves its structure off the output or an axis of a structure has length zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{HitOrMissOptions, binary_hit_or_miss};
/// let rise = Some(array![false, true].into_dyn());
/// let options = HitOrMissOptions { structure1: rise, ..Default::default() };
/// let y = binary_hit_or_miss(&array![true, false, true, true], &options)?;
/// assert_eq!(y, array![true, false, true, false]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn binary_hit_or_miss<D: Dimension>(
    x: &ArrayRef<bool, D>,
    options: &HitOrMissOptions,
) -> Result<Array<bool, D>> {
    let structure1 = structure_or_default(options.structure1.as_ref(), x.ndim())?;
    let structure2 =
        options.structure2.clone().unwrap_or_else(|| structure1.mapv(|member| !member));
    let origin2 = options.origin2.as_ref().unwrap_or(&options.origin1);
    let region1 = region_of(&structure1, &options.origin1, x.shape())?;
    let region2 = region_of(&structure2, origin2, x.shape())?;
    let x_elements = elements(x);
    let inverse: Vec<bool> = x_elements.iter().map(|v| !v).collect();
    let mut hits = erode(&x_elements, x.shape(), (&region1, false), None, Iterations::Times(1))?;
    let misses = erode(&inverse, x.shape(), (&region2, true), None, Iterations::Times(1))?;
    hits.iter_mut().zip(misses).for_each(|(hit, miss)| *hit &= miss);
    Ok(from_elements(x.raw_dim(), hits))
}

/// Options of the morphology of sets; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BinaryOptions {
    /// The structure, with as many axes as the input. Default: `None`, meaning
    /// `generate_binary_structure(rank, 1)`.
    pub structure: Option<ArrayD<bool>>,
    /// How often to repeat. Default: once.
    pub iterations: Iterations,
    /// Where samples may change. Default: `None`, meaning everywhere.
    pub mask: Option<ArrayD<bool>>,
    /// What stands beyond the ends. Default: `false`.
    pub border_value: bool,
    /// By how many samples the structure lies earlier than about its output: one for each axis, one
    /// for all, or none for 0. Default: none.
    pub origin: Vec<isize>,
}

/// Options of [`binary_hit_or_miss`]; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitOrMissOptions {
    /// What must be true. Default: `None`, meaning `generate_binary_structure(rank, 1)`.
    pub structure1: Option<ArrayD<bool>>,
    /// What must be false. Default: `None`, meaning what is not in `structure1`.
    pub structure2: Option<ArrayD<bool>>,
    /// Origin of `structure1`; see [`BinaryOptions::origin`]. Default: none.
    pub origin1: Vec<isize>,
    /// Origin of `structure2`. Default: `None`, meaning `origin1`.
    pub origin2: Option<Vec<isize>>,
}

/// Checked options, for an array of known shape.
struct Element<'a> {
    shape: &'a [usize],
    region: Region,
    border: bool,
    mask: Option<Cow<'a, [bool]>>,
    iterations: Iterations,
}

impl<'a> Element<'a> {
    fn new<D: Dimension>(x: &'a ArrayRef<bool, D>, options: &'a BinaryOptions) -> Result<Self> {
        let structure = structure_or_default(options.structure.as_ref(), x.ndim())?;
        let region = region_of(&structure, &options.origin, x.shape())?;
        if let Some(mask) = &options.mask
            && mask.shape() != x.shape()
        {
            let (expected, actual) = (x.shape().to_vec(), mask.shape().to_vec());
            return Err(Error::Shape { name: "mask", expected, actual });
        }
        Ok(Self {
            shape: x.shape(),
            region,
            border: options.border_value,
            mask: options.mask.as_ref().map(|mask| elements(mask)),
            iterations: options.iterations,
        })
    }

    fn erode(&self, x: &[bool]) -> Result<Vec<bool>> {
        erode(x, self.shape, (&self.region, self.border), self.mask.as_deref(), self.iterations)
    }

    /// What is not in a set is eroded by the mirrored structure as the set is dilated.
    fn dilate(&self, x: &[bool]) -> Result<Vec<bool>> {
        let inverse: Vec<bool> = x.iter().map(|v| !v).collect();
        let window = (&self.region.mirrored(), !self.border);
        let mut out = erode(&inverse, self.shape, window, self.mask.as_deref(), self.iterations)?;
        for v in &mut out {
            *v = !*v;
        }
        Ok(out)
    }
}

fn structure_or_default(
    structure: Option<&ArrayD<bool>>,
    rank: usize,
) -> Result<Cow<'_, ArrayD<bool>>> {
    match structure {
        Some(structure) => Ok(Cow::Borrowed(structure)),
        None => Ok(Cow::Owned(generate_binary_structure(rank, 1)?)),
    }
}

fn region_of(structure: &ArrayD<bool>, origin: &[isize], shape: &[usize]) -> Result<Region> {
    Region::of_any(&Window::Footprint(structure.clone()), origin, shape).map_err(
        |error| match error {
            Error::Values { name: "footprint", requirement } => {
                Error::Values { name: "structure", requirement }
            }
            Error::Parameter { name: "footprint", value, requirement } => {
                Error::Parameter { name: "structure", value, requirement }
            }
            other => other,
        },
    )
}
