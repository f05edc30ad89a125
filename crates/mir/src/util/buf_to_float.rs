//! Samples of a byte buffer.
//!
//! Counterpart of `librosa.util.buf_to_float`.

use ndarray::Array1;
use onkai_core::{Error, Real, Result};

/// Turns whole numbers of `n_bytes` bytes, signed and little-endian, into samples from -1 to 1.
///
/// # Shapes
///
/// `bytes`: `n` times `n_bytes`. Returns `[n]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `n_bytes` is not from 1 to 8, [`Error::Values`] when the last number is cut.
///
/// # Examples
///
/// ```
/// use onkai_mir::util::buf_to_float;
/// let y = buf_to_float::<f32>(&[0x00, 0x80, 0x00, 0x40], 2)?;
/// assert_eq!(y.to_vec(), [-1.0, 0.5]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn buf_to_float<F: Real>(bytes: &[u8], n_bytes: usize) -> Result<Array1<F>> {
    if !(1..=8).contains(&n_bytes) {
        return Err(Error::parameter("n_bytes", n_bytes as f64, "from 1 to 8"));
    }
    if !bytes.len().is_multiple_of(n_bytes) {
        return Err(Error::Values { name: "bytes", requirement: "have `n_bytes` for each sample" });
    }
    // The number fills the upper bytes of 64 bits, so that its sign is theirs.
    let scale = 0.5_f64.powi(63);
    let sample = |number: &[u8]| {
        let mut wide = [0; 8];
        wide[8 - n_bytes..].copy_from_slice(number);
        F::of(i64::from_le_bytes(wide) as f64 * scale)
    };
    Ok(bytes.chunks_exact(n_bytes).map(sample).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_agree() {
        for n_bytes in 1..=8 {
            let mut bytes = vec![0; 2 * n_bytes];
            bytes[n_bytes - 1] = 0xC0;
            bytes[2 * n_bytes - 1] = 0x20;
            assert_eq!(buf_to_float::<f64>(&bytes, n_bytes).unwrap().to_vec(), [-0.5, 0.25]);
        }
        assert_eq!(buf_to_float::<f32>(&[], 2).unwrap().len(), 0);
    }

    #[test]
    fn bad_arguments_are_named() {
        for bad in [0, 9] {
            let result = buf_to_float::<f32>(&[0; 18], bad);
            assert!(matches!(result, Err(Error::Parameter { name: "n_bytes", .. })));
        }
        let cut = buf_to_float::<f32>(&[0; 3], 2);
        assert!(matches!(cut, Err(Error::Values { name: "bytes", .. })));
    }
}
