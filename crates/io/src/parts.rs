//! Large results that threads fill part by part, each from a source of its own.

use onkai_core::for_each_chunk;

/// Fills all parts by `fill(source, number, part)`, on all threads, each of which opens its own source;
/// `false` if one of them could not be filled.
pub(crate) fn fill_all<P: Send, S>(
    parts: impl Iterator<Item = P>,
    open: impl Fn() -> S + Send + Sync,
    fill: impl Fn(&mut S, usize, &mut P) -> bool + Send + Sync,
) -> bool {
    let mut parts: Vec<_> = parts.map(|part| (part, false)).collect();
    for_each_chunk(&mut parts, 1, 1, open, |source, number, parts| {
        let (part, is_filled) = &mut parts[0];
        *is_filled = fill(source, number, part);
    });
    parts.iter().all(|(_, is_filled)| *is_filled)
}
