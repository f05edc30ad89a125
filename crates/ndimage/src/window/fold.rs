//! Folding every window by an associative operation, at a cost that does not depend on its size.

/// `out[i] = finish(combine(…combine(line[i], line[i+1])…, line[i+size-1]))`, `W` lines at a time.
///
/// The line is cut into blocks of `size`. A window then is the end of one block and the beginning of
/// the next, and both are folded step by step: three operations a sample. Nothing is ever taken out
/// of a fold, so sums neither drift nor cancel, and NaN or infinity stay where they are.
///
/// # References
///
/// M. van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal
/// kernels", Pattern Recognition Letters 13(7), 1992. <https://doi.org/10.1016/0167-8655(92)90069-C>
///
/// J. Gil, M. Werman, "Computing 2-D min, median, and max filters", IEEE Trans. Pattern Anal. Mach.
/// Intell. 15(5), 1993. <https://doi.org/10.1109/34.211471>
pub(crate) fn fold_windows<F: Copy, A: Copy, const W: usize>(
    line: &[[F; W]],
    size: usize,
    out: &mut [[F; W]],
    operation: &Fold<impl Fn(F) -> A, impl Fn(A, A) -> A, impl Fn(A) -> F>,
) {
    let Fold { lift, combine, finish } = operation;
    let both = |a: [A; W], b: [A; W]| -> [A; W] { std::array::from_fn(|w| combine(a[w], b[w])) };
    let mut ends: Vec<[A; W]> = line[..size].iter().map(|value| value.map(lift)).collect();
    let blocks = line.chunks(size).zip(line[size - 1..].chunks(size));
    for (out, (block, next)) in out.chunks_mut(size).zip(blocks) {
        // `ends[t]` folds the block from sample `t` on.
        let mut end = block[size - 1].map(lift);
        ends[size - 1] = end;
        for (slot, value) in ends[..size - 1].iter_mut().zip(&block[..size - 1]).rev() {
            end = both(value.map(lift), end);
            *slot = end;
        }
        out[0] = end.map(finish);
        let Some(first) = next.get(1) else { continue };
        let mut beginning = first.map(lift);
        let mut following = next[1..].iter().skip(1);
        for (out, &end) in out[1..].iter_mut().zip(&ends[1..]) {
            *out = both(end, beginning).map(finish);
            if let Some(value) = following.next() {
                beginning = both(beginning, value.map(lift));
            }
        }
    }
}

/// What [`fold_windows`] does: how a sample enters a fold, how two folds combine, what comes out.
pub(crate) struct Fold<L, C, E> {
    pub(crate) lift: L,
    pub(crate) combine: C,
    pub(crate) finish: E,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_folded_in_order() {
        // Strings would show the order; so do digits: combine(12, 345) = 12345.
        let append = |a: u64, b: u64| a * 10_u64.pow(b.ilog10() + 1) + b;
        let line: Vec<[u64; 1]> = (1..=9).map(|v| [v]).collect();
        for size in 1..=9 {
            let mut out = vec![[0]; 10 - size];
            let fold = Fold { lift: |v| v, combine: append, finish: |v| v };
            fold_windows(&line, size, &mut out, &fold);
            for (i, [value]) in out.into_iter().enumerate() {
                let expected = (i + 1..=i + size).fold(0, |a, b| a * 10 + b as u64);
                assert_eq!(value, expected, "size {size}, window {i}");
            }
        }
    }
}
