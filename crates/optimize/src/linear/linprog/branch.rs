//! Linear programs with whole numbers: branch and bound.
//!
//! Counterpart of `scipy.optimize.milp` and the argument `integrality` of `linprog`.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use ndarray::Array1;

use super::program::{Integrality, LinearProgram, LinprogOptions};
use super::result::{LinprogResult, LinprogStatus, MipProgress};
use super::scaled::Scaled;
use super::simplex::{Place, Simplex};

/// A number this near to a whole one is taken for it.
const WHOLE: f64 = 1e-6;

/// A part of the tree: the program with narrower bounds.
struct Node {
    /// No solution in it costs less.
    bound: f64,
    depth: usize,
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// Whether zero is still open to a variable whose bounds exclude it.
    may_be_zero: Vec<bool>,
    standing: Option<(Vec<usize>, Vec<Place>)>,
}

impl Ord for Node {
    /// The most promising part is the greatest; of equal ones the deepest, to have a solution soon.
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound).then(self.depth.cmp(&other.depth))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

/// What solving a node's program says.
enum Outcome {
    /// All variables are what they must be.
    Solved,
    /// One is not; the parts in which it is either way.
    Split(Box<[Node; 2]>),
}

struct Tree<'p> {
    program: &'p LinearProgram,
    simplex: Simplex,
    best: Option<(Array1<f64>, f64)>,
    open: BinaryHeap<Node>,
    n_nodes: usize,
    gap: f64,
}

pub(super) fn solve(
    program: &LinearProgram,
    scaled: Scaled,
    options: &LinprogOptions,
) -> LinprogResult {
    let mut tree = Tree {
        program,
        simplex: Simplex::new(scaled, options),
        best: None,
        open: BinaryHeap::new(),
        n_nodes: 0,
        gap: options.mip_rel_gap,
    };
    tree.open.push(tree.root());
    let stopped = tree.search(options.max_nodes.unwrap_or(usize::MAX));
    let dual_bound = tree.dual_bound();
    let (x, status) = match (&tree.best, stopped) {
        (Some((x, _)), None) => (x.clone(), LinprogStatus::Optimal),
        (Some((x, _)), Some(status)) => (x.clone(), status),
        (None, stopped) => (tree.simplex.point(), stopped.unwrap_or(LinprogStatus::Infeasible)),
    };
    let mut result = LinprogResult::at(program, x, status);
    let gap = match &tree.best {
        Some((_, fun)) if *fun > dual_bound => {
            (fun - dual_bound) / fun.abs().max(f64::MIN_POSITIVE)
        }
        Some(_) => 0.0,
        None => f64::INFINITY,
    };
    result.nit = tree.simplex.n_steps();
    result.mip = Some(MipProgress { node_count: tree.n_nodes, dual_bound, gap });
    result
}

