//! Damaged copies of sound files.

/// Knuth's MMIX generator: the same damage at each run, without a dependency.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`, which is positive.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        // The high bits are the random ones.
        ((self.0 >> 33) as usize) % n
    }
}

/// Numbers that lie at the edges of what lengths and counts may be.
const EDGES: [u64; 8] = [0, 1, 0x7f, 0x80, 0xff, 0x7fff_ffff, 0xffff_ffff, u64::MAX];

/// A copy of `bytes` with one to four kinds of damage; `other` lends parts of itself.
pub(crate) fn damaged(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        if copy.is_empty() {
            copy.push(0);
        }
        // Headers are small and matter most: every other piece of damage goes into the first bytes.
        let reach = if dice.below(2) == 0 { copy.len() } else { copy.len().min(256) };
        let at = dice.below(reach);
        match dice.below(7) {
            0 => copy[at] ^= 1 << dice.below(8),
            1 => copy[at] = dice.below(256) as u8,
            2 => copy.truncate(at),
            3 => write_edge(&mut copy, at, dice),
            4 => {
                let end = (at + 1 + dice.below(16)).min(copy.len());
                copy.drain(at..end);
            }
            5 => {
                let end = (at + 1 + dice.below(64)).min(copy.len());
                let again = copy[at..end].to_vec();
                copy.splice(at..at, again);
            }
            _ if other.is_empty() => copy.push(0),
            _ => {
                let from = dice.below(other.len());
                let n = (1 + dice.below(64)).min(other.len() - from).min(copy.len() - at);
                copy[at..at + n].copy_from_slice(&other[from..from + n]);
            }
        }
    }
    copy
}

/// Writes a number at the edge of its range over one, two, four or eight bytes, in either order.
fn write_edge(copy: &mut [u8], at: usize, dice: &mut Dice) {
    let width = (1 << dice.below(4)).min(copy.len() - at);
    let edge = EDGES[dice.below(EDGES.len())];
    let mut number = edge.to_le_bytes();
    let number = &mut number[..width];
    if dice.below(2) == 0 {
        number.reverse();
    }
    copy[at..at + width].copy_from_slice(number);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_the_same_at_each_run_and_never_fails() {
        let run = || {
            let mut dice = Dice::new(7);
            (0..1000)
                .map(|n| damaged(&vec![1; n % 40], &[2; 9][..n % 10], &mut dice))
                .collect::<Vec<_>>()
        };
        assert_eq!(run(), run());
    }
}
