//! The minimum of the quadratic model over the variables that are free at the Cauchy point.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_linalg::{SolveOptions, solve};

use super::cauchy::Cauchy;
use super::memory::Memory;
use crate::minimize::Bounds;

/// Moves the free variables of the Cauchy point to the model's minimum, then back into the bounds.
///
/// The whole is projected as long as it leads downhill, else shortened. False if the model is singular.
///
/// # References
///
/// J. L. Morales, J. Nocedal, *Remark on "Algorithm 778: L-BFGS-B"*, ACM Trans. Math. Softw. 38 (2011)
/// 7:1–7:4, doi:10.1145/2049662.2049669.
pub(super) fn minimize_free(
    cauchy: &mut Cauchy,
    x: &ArrayRef1<f64>,
    gradient: &ArrayRef1<f64>,
    bounds: &Bounds,
    memory: &Memory,
) -> bool {
    if cauchy.free.is_empty() || memory.is_empty() {
        return true;
    }
    let Some(step) = newton_step(cauchy, x, gradient, memory) else { return false };
    let free = cauchy.free.iter().copied();
    let mut target = cauchy.point.clone();
    for (i, d) in free.zip(&step) {
        target[i] = (target[i] + d).max(bounds.lower[i]).min(bounds.upper[i]);
    }
    let slope: f64 =
        target.iter().zip(x).zip(gradient).map(|((target, x), g)| (target - x) * g).sum();
    if slope <= 0.0 {
        cauchy.point = target;
    } else {
        shorten(cauchy, &step, bounds);
    }
    true
}

/// Goes from the Cauchy point along `step` as far as the bounds allow.
fn shorten(cauchy: &mut Cauchy, step: &[f64], bounds: &Bounds) {
    let mut part = 1.0;
    let mut stopper = None;
    for (&i, &d) in cauchy.free.iter().zip(step) {
        let bound = if d < 0.0 { bounds.lower[i] } else { bounds.upper[i] };
        let room = bound - cauchy.point[i];
        if d != 0.0 && (d * part).abs() > room.abs() {
            part = room / d;
            stopper = Some((i, bound));
        }
    }
    for (&i, &d) in cauchy.free.iter().zip(step) {
        cauchy.point[i] += part * d;
    }
    if let Some((i, bound)) = stopper {
        cauchy.point[i] = bound;
    }
}

/// The step of the free variables: with the selection `Z` of them and the model's reduced gradient `−r`
///
/// ```text
/// d = r / θ + Zᵀ W N⁻¹ Wᵀ Z r / θ²,   N = M⁻¹ − Wᵀ Z Zᵀ W / θ
/// ```
fn newton_step(
    cauchy: &Cauchy,
    x: &ArrayRef1<f64>,
    gradient: &ArrayRef1<f64>,
    memory: &Memory,
) -> Option<Vec<f64>> {
    let theta = memory.theta;
    let mut image = vec![0.0; 2 * memory.len()];
    memory.middle_into(&cauchy.projection, &mut image);
    let residual: Vec<f64> = cauchy
        .free
        .iter()
        .map(|&i| memory.combine(i, &image) - theta * (cauchy.point[i] - x[i]) - gradient[i])
        .collect();
    let gather = |v: &Array1<f64>| -> f64 {
        cauchy.free.iter().zip(&residual).map(|(&i, r)| v[i] * r).sum()
    };
    let along_steps = memory.steps.iter().map(|s| theta * gather(s));
    let projected: Array1<f64> = memory.changes.iter().map(gather).chain(along_steps).collect();
    let solution = solve(&reduced(cauchy, memory), &projected, &SolveOptions::default()).ok()?.x;
    if !solution.iter().all(|v| v.is_finite()) {
        return None;
    }
    let solution = solution.to_vec();
    let step = cauchy.free.iter().zip(&residual);
    Some(step.map(|(&i, r)| (r + memory.combine(i, &solution) / theta) / theta).collect())
}

