//! A root by Algorithm 748: inverse cubic interpolation that shrinks the bracket from both sides.
//!
//! Counterpart of `scipy.optimize.toms748`.

use onkai_core::{Error, Result};

use super::scalar_root::{
    Counted, Ends, RootFlag, RootScalarOptions, ScalarRoot, Tolerances, look_at_ends,
};

/// A root of `f` between the ends of `bracket`, with `k` Newton-quadratic steps an iteration.
///
/// `k = 2` is asymptotically the most efficient choice, `k = 1` the safest.
///
/// # Errors
///
/// As [`root_scalar`](crate::root_scalar); [`Error::Parameter`] if `k` is 0.
///
/// # Examples
///
/// ```
/// let root = onkai_optimize::toms748(|x| x * x * x - 1.0, (0.0, 2.0), 1, &Default::default())?;
/// assert!((root.root - 1.0).abs() < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The ends of the bracket may come in either order. A point that interpolation gave is used once;
/// SciPy evaluates it again where the next interpolation of the same iteration (`k ≥ 2`) fails.
///
/// # References
///
/// G. E. Alefeld, F. A. Potra, Y. Shi, "Algorithm 748: enclosing zeros of continuous functions",
/// ACM Trans. Math. Softw. 21(3), 1995. <https://doi.org/10.1145/210089.210111>
pub fn toms748<F: FnMut(f64) -> f64>(
    f: F,
    bracket: (f64, f64),
    k: usize,
    options: &RootScalarOptions,
) -> Result<ScalarRoot> {
    let tolerances = options.bracketing()?;
    if k == 0 {
        return Err(Error::parameter("k", 0.0, "at least 1"));
    }
    let bracket = if bracket.0 > bracket.1 { (bracket.1, bracket.0) } else { bracket };
    let mut f = Counted::new(f);
    let (fa, fb) = match look_at_ends(&mut f, bracket)? {
        Ends::Root(root) => return Ok(root),
        Ends::Values(fa, fb) => (fa, fb),
    };
    let (a, b) = (Point { x: bracket.0, f: fa }, Point { x: bracket.1, f: fb });
    let mut search = Search { f, a, b, d: None, e: None, tolerances };
    let secant = a.x - fa * (b.x - a.x) / (fb - fa);
    let c = if search.contains(secant) { secant } else { search.middle() };
    let mut end = search.take(c);
    for n_iter in 2..=tolerances.maxiter {
        if let Some((root, flag)) = end {
            return Ok(search.f.result(root, n_iter - 1, flag));
        }
        end = search.iterate(k);
    }
    let (root, flag) = end.unwrap_or((search.middle(), RootFlag::IterationLimit));
    Ok(search.f.result(root, tolerances.maxiter, flag))
}

#[derive(Clone, Copy, PartialEq)]
struct Point {
    x: f64,
    f: f64,
}

/// A search that is over, with its root.
type End = Option<(f64, RootFlag)>;

/// The bracket `[a, b]`, and the last points that were left outside.
struct Search<F> {
    f: Counted<F>,
    a: Point,
    b: Point,
    d: Option<Point>,
    e: Option<Point>,
    tolerances: Tolerances,
}

impl<F: FnMut(f64) -> f64> Search<F> {
    fn contains(&self, x: f64) -> bool {
        self.a.x < x && x < self.b.x
    }

    fn middle(&self) -> f64 {
        0.5 * (self.a.x + self.b.x)
    }

    /// Evaluates at `x` and makes it an end of the bracket.
    fn take(&mut self, x: f64) -> End {
        let new = Point { x, f: self.f.at(x) };
        if new.f == 0.0 {
            return Some((x, RootFlag::Converged));
        }
        if !new.f.is_finite() {
            return Some((x, RootFlag::NotFinite));
        }
        self.e = self.d;
        let end = if (self.a.f < 0.0) == (new.f < 0.0) { &mut self.a } else { &mut self.b };
        self.d = Some(std::mem::replace(end, new));
        None
    }

