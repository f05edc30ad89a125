//! Noise that needs no generator: the same numbers in Rust and in the Python scripts.

use ndarray::Array1;

/// `n` numbers, uniform in [-1, 1): a 32-bit linear congruential generator started at `seed`.
///
/// `xtask/golden/common.py` has the same function, so that golden inputs need not be stored.
pub fn noise(n: usize, seed: u32) -> Array1<f64> {
    let mut state = seed;
    Array1::from_shape_fn(n, |_| {
        // Multiplier and increment: Numerical Recipes, 3rd ed., section 7.1 ("quick and dirty").
        state = state.wrapping_mul(1664525).wrapping_add(1013904223);
        f64::from(state) / f64::from(1_u32 << 31) - 1.0
    })
}

/// [`noise`], rounded to single precision.
pub fn noise_f32(n: usize, seed: u32) -> Array1<f32> {
    noise(n, seed).mapv(|v| v as f32)
}
