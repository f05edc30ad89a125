//! Chebyshev series, pieced together.

/// A series in Chebyshev's polynomials on an interval.
#[derive(Debug)]
pub(super) struct Chebyshev {
    /// The lower end of the interval.
    pub(super) low: f64,
    /// The upper end.
    pub(super) high: f64,
    /// The coefficients of T₀, T₁, …
    pub(super) coefficients: &'static [f64],
}

impl Chebyshev {
    /// The sum at a point of the interval, by Clenshaw's recurrence.
    pub(super) fn value(&self, x: f64) -> f64 {
        let t = ((x - self.low) + (x - self.high)) / (self.high - self.low);
        let (mut b1, mut b2) = (0.0, 0.0);
        for &c in self.coefficients[1..].iter().rev() {
            (b1, b2) = (c + 2.0 * t * b1 - b2, b1);
        }
        self.coefficients[0] + t * b1 - b2
    }
}

/// The series of the piece in which `x` lies; pieces come from the upper end down to 0.
pub(super) fn in_pieces(pieces: &[Chebyshev], x: f64) -> f64 {
    // NaN lies in none, and is passed on.
    pieces.iter().find(|piece| piece.low <= x).map_or(f64::NAN, |piece| piece.value(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_are_found_again() {
        // T₀ + 2 T₂ on [1, 3] is 1 + 2 (2 (x - 2)² - 1).
        let series = Chebyshev { low: 1.0, high: 3.0, coefficients: &[1.0, 0.0, 2.0] };
        assert_eq!(series.value(2.5), 0.0);
        assert_eq!(series.value(3.0), 3.0);
    }
}