impl Tree<'_> {
    fn kind(&self, j: usize) -> Integrality {
        self.program.integrality[j]
    }

    fn root(&self) -> Node {
        let n = self.program.c.len();
        let bounds = &self.program.bounds;
        let is_semi = |j: usize| {
            matches!(self.kind(j), Integrality::SemiContinuous | Integrality::SemiInteger)
        };
        let is_whole =
            |j: usize| matches!(self.kind(j), Integrality::Integer | Integrality::SemiInteger);
        let round = |j: usize, value: f64| if is_whole(j) { value } else { f64::NAN };
        // Bounds of whole numbers are whole; `max` and `min` ignore the NaN of the others.
        let lower = |j: usize| round(j, (bounds.lower[j] - WHOLE).ceil()).max(bounds.lower[j]);
        let upper = |j: usize| round(j, (bounds.upper[j] + WHOLE).floor()).min(bounds.upper[j]);
        Node {
            bound: f64::NEG_INFINITY,
            depth: 0,
            lower: (0..n).map(lower).collect(),
            upper: (0..n).map(upper).collect(),
            may_be_zero: (0..n).map(|j| is_semi(j) && (lower(j) > 0.0 || upper(j) < 0.0)).collect(),
            standing: None,
        }
    }

    /// No solution costs less than this.
    fn dual_bound(&self) -> f64 {
        let best = self.best.as_ref().map_or(f64::INFINITY, |(_, fun)| *fun);
        self.open.peek().map_or(best, |node| node.bound.min(best))
    }

    /// Whether a part with this bound may hold something better than what is known.
    fn promises(&self, bound: f64) -> bool {
        match &self.best {
            Some((_, fun)) => bound < fun - (self.gap * fun.abs()).max(1e-9 * (1.0 + fun.abs())),
            None => true,
        }
    }

    /// Searches the tree; tells why if it does not come to an end.
    fn search(&mut self, max_nodes: usize) -> Option<LinprogStatus> {
        while let Some(node) = self.open.pop() {
            if !self.promises(node.bound) {
                // It was the most promising one. Put back, it tells the bound.
                self.open.push(node);
                return None;
            }
            if self.n_nodes == max_nodes {
                self.open.push(node);
                return Some(LinprogStatus::IterationLimit);
            }
            self.n_nodes += 1;
            match self.relax(&node) {
                LinprogStatus::Optimal => {}
                LinprogStatus::Infeasible => continue,
                status => {
                    self.open.push(node);
                    return Some(status);
                }
            }
            let x = self.simplex.point();
            let bound = self.program.c.dot(&x);
            if !self.promises(bound) {
                continue;
            }
            match self.split(&node, &x, bound) {
                Outcome::Solved => self.accept(&x),
                Outcome::Split(parts) => self.open.extend(*parts),
            }
        }
        None
    }

    /// Solves the node's program with all variables continuous.
    fn relax(&mut self, node: &Node) -> LinprogStatus {
        for j in 0..node.lower.len() {
            let (mut lower, mut upper) = (node.lower[j], node.upper[j]);
            if node.may_be_zero[j] {
                (lower, upper) = (lower.min(0.0), upper.max(0.0));
            }
            if lower > upper {
                return LinprogStatus::Infeasible;
            }
            self.simplex.problem.set_bounds(j, (lower, upper));
        }
        if let Some(standing) = &node.standing {
            self.simplex.start_from(standing.clone());
        }
        self.simplex.solve()
    }

    /// Splits a node at the variable that is farthest from what it must be.
    fn split(&self, node: &Node, x: &Array1<f64>, bound: f64) -> Outcome {
        let mut worst = (WHOLE, None);
        for (j, &x) in x.iter().enumerate() {
            let is_outside = x < node.lower[j] - WHOLE || x > node.upper[j] + WHOLE;
            let distance = if node.may_be_zero[j] && is_outside {
                x.abs().min((x - node.lower[j]).abs()).min((x - node.upper[j]).abs())
            } else if matches!(self.kind(j), Integrality::Integer | Integrality::SemiInteger) {
                (x - x.round()).abs()
            } else {
                0.0
            };
            if distance > worst.0 {
                worst = (distance, Some((j, node.may_be_zero[j])));
            }
        }
        let (_, Some((j, at_zero))) = worst else { return Outcome::Solved };
        let standing = Some(self.simplex.standing());
        let part = |lower: f64, upper: f64, may_be_zero: bool| {
            let mut part = Node {
                bound,
                depth: node.depth + 1,
                lower: node.lower.clone(),
                upper: node.upper.clone(),
                may_be_zero: node.may_be_zero.clone(),
                standing: standing.clone(),
            };
            (part.lower[j], part.upper[j], part.may_be_zero[j]) = (lower, upper, may_be_zero);
            part
        };
        let (lower, upper) = (node.lower[j], node.upper[j]);
        Outcome::Split(Box::new(if at_zero {
            [part(0.0, 0.0, false), part(lower, upper, false)]
        } else {
            [part(lower, x[j].floor(), false), part(x[j].ceil(), upper, false)]
        }))
    }

    /// Takes a solution, with its whole numbers made exactly that.
    fn accept(&mut self, x: &Array1<f64>) {
        let mut whole = x.clone();
        for (j, x) in whole.iter_mut().enumerate() {
            match self.kind(j) {
                Integrality::Integer | Integrality::SemiInteger => *x = x.round(),
                Integrality::SemiContinuous if x.abs() <= WHOLE => *x = 0.0,
                Integrality::SemiContinuous => {}
                Integrality::Continuous => continue,
            }
            self.simplex.problem.set_bounds(j, (*x, *x));
        }
        // The continuous ones follow, lest rows be violated by what was rounded.
        if whole != *x && self.simplex.solve_again() == LinprogStatus::Optimal {
            let continuous = self.simplex.point();
            for (j, x) in whole.iter_mut().enumerate() {
                if self.kind(j) == Integrality::Continuous {
                    *x = continuous[j];
                }
            }
        }
        let fun = self.program.c.dot(&whole);
        if self.best.as_ref().is_none_or(|(_, best)| fun < *best) {
            self.best = Some((whole, fun));
        }
    }
}
