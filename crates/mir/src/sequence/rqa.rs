//! The longest stretch in which two sequences are alike.
//!
//! Counterpart of `librosa.sequence.rqa`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};

/// Finds the best diagonal path through a matrix of similarities: the longest part of one sequence that
/// the other repeats, with small gaps and changes of pace ("recurrence quantification analysis").
///
/// A pair that is alike adds its similarity to the best score it can follow; another takes
/// `gap_onset` off it after a pair that is alike, `gap_extend` after one that is not; what would fall
/// below 0 begins anew.
///
/// # Shapes
///
/// `similarity`: `[n, m]`, zero where two frames are not alike. The score is `[n, m]`, too.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no similarities, [`Error::NotFinite`], [`Error::Parameter`] when a
/// penalty is negative or NaN.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{RqaOptions, rqa};
///
/// let alike = Array2::from_shape_fn((5, 6), |(i, j)| if j == i + 1 { 1.0 } else { 0.0 });
/// let found = rqa(&alike, &RqaOptions::default())?;
/// assert_eq!(found.path, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]);
/// assert_eq!(found.score[[4, 5]], 5.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// A knight's move up to the second column goes back where it came from; librosa takes it for one to the
/// left. One row or column is enough.
///
/// # References
///
/// J. Serrà, X. Serra, R. G. Andrzejak, "Cross recurrence quantification for cover song
/// identification", New J. Phys. 11, 2009. <https://doi.org/10.1088/1367-2630/11/9/093017>
pub fn rqa<F: Real>(similarity: &ArrayRef2<F>, options: &RqaOptions) -> Result<Rqa<F>> {
    if similarity.is_empty() {
        return Err(Error::TooShort { name: "similarity", expected: 1, actual: 0 });
    }
    check_finite("similarity", similarity)?;
    for (name, gap) in [("gap_onset", options.gap_onset), ("gap_extend", options.gap_extend)] {
        if gap.is_nan() || gap < 0.0 {
            return Err(Error::parameter(name, gap, "at least 0"));
        }
    }
    let mut score = Array2::zeros(similarity.dim());
    let mut origins = Array2::from_elem(similarity.dim(), Origin::Nothing);
    for ((i, j), &here) in similarity.indexed_iter() {
        (score[[i, j]], origins[[i, j]]) = if i == 0 || j == 0 {
            (here, if here == F::zero() { Origin::Nothing } else { Origin::Start })
        } else {
            options.best((i, j), similarity, &score)
        };
    }
    let path = path_back(&score, &origins);
    Ok(Rqa { score, path })
}

/// Options of [`rqa`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RqaOptions {
    /// What the first pair of a gap costs; at least 0. Default: `1.0`.
    pub gap_onset: f64,
    /// What the other pairs of a gap cost; at least 0. Default: `1.0`.
    pub gap_extend: f64,
    /// Whether a path may move like a knight in chess, too: two frames further in one sequence, one in the
    /// other. Default: `true`.
    pub knight_moves: bool,
}

impl Default for RqaOptions {
    fn default() -> Self {
        Self { gap_onset: 1.0, gap_extend: 1.0, knight_moves: true }
    }
}

impl RqaOptions {
    /// The best score of a pair within the matrix, and where it comes from.
    fn best<F: Real>(
        &self,
        (i, j): (usize, usize),
        similarity: &ArrayRef2<F>,
        score: &Array2<F>,
    ) -> (F, Origin) {
        let here = similarity[[i, j]];
        let is_alike = F::zero() < here;
        let mut best = (F::neg_infinity(), Origin::Nothing);
        // The diagonal, and the knight's moves from the left and from above.
        for (up, left) in [(1, 1), (1, 2), (2, 1)] {
            if i < up || j < left || (up + left == 3 && !self.knight_moves) {
                continue;
            }
            let before = [i - up, j - left];
            let gap = if F::zero() < similarity[before] { self.gap_onset } else { self.gap_extend };
            let penalty = if is_alike { F::zero() } else { F::of(gap) };
            let candidate = score[before] - penalty;
            if best.0 < candidate {
                best = (candidate, Origin::Pair(before[0], before[1]));
            }
        }
        if is_alike {
            (best.0 + here, best.1)
        } else if F::zero() < best.0 {
            best
        } else {
            (F::zero(), Origin::Nothing)
        }
    }
}

/// Where a path comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Origin {
    /// The pair does not belong to a path.
    Nothing,
    /// The path begins with the pair.
    Start,
    /// The pair before.
    Pair(usize, usize),
}

/// What [`rqa`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Rqa<F> {
    /// The score of the best path to each pair of frames.
    pub score: Array2<F>,
    /// The pairs of frames of the best path, ascending; none if nothing is alike.
    pub path: Vec<(usize, usize)>,
}

fn path_back<F: Real>(score: &Array2<F>, origins: &Array2<Origin>) -> Vec<(usize, usize)> {
    let mut best = ((0, 0), score[[0, 0]]);
    for (at, &score) in score.indexed_iter() {
        if best.1 < score {
            best = (at, score);
        }
    }
    let (mut at, mut path) = (best.0, vec![]);
    loop {
        match origins[at] {
            Origin::Nothing => break,
            Origin::Start => {
                path.push(at);
                break;
            }
            Origin::Pair(i, j) => {
                path.push(at);
                at = (i, j);
            }
        }
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn one_row_and_nothing_alike_are_no_error() {
        let found = rqa(&array![[0.0, 2.0, 1.0]], &RqaOptions::default()).unwrap();
        assert_eq!(found.path, [(0, 1)]);
        assert!(
            rqa(&Array2::<f32>::zeros((3, 4)), &RqaOptions::default()).unwrap().path.is_empty()
        );
    }

    #[test]
    fn a_knights_move_to_the_second_column_goes_back_where_it_came_from() {
        let alike = array![[2.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
        let found = rqa(&alike, &RqaOptions::default()).unwrap();
        assert_eq!(found.path, [(0, 0), (2, 1)]);
    }

    #[test]
    fn bad_input_is_named() {
        let x = Array2::<f64>::ones((2, 2));
        let default = RqaOptions::default();
        let named = |options: RqaOptions| match rqa(&x, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        for bad in [-1.0, f64::NAN] {
            assert_eq!(named(RqaOptions { gap_onset: bad, ..default }), "gap_onset");
            assert_eq!(named(RqaOptions { gap_extend: bad, ..default }), "gap_extend");
        }
        assert!(rqa(&Array2::<f64>::zeros((0, 2)), &default).is_err());
        assert!(rqa(&array![[f64::NAN]], &default).is_err());
    }
}
