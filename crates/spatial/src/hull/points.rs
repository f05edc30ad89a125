//! Points of the plane or of space, and exact answers about where they lie.
//!
//! J. R. Shewchuk: Adaptive precision floating-point arithmetic and fast robust geometric predicates.
//! Discrete & Computational Geometry 18 (1997), <https://doi.org/10.1007/PL00009321>

use ndarray::ArrayRef2;
use onkai_core::{Error, Real, Result, check_finite};
use robust::{Coord, Coord3D};

/// The vertex at infinity, which makes the outside of a hull part of a triangulation.
pub(super) const GHOST: u32 = u32::MAX;

/// Points, scaled by a power of two so that no product in a predicate overflows; the third
/// coordinate is 0 in the plane.
#[derive(Clone, Debug)]
pub(super) struct Points {
    pub(super) coords: Vec<[f64; 3]>,
    pub(super) dim: usize,
    /// Multiplied with this, coordinates are the caller's again.
    pub(super) scale: f64,
    /// How far rounding may have moved a point, in the scale of the coordinates.
    pub(super) noise: f64,
}

impl Points {
    /// Takes over points of two or three coordinates that are finite and more than the dimension.
    pub(super) fn new<F: Real>(points: &ArrayRef2<F>) -> Result<Self> {
        let (n, dim) = points.dim();
        if dim != 2 && dim != 3 {
            let (expected, actual) = (vec![n, 3], vec![n, dim]);
            return Err(Error::Shape { name: "points", expected, actual });
        }
        if n <= dim {
            return Err(Error::TooShort { name: "points", expected: dim + 1, actual: n });
        }
        if GHOST as usize <= n {
            return Err(Error::parameter("points", n as f64, "fewer than 4294967295 rows"));
        }
        check_finite("points", points)?;
        let largest = points.iter().fold(0.0, |max: f64, x| max.max(x.as_f64().abs()));
        // The smallest numbers of all have no reciprocal.
        let exponent = if largest == 0.0 { 0 } else { (largest.log2().floor() as i32).max(-1000) };
        // In two steps, as a power may be too small for one.
        let (half, rest) = (2.0_f64.powi(-exponent / 2), 2.0_f64.powi(-exponent - -exponent / 2));
        let coords = points.rows().into_iter().map(|row| {
            let mut point = [0.0; 3];
            point.iter_mut().zip(row).for_each(|(p, x)| *p = x.as_f64() * half * rest);
            point
        });
        let coords = coords.collect();
        let scale = 2.0_f64.powi(exponent);
        Ok(Self { coords, dim, scale, noise: 8.0 * F::epsilon().as_f64() * 2.0 })
    }

    pub(super) fn len(&self) -> usize {
        self.coords.len()
    }

    #[inline]
    pub(super) fn at(&self, i: u32) -> [f64; 3] {
        self.coords[i as usize]
    }

    /// Positive if `p` lies inside the circle or sphere through a positively oriented simplex, 0 if
    /// exactly on it.
    #[inline]
    pub(super) fn in_sphere<const N: usize>(&self, simplex: [u32; N], p: [f64; 3]) -> f64 {
        let [a, b, c] = [0, 1, 2].map(|i| self.at(simplex[i]));
        if N == 3 {
            robust::incircle(flat(a), flat(b), flat(c), flat(p))
        } else {
            robust::insphere(solid(a), solid(b), solid(c), solid(self.at(simplex[N - 1])), solid(p))
        }
    }
}

/// A number whose sign says on which side the last point lies of the line or plane through the
/// others; 0 if exactly on it.
#[inline]
pub(super) fn orient<const N: usize>(simplex: &[[f64; 3]; N]) -> f64 {
    if N == 3 {
        robust::orient2d(flat(simplex[0]), flat(simplex[1]), flat(simplex[2]))
    } else {
        robust::orient3d(solid(simplex[0]), solid(simplex[1]), solid(simplex[2]), solid(simplex[3]))
    }
}

fn flat([x, y, _]: [f64; 3]) -> Coord<f64> {
    Coord { x, y }
}

fn solid([x, y, z]: [f64; 3]) -> Coord3D<f64> {
    Coord3D { x, y, z }
}

pub(super) fn minus(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub(super) fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub(super) fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

pub(super) fn norm(a: [f64; 3]) -> f64 {
    dot(a, a).sqrt()
}
