//! Nelder's and Mead's simplex search, for likelihoods that have no closed maximum.
//!
//! `onkai-optimize` stands beside this crate, not below it, so that it cannot be used here.
//!
//! J. A. Nelder, R. Mead, "A simplex method for function minimization", Comput. J. 7, 1965.
//! <https://doi.org/10.1093/comjnl/7.4.308>

/// Where the search ended.
pub(super) struct Minimum {
    pub(super) x: Vec<f64>,
    pub(super) value: f64,
    pub(super) n_iter: usize,
    pub(super) converged: bool,
}

/// Relative spread of the simplex and of its values at which a run ends.
const TOLERANCE: f64 = 1e-11;
/// Runs from the best point so far; a simplex may collapse before it arrives.
const RESTARTS: usize = 8;
const STEPS_PER_RUN: usize = 600;

/// The least value near `start`; infinite values are walls.
pub(super) fn minimize(f: impl Fn(&[f64]) -> f64, start: &[f64]) -> Minimum {
    let mut best = Minimum { x: start.to_vec(), value: f(start), n_iter: 0, converged: false };
    for run in 0..RESTARTS {
        let size = if run == 0 { 0.1 } else { 0.02 };
        let next = search(&f, &best.x, size);
        let gain = best.value - next.value;
        let n_iter = best.n_iter + next.n_iter;
        let converged = next.converged;
        let settled = gain.abs() <= 1e-10 * (1.0 + next.value.abs());
        if next.value <= best.value {
            best = next;
        }
        best.n_iter = n_iter;
        best.converged = converged && settled;
        if best.converged {
            break;
        }
    }
    best
}

fn search(f: &impl Fn(&[f64]) -> f64, start: &[f64], size: f64) -> Minimum {
    let n = start.len();
    let mut corners = vec![(f(start), start.to_vec())];
    for i in 0..n {
        let mut x = start.to_vec();
        x[i] += if x[i] == 0.0 { 0.01 } else { size * x[i] };
        corners.push((f(&x), x));
    }
    for step in 0..STEPS_PER_RUN * n {
        corners.sort_by(|a, b| a.0.total_cmp(&b.0));
        if is_small(&corners) {
            return finish(&corners, step, true);
        }
        let (worst, others) = (corners[n].clone(), &corners[..n]);
        let center: Vec<f64> =
            (0..n).map(|j| others.iter().map(|c| c.1[j]).sum::<f64>() / n as f64).collect();
        let along = |factor: f64| -> (f64, Vec<f64>) {
            let x: Vec<f64> =
                center.iter().zip(&worst.1).map(|(c, w)| c + factor * (c - w)).collect();
            (f(&x), x)
        };
        let reflected = along(1.0);
        let (least, second) = (corners[0].0, corners[n - 1].0);
        let replacement = if reflected.0 < least {
            let expanded = along(2.0);
            Some(if expanded.0 < reflected.0 { expanded } else { reflected })
        } else if reflected.0 < second {
            Some(reflected)
        } else {
            let contracted = if reflected.0 < worst.0 { along(0.5) } else { along(-0.5) };
            (contracted.0 < worst.0.min(reflected.0)).then_some(contracted)
        };
        if let Some(corner) = replacement {
            corners[n] = corner;
        } else {
            let anchor = corners[0].1.clone();
            for corner in &mut corners[1..] {
                for (v, a) in corner.1.iter_mut().zip(&anchor) {
                    *v = a + 0.5 * (*v - a);
                }
                corner.0 = f(&corner.1);
            }
        }
    }
    corners.sort_by(|a, b| a.0.total_cmp(&b.0));
    finish(&corners, STEPS_PER_RUN * n, false)
}

fn is_small(corners: &[(f64, Vec<f64>)]) -> bool {
    let (value, anchor) = &corners[0];
    let spread = corners[corners.len() - 1].0 - value;
    let is_near = |corner: &(f64, Vec<f64>)| {
        let pairs = corner.1.iter().zip(anchor);
        { pairs }.all(|(v, a)| (v - a).abs() <= 1e-7 * (1e-3 + a.abs()))
    };
    spread <= TOLERANCE * (1.0 + value.abs()) && corners.iter().all(is_near)
}

fn finish(corners: &[(f64, Vec<f64>)], n_iter: usize, converged: bool) -> Minimum {
    Minimum { x: corners[0].1.clone(), value: corners[0].0, n_iter, converged }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curved_valley_and_a_wall() {
        let valley = |x: &[f64]| 100.0 * (x[1] - x[0] * x[0]).powi(2) + (1.0 - x[0]).powi(2);
        let minimum = minimize(valley, &[-1.2, 1.0]);
        assert!(minimum.converged && minimum.n_iter > 0);
        assert!(minimum.x.iter().all(|x| (x - 1.0).abs() < 1e-5));
        let wall = |x: &[f64]| if x[0] < 2.0 { f64::INFINITY } else { x[0] * x[0] };
        assert!((minimize(wall, &[5.0]).x[0] - 2.0).abs() < 1e-5);
    }
}