/// The matrix
///
/// ```text
/// N = | −D − YᵀZZᵀY/θ    Lᵀ − YᵀZZᵀS |
///     | L − SᵀZZᵀY       θ SᵀAAᵀS    |
/// ```
///
/// with the selection `A` of the active variables. Products over the fewer of both are summed, those
/// over the others are what is missing to the whole.
fn reduced(cauchy: &Cauchy, memory: &Memory) -> Array2<f64> {
    let k = memory.len();
    let theta = memory.theta;
    let sums_free = cauchy.free.len() <= cauchy.active.len();
    let chosen = if sums_free { &cauchy.free } else { &cauchy.active };
    let part =
        |a: &Array1<f64>, b: &Array1<f64>| -> f64 { chosen.iter().map(|&i| a[i] * b[i]).sum() };
    let (steps, changes) = (&memory.steps, &memory.changes);
    let mut matrix = Array2::zeros((2 * k, 2 * k));
    for i in 0..k {
        for j in 0..k {
            let yy = part(&changes[i], &changes[j]);
            let yy_free = if sums_free { yy } else { memory.yy[[i, j]] - yy };
            let ss = part(&steps[i], &steps[j]);
            let ss_active = if sums_free { memory.ss[[i, j]] - ss } else { ss };
            let sy = part(&steps[i], &changes[j]);
            let sy_free = if sums_free { sy } else { memory.sy[[i, j]] - sy };
            let diagonal = if i == j { memory.sy[[i, i]] } else { 0.0 };
            let below = if i > j { memory.sy[[i, j]] } else { 0.0 };
            matrix[[i, j]] = -diagonal - yy_free / theta;
            matrix[[k + i, k + j]] = theta * ss_active;
            matrix[[k + i, j]] = below - sy_free;
            matrix[[j, k + i]] = below - sy_free;
        }
    }
    matrix
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn memory() -> Memory {
        let mut memory = Memory::new(3, true);
        memory.push(&array![1.0, 0.0, 0.3], &array![4.0, 0.5, 1.0]);
        memory.push(&array![0.0, 1.0, -0.2], &array![0.4, 1.0, -0.1]);
        memory
    }

    /// The gradient of the model at a step from `x`.
    fn slope(memory: &Memory, gradient: &Array1<f64>, step: &Array1<f64>) -> Array1<f64> {
        let mut image = vec![0.0; 4];
        memory.middle_into(&memory.project(step), &mut image);
        let low_rank = Array1::from_iter((0..3).map(|i| memory.combine(i, &image)));
        gradient + memory.theta * step - low_rank
    }

    fn solved(free: Vec<usize>, active: Vec<usize>, bounds: &Bounds) -> (Array1<f64>, Array1<f64>) {
        let memory = memory();
        let (x, gradient) = (array![0.0, 0.0, 0.0], array![1.0, 1.5, -2.0]);
        let point = array![-0.1, -0.15, 0.2];
        let projection = memory.project(&point);
        let mut cauchy = Cauchy { point, projection, free, active };
        assert!(minimize_free(&mut cauchy, &x, &gradient, bounds, &memory));
        let slope = slope(&memory, &gradient, &cauchy.point);
        (cauchy.point, slope)
    }

    #[test]
    fn the_model_is_flat_in_the_free_variables() {
        let bounds = Bounds::uniform(3, -1e9, 1e9).unwrap();
        for (free, active) in
            [(vec![0, 1, 2], vec![]), (vec![1], vec![0, 2]), (vec![0, 2], vec![1])]
        {
            let (point, slope) = solved(free.clone(), active.clone(), &bounds);
            assert!(free.iter().all(|&i| slope[i].abs() < 1e-12), "{slope}");
            assert!(active.iter().all(|&i| point[i] == [-0.1, -0.15, 0.2][i]));
        }
    }

    #[test]
    fn bounds_hold() {
        let bounds = Bounds::uniform(3, -0.3, 0.25).unwrap();
        let (point, _) = solved(vec![0, 1, 2], vec![], &bounds);
        assert!(bounds.contains(&point), "{point}");
        assert_ne!(point, array![-0.1, -0.15, 0.2]);
    }

    #[test]
    fn a_step_is_shortened_to_the_first_bound_it_meets() {
        let bounds = Bounds::uniform(2, -1.0, 1.0).unwrap();
        let (free, active) = (vec![0, 1], vec![]);
        let mut cauchy = Cauchy { point: array![0.0, 0.5], projection: vec![], free, active };
        shorten(&mut cauchy, &[-4.0, 1.0], &bounds);
        assert_eq!(cauchy.point, array![-1.0, 0.75]);
    }
}
