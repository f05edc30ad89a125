//! The generalized Cauchy point: the first local minimum of the quadratic model along the projected
//! path of steepest descent.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use ndarray::{Array1, ArrayRef1};

use super::memory::Memory;
use crate::minimize::Bounds;
use crate::vectors::dot;

/// The point, and what the subspace minimization needs of it.
pub(super) struct Cauchy {
    pub(super) point: Array1<f64>,
    /// `Wᵀ (point − x)`.
    pub(super) projection: Vec<f64>,
    /// Which variables are not at a bound there.
    pub(super) free: Vec<usize>,
    /// Which ones are.
    pub(super) active: Vec<usize>,
}

/// Where the path bends, as a variable meets its bound.
#[derive(Debug, PartialEq)]
struct Bend {
    time: f64,
    variable: usize,
}

impl Eq for Bend {}

impl Ord for Bend {
    /// The earliest is the greatest, as a heap gives the greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.time.total_cmp(&self.time).then(other.variable.cmp(&self.variable))
    }
}

impl PartialOrd for Bend {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Follows `x(t) = P(x − t g)` from bend to bend, with the model's slope and curvature along it.
///
/// # References
///
/// R. H. Byrd, P. Lu, J. Nocedal, C. Zhu, *A limited memory algorithm for bound constrained
/// optimization*, SIAM J. Sci. Comput. 16 (1995) 1190–1208, algorithm CP, doi:10.1137/0916069.
pub(super) fn cauchy(
    x: &ArrayRef1<f64>,
    gradient: &ArrayRef1<f64>,
    bounds: &Bounds,
    memory: &Memory,
) -> Cauchy {
    let (mut direction, mut is_active, mut bends) = start(x, gradient, bounds);
    let mut point = x.to_owned();
    let mut slope = -direction.dot(&direction);
    let theta = memory.theta;
    let mut path = Path::new(memory, &direction);
    let first_curvature = -theta * slope;
    let mut curvature = first_curvature - path.curvature();
    let is_endless =
        (0..x.len()).filter(|&i| !is_active[i] && direction[i] != 0.0).count() > bends.len();
    let mut time = 0.0;
    let mut ahead = if slope < 0.0 { -slope / curvature } else { 0.0 };
    while let Some(bend) = bends.pop() {
        let leap = bend.time - time;
        if ahead < leap {
            break;
        }
        time = bend.time;
        let i = bend.variable;
        let speed = direction[i];
        direction[i] = 0.0;
        is_active[i] = true;
        point[i] = if speed > 0.0 { bounds.upper[i] } else { bounds.lower[i] };
        let moved = point[i] - x[i];
        slope += leap * curvature + speed * speed - theta * speed * moved;
        curvature -= theta * speed * speed;
        let (on_slope, on_curvature) = path.bend(memory, i, leap, speed);
        slope += on_slope;
        // Rounding may have made it negative, or too small.
        curvature = (curvature + on_curvature).max(f64::EPSILON * first_curvature);
        let stands_still = bends.is_empty() && !is_endless;
        ahead = if stands_still { 0.0 } else { -slope / curvature };
    }
    let ahead = ahead.max(0.0);
    point.scaled_add(time + ahead, &direction);
    // Variables that have met their bound have stopped there: their direction is 0.
    path.advance(ahead);
    let (active, free) = (0..x.len()).partition(|&i| is_active[i]);
    Cauchy { point, projection: path.position, free, active }
}

/// The first direction, which variables stay where they are, and where the others meet their bounds.
fn start(
    x: &ArrayRef1<f64>,
    gradient: &ArrayRef1<f64>,
    bounds: &Bounds,
) -> (Array1<f64>, Vec<bool>, BinaryHeap<Bend>) {
    let mut direction = Array1::zeros(x.len());
    let mut is_active = vec![false; x.len()];
    let mut bends = Vec::new();
    for i in 0..x.len() {
        let (lower, upper, downhill) = (bounds.lower[i], bounds.upper[i], -gradient[i]);
        let is_pressed = (x[i] <= lower && downhill <= 0.0) || (x[i] >= upper && downhill >= 0.0);
        if lower == upper || is_pressed {
            is_active[i] = true;
            continue;
        }
        direction[i] = downhill;
        let way = if downhill < 0.0 { lower - x[i] } else { upper - x[i] };
        if downhill != 0.0 && way.is_finite() {
            bends.push(Bend { time: way / downhill, variable: i });
        }
    }
    (direction, is_active, BinaryHeap::from(bends))
}

/// What the model's low-rank part contributes along the path.
struct Path {
    /// `Wᵀ d` with the direction `d`.
    speed: Vec<f64>,
    /// `Wᵀ (x(t) − x)`.
    position: Vec<f64>,
    row: Vec<f64>,
    image: Vec<f64>,
}

impl Path {
    fn new(memory: &Memory, direction: &ArrayRef1<f64>) -> Self {
        let rank = 2 * memory.len();
        let speed = memory.project(direction);
        let mut image = vec![0.0; rank];
        memory.middle_into(&speed, &mut image);
        Self { speed, position: vec![0.0; rank], row: vec![0.0; rank], image }
    }