    fn iterate(&mut self, k: usize) -> End {
        let width = self.b.x - self.a.x;
        for n_steps in 2..k + 2 {
            let x = self.interpolate().unwrap_or_else(|| self.newton_quadratic(n_steps));
            if let end @ Some(_) = self.take(x) {
                return end;
            }
        }
        let x = self.double_secant();
        if let end @ Some(_) = self.take(x) {
            return end;
        }
        if self.b.x - self.a.x > 0.5 * width
            && let end @ Some(_) = self.take(self.middle())
        {
            return end;
        }
        let close = self.tolerances.xtol + self.tolerances.rtol * self.b.x.abs();
        (self.b.x - self.a.x <= close).then(|| (self.middle(), RootFlag::Converged))
    }

    /// The inverse cubic through four points at 0, if their values are distinct and it falls inside.
    fn interpolate(&self) -> Option<f64> {
        let points = [self.a, self.b, self.d?, self.e?];
        let [a, b, c, d] = points;
        let close = |p: &Point, q: &Point| (p.f - q.f).abs() <= 32.0 * f64::EPSILON;
        if (0..4).any(|i| points[..i].iter().any(|p| close(p, &points[i]))) {
            return None;
        }
        let q11 = (c.x - d.x) * c.f / (d.f - c.f);
        let q21 = (b.x - c.x) * b.f / (c.f - b.f);
        let q31 = (a.x - b.x) * a.f / (b.f - a.f);
        let d21 = (b.x - c.x) * c.f / (c.f - b.f);
        let d31 = (a.x - b.x) * b.f / (b.f - a.f);
        let q22 = (d21 - q11) * b.f / (d.f - b.f);
        let q32 = (d31 - q21) * a.f / (c.f - a.f);
        let d32 = (d31 - q21) * c.f / (c.f - a.f);
        let q33 = (d32 - q22) * a.f / (d.f - a.f);
        let x = a.x + (q31 + q32 + q33);
        self.contains(x).then_some(x)
    }

    /// Newton's steps on the parabola through the ends and the last point outside.
    fn newton_quadratic(&self, n_steps: usize) -> f64 {
        let (a, b) = (self.a, self.b);
        let slope = (b.f - a.f) / (b.x - a.x);
        let bend = self.d.map_or(0.0, |d| ((d.f - b.f) / (d.x - b.x) - slope) / (d.x - a.x));
        let mut x = a.x - a.f / slope;
        if bend != 0.0 && bend.is_finite() {
            x = if bend * a.f > 0.0 { a.x } else { b.x };
            for _ in 0..n_steps {
                let value = (bend * (x - b.x) + slope) * (x - a.x) + a.f;
                let next = x - value / (slope + bend * (2.0 * x - a.x - b.x));
                if !self.contains(next) {
                    return if self.contains(x) { x } else { self.middle() };
                }
                x = next;
            }
        }
        if self.contains(x) { x } else { self.middle() }
    }

    /// A secant step of double length from the better end, which tends to cross the root.
    fn double_secant(&self) -> f64 {
        let (best, other) =
            if self.a.f.abs() < self.b.f.abs() { (self.a, self.b) } else { (self.b, self.a) };
        let slope = (self.b.f - self.a.f) / (self.b.x - self.a.x);
        let x = best.x - 2.0 * best.f / slope;
        if (x - best.x).abs() > 0.5 * (self.b.x - self.a.x) {
            return self.middle();
        }
        if (x - best.x).abs() > f64::EPSILON * best.x.abs() {
            return x;
        }
        // The step is lost in rounding: move by the tolerance, or by more where the values differ
        // so much that the secant says nothing.
        let moved = if best.f.abs() < other.f.abs() * 2.0_f64.powi(-50) {
            (31.0 * best.x + other.x) / 32.0
        } else {
            let step = x.abs() * self.tolerances.rtol + self.tolerances.xtol;
            best.x + step.copysign(other.x - best.x)
        };
        if self.contains(moved) { moved } else { self.middle() }
    }
}
