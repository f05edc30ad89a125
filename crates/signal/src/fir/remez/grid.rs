//! The grid on which the error of an equiripple filter is looked at, and the four types of phase.
//!
//! A filter's gain is `q(f) Σ aⱼ cos(2πjf)`, where `q` is 1, `cos(πf)`, `sin(2πf)` or `sin(πf)`.
//! Divided by `q`, all four are one task: to fit a sum of cosines.

use std::f64::consts::{PI, TAU};

use crate::fir::remez::design::{Band, RemezKind};

/// Length and symmetry of a filter: its type by the usual count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symmetry {
    /// Type I.
    OddSymmetric,
    /// Type II.
    EvenSymmetric,
    /// Type III.
    OddAntisymmetric,
    /// Type IV.
    EvenAntisymmetric,
}

impl Symmetry {
    pub(super) fn of(n_taps: usize, is_antisymmetric: bool) -> Self {
        match (n_taps % 2, is_antisymmetric) {
            (1, false) => Self::OddSymmetric,
            (_, false) => Self::EvenSymmetric,
            (1, true) => Self::OddAntisymmetric,
            (_, true) => Self::EvenAntisymmetric,
        }
    }

    pub(super) fn n_cosines(self, n_taps: usize) -> usize {
        if self == Self::OddSymmetric { n_taps / 2 + 1 } else { n_taps / 2 }
    }

    fn is_antisymmetric(self) -> bool {
        matches!(self, Self::OddAntisymmetric | Self::EvenAntisymmetric)
    }

    /// The factor `q(f)`.
    fn factor(self, f: f64) -> f64 {
        match self {
            Self::OddSymmetric => 1.0,
            Self::EvenSymmetric => (PI * f).cos(),
            Self::OddAntisymmetric => (TAU * f).sin(),
            Self::EvenAntisymmetric => (PI * f).sin(),
        }
    }

    /// The coefficients whose gain is the sum of `cosines` times the factor.
    pub(super) fn taps(self, cosines: &[f64], n_taps: usize) -> Vec<f64> {
        let a = |j: usize| cosines.get(j).copied().unwrap_or(0.0);
        let half = n_taps / 2;
        let mut taps = vec![0.0; n_taps];
        // Products of two waves are sums of two others: `side` is half the amplitude of the wave
        // that a pair of taps makes.
        for m in 1..=half {
            let side = match self {
                Self::OddSymmetric => a(m) / 2.0,
                Self::EvenSymmetric if m == 1 => a(0) / 2.0 + a(1) / 4.0,
                Self::EvenSymmetric => (a(m - 1) + a(m)) / 4.0,
                Self::OddAntisymmetric if m == 1 => a(0) / 2.0 - a(2) / 4.0,
                Self::OddAntisymmetric => (a(m - 1) - a(m + 1)) / 4.0,
                Self::EvenAntisymmetric if m == 1 => a(0) / 2.0 - a(1) / 4.0,
                Self::EvenAntisymmetric => (a(m - 1) - a(m)) / 4.0,
            };
            taps[half - m] = side;
            taps[n_taps - 1 - (half - m)] = if self.is_antisymmetric() { -side } else { side };
        }
        if self == Self::OddSymmetric {
            taps[half] = a(0);
        }
        taps
    }
}

/// What the sum of cosines must approximate, point by point.
#[derive(Debug)]
pub(super) struct Grid {
    /// `cos(2πf)`, falling.
    pub(super) x: Vec<f64>,
    /// The desired gain over the factor.
    pub(super) desired: Vec<f64>,
    /// The weight times the factor.
    pub(super) weight: Vec<f64>,
    /// Whether a band begins here.
    pub(super) is_first: Vec<bool>,
}

impl Grid {
    /// Points `0.5 / n_points` apart in each band, both edges of each included.
    pub(super) fn new(
        bands: &[Band],
        kind: RemezKind,
        symmetry: Symmetry,
        n_points: usize,
    ) -> Self {
        let step = 0.5 / n_points as f64;
        let mut grid =
            Self { x: Vec::new(), desired: Vec::new(), weight: Vec::new(), is_first: Vec::new() };
        for (number, band) in bands.iter().enumerate() {
            let mut f = band.lower;
            // Antisymmetric filters have no gain at zero frequency.
            if number == 0 && symmetry.is_antisymmetric() && f < step {
                f = step.min(band.upper);
            }
            let mut frequencies = vec![f];
            while f + step <= band.upper {
                f += step;
                frequencies.push(f);
            }
            if let Some(last) = frequencies.last_mut() {
                *last = band.upper;
            }
            // Types II and III have none at the Nyquist frequency.
            let has_no_end =
                matches!(symmetry, Symmetry::EvenSymmetric | Symmetry::OddAntisymmetric);
            if number + 1 == bands.len() && has_no_end && 0.5 - step < band.upper {
                frequencies.pop();
            }
            for (i, f) in frequencies.into_iter().enumerate() {
                grid.push(f, band, kind, symmetry.factor(f));
                grid.is_first.push(i == 0);
            }
        }
        grid
    }

    pub(super) fn len(&self) -> usize {
        self.x.len()
    }

    fn push(&mut self, f: f64, band: &Band, kind: RemezKind, factor: f64) {
        let (mut desired, mut weight) = (band.desired, band.weight);
        if kind == RemezKind::Differentiator {
            desired *= f;
            // Errors count relative to the gain, where there is one; 1e-4 is the original's bound.
            if 1e-4 <= band.desired {
                weight /= f;
            }
        }
        self.x.push((TAU * f).cos());
        self.desired.push(desired / factor);
        self.weight.push(weight * factor);
    }
}