    /// `dᵀ W M Wᵀ d` of the first direction.
    fn curvature(&self) -> f64 {
        dot(&self.speed, &self.image)
    }

    fn advance(&mut self, time: f64) {
        self.position.iter_mut().zip(&self.speed).for_each(|(c, p)| *c += time * p);
    }

    /// Goes on for `leap` and stops variable `i`, whose speed was `speed`; what slope and curvature
    /// gain.
    fn bend(&mut self, memory: &Memory, i: usize, leap: f64, speed: f64) -> (f64, f64) {
        if memory.is_empty() {
            return (0.0, 0.0);
        }
        self.advance(leap);
        memory.row_into(i, &mut self.row);
        memory.middle_into(&self.row, &mut self.image);
        let [at_position, at_speed, at_row] =
            [&self.position, &self.speed, &self.row].map(|v| dot(v, &self.image));
        self.speed.iter_mut().zip(&self.row).for_each(|(p, w)| *p -= speed * w);
        (speed * at_position, 2.0 * speed * at_speed - speed * speed * at_row)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn without_memory_the_path_ends_where_a_ball_of_radius_one_does() {
        let bounds = Bounds::uniform(3, -0.5, 10.0).unwrap();
        let memory = Memory::new(3, true);
        let (x, gradient) = (array![0.0, 0.0, -0.5], array![2.0, -1.0, 1.0]);
        let cauchy = cauchy(&x, &gradient, &bounds, &memory);
        assert_eq!(cauchy.point, array![-0.5, 1.0, -0.5]);
        assert_eq!((cauchy.free, cauchy.active), (vec![1], vec![0, 2]));
    }

    #[test]
    fn the_point_is_the_first_minimum_of_the_model_along_the_path() {
        let mut memory = Memory::new(3, true);
        memory.push(&array![1.0, 0.0, 0.3], &array![4.0, 0.5, 1.0]);
        memory.push(&array![0.0, 1.0, -0.2], &array![0.4, 1.0, -0.1]);
        let bounds = Bounds::new(array![-0.2, -0.3, -9.0], array![9.0, 9.0, 0.1]).unwrap();
        let (x, gradient) = (array![0.0, 0.0, 0.0], array![1.0, 1.5, -2.0]);
        let model = |at: &Array1<f64>| {
            let projection = memory.project(at);
            let mut image = vec![0.0; 4];
            memory.middle_into(&projection, &mut image);
            let square = memory.theta * at.dot(at) - dot(&projection, &image);
            gradient.dot(at) + 0.5 * square
        };
        let found = cauchy(&x, &gradient, &bounds, &memory);
        let mut best = 0.0_f64;
        for k in 0..200_000 {
            let mut at = &gradient * (-1e-5 * f64::from(k));
            bounds.clip(&mut at);
            let value = model(&at);
            if value > best {
                break;
            }
            best = value;
        }
        assert!((model(&found.point) - best).abs() < 1e-8, "{} {best}", model(&found.point));
        let projection = memory.project(&found.point);
        let rest = projection.iter().zip(&found.projection).map(|(a, b)| (a - b).abs());
        assert!(rest.fold(0.0, f64::max) < 1e-12);
    }
}
