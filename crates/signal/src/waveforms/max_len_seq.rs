//! Maximum length sequences: bits that look random, with a flat spectrum.
//!
//! Counterpart of `scipy.signal.max_len_seq`.

use ndarray::Array1;
use onkai_core::{Error, Result};

/// The bits that a linear feedback shift register of `n_bits` gives, which repeat after `2^n_bits - 1`.
///
/// # Shapes
///
/// Returns `2^n_bits - 1` bits, or as many as asked for, and the register's state after them.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_bits` is not between 2 and 32 without taps of one's own (between 1 and 63
/// with them, where no length is given), or a tap is above `n_bits`; [`Error::Shape`] when the state has
/// not `n_bits`, [`Error::Values`] when it is all zeros; [`Error::TooShort`] for an empty list of taps.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{MaxLenSeqOptions, max_len_seq};
/// let m = max_len_seq(3, &MaxLenSeqOptions::default())?;
/// assert_eq!(m.sequence, array![1, 1, 1, 0, 1, 0, 0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn max_len_seq(n_bits: usize, options: &MaxLenSeqOptions) -> Result<MaxLenSeq> {
    let taps = match &options.taps {
        Some(taps) if taps.is_empty() => {
            return Err(Error::TooShort { name: "taps", expected: 1, actual: 0 });
        }
        Some(taps) => unique(taps),
        None => known_taps(n_bits)?.to_vec(),
    };
    if let Some(&beyond) = taps.iter().find(|&&tap| n_bits < tap) {
        return Err(Error::parameter("taps", beyond as f64, "at most `n_bits`"));
    }
    let state = options.state.clone().unwrap_or_else(|| vec![true; n_bits]);
    if state.len() != n_bits {
        let (expected, actual) = (vec![n_bits], vec![state.len()]);
        return Err(Error::Shape { name: "state", expected, actual });
    }
    if !state.contains(&true) {
        return Err(Error::Values { name: "state", requirement: "not be all zeros" });
    }
    let length = match options.length {
        Some(length) => length,
        None if 63 < n_bits => {
            return Err(Error::parameter("n_bits", n_bits as f64, "at most 63 without `length`"));
        }
        None => (1_usize << n_bits) - 1,
    };
    Ok(run(&taps, state, length))
}

fn run(taps: &[usize], mut state: Vec<bool>, length: usize) -> MaxLenSeq {
    let n_bits = state.len();
    let mut first = 0;
    let sequence = (0..length).map(|_| {
        let bit = state[first];
        let fed_back = taps.iter().fold(bit, |bit, tap| bit ^ state[(tap + first) % n_bits]);
        state[first] = fed_back;
        first = (first + 1) % n_bits;
        u8::from(bit)
    });
    let sequence = sequence.collect();
    state.rotate_left(first);
    MaxLenSeq { sequence, state }
}

/// Every tap once.
fn unique(taps: &[usize]) -> Vec<usize> {
    let mut taps = taps.to_vec();
    taps.sort_unstable();
    taps.dedup();
    taps
}

/// Options of [`max_len_seq`]; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MaxLenSeqOptions {
    /// The bits in the register. Default: `None`, all ones.
    pub state: Option<Vec<bool>>,
    /// How many bits to give. Default: `None`, a whole period.
    pub length: Option<usize>,
    /// Which bits are fed back. Default: `None`, a set that gives the longest period.
    pub taps: Option<Vec<usize>>,
}

/// What [`max_len_seq`] returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaxLenSeq {
    /// The bits, 0 or 1.
    pub sequence: Array1<u8>,
    /// The register's state, with which the next bits can be asked for.
    pub state: Vec<bool>,
}

/// Exponents of a primitive polynomial over the field of two elements, without the highest and the lowest.
///
/// From W. Stahnke, "Primitive binary polynomials", Math. Comp. 27, 1973, and P. Alfke, "Efficient shift
/// registers, LFSR counters, and long pseudo-random sequence generators", Xilinx XAPP 052, 1996.
fn known_taps(n_bits: usize) -> Result<&'static [usize]> {
    const TAPS: [&[usize]; 31] = [
        &[1],
        &[2],
        &[3],
        &[3],
        &[5],
        &[6],
        &[7, 6, 1],
        &[5],
        &[7],
        &[9],
        &[11, 10, 4],
        &[12, 11, 8],
        &[13, 12, 2],
        &[14],
        &[15, 13, 4],
        &[14],
        &[11],
        &[18, 17, 14],
        &[17],
        &[19],
        &[21],
        &[18],
        &[23, 22, 17],
        &[22],
        &[25, 24, 20],
        &[26, 25, 22],
        &[25],
        &[27],
        &[29, 28, 7],
        &[28],
        &[31, 30, 10],
    ];
    let taps = n_bits.checked_sub(2).and_then(|index| TAPS.get(index)).copied();
    let requirement = "between 2 and 32 without `taps`";
    taps.ok_or_else(|| Error::parameter("n_bits", n_bits as f64, requirement))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_is_named() {
        let plain = MaxLenSeqOptions::default();
        for n_bits in [0, 1, 33] {
            assert!(matches!(max_len_seq(n_bits, &plain), Err(Error::Parameter { .. })));
        }
        let bad = [
            MaxLenSeqOptions { state: Some(vec![true; 3]), ..plain.clone() },
            MaxLenSeqOptions { state: Some(vec![false; 4]), ..plain.clone() },
            MaxLenSeqOptions { taps: Some(Vec::new()), ..plain.clone() },
            MaxLenSeqOptions { taps: Some(vec![5]), ..plain },
        ];
        for options in bad {
            assert!(max_len_seq(4, &options).is_err(), "{options:?}");
        }
        let huge = MaxLenSeqOptions { taps: Some(vec![1]), ..Default::default() };
        assert!(matches!(max_len_seq(64, &huge), Err(Error::Parameter { name: "n_bits", .. })));
    }

    #[test]
    fn every_register_has_the_longest_period() {
        for n_bits in 2..=14 {
            let m = max_len_seq(n_bits, &MaxLenSeqOptions::default()).unwrap();
            assert_eq!(m.state, vec![true; n_bits]);
            let ones = m.sequence.iter().filter(|&&bit| bit == 1).count();
            assert_eq!(ones, 1 << (n_bits - 1), "{n_bits}");
        }
    }
}
