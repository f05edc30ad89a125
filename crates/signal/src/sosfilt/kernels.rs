//! The loop over a cascade of sections in transposed direct form II, all sections in one pass:
//!
//! ```text
//! y = b0 x + z0,   z0 = b1 x - a1 y + z1,   z1 = b2 x - a2 y,   and y is the next section's x
//! ```

use onkai_core::{Real, Scalar};

/// The coefficients of one section, `a0` being 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Section<F> {
    pub(super) b: [F; 3],
    pub(super) a: [F; 2],
}

/// Runs `x` through all sections; `state` has one element a section.
pub(super) fn cascade<T: Scalar>(
    sections: &[Section<T::Real>],
    x: &[T],
    out: &mut [T],
    state: &mut [[T; 2]],
) {
    for (out, x) in out.chunks_mut(BLOCK).zip(x.chunks(BLOCK)) {
        out.copy_from_slice(x);
        block_in_place(sections, out, state);
    }
}

/// As [`cascade`], over the input.
pub(super) fn cascade_in_place<T: Scalar>(
    sections: &[Section<T::Real>],
    samples: &mut [T],
    state: &mut [[T; 2]],
) {
    for block in samples.chunks_mut(BLOCK) {
        block_in_place(sections, block, state);
    }
}

/// Samples that stay in the first cache while several groups of sections go over them.
const BLOCK: usize = 1024;

/// Each output is computed by the same operations in the same order however sections are grouped and
/// samples cut, so that results are the same to the last bit.
fn block_in_place<T: Scalar>(
    sections: &[Section<T::Real>],
    samples: &mut [T],
    state: &mut [[T; 2]],
) {
    for (sections, state) in sections.chunks(GROUP).zip(state.chunks_mut(GROUP)) {
        match sections.len() {
            1 => in_place::<T, 1>(sections, samples, state),
            2 => in_place::<T, 2>(sections, samples, state),
            3 => in_place::<T, 3>(sections, samples, state),
            _ => in_place::<T, GROUP>(sections, samples, state),
        }
    }
}

/// Sections that go through the samples together.
const GROUP: usize = 4;

fn in_place<T: Scalar, const N: usize>(
    sections: &[Section<T::Real>],
    samples: &mut [T],
    state: &mut [[T; 2]],
) {
    const FITS: &str = "the caller dispatches on the length";
    let sections = <&[Section<T::Real>; N]>::try_from(sections).expect(FITS);
    let state = <&mut [[T; 2]; N]>::try_from(state).expect(FITS);
    let mut registers = *state;
    for sample in samples {
        let mut x = *sample;
        for (Section { b, a }, z) in sections.iter().zip(&mut registers) {
            let y = x.scale(b[0]) + z[0];
            z[0] = x.scale(b[1]) - y.scale(a[0]) + z[1];
            z[1] = x.scale(b[2]) - y.scale(a[1]);
            x = y;
        }
        *sample = x;
    }
    *state = registers;
}

impl<F: Real> Section<F> {
    /// The gain of a constant.
    pub(super) fn gain(&self) -> F {
        let [b0, b1, b2] = self.b;
        (b0 + b1 + b2) / self.sum_of_denominator()
    }

    pub(super) fn sum_of_denominator(&self) -> F {
        F::one() + self.a[0] + self.a[1]
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::noise;

    use super::*;

    #[test]
    fn grouping_makes_no_difference() {
        let numbers = noise(55, 1) / 4.0;
        let sections: Vec<Section<f64>> = (0..11)
            .map(|i| {
                let c = |k: usize| numbers[5 * i + k];
                Section { b: [c(0), c(1), c(2)], a: [c(3), c(4)] }
            })
            .collect();
        let x = noise(3000, 2).to_vec();
        for n in 1..=11 {
            let mut states = [vec![[0.5; 2]; n], vec![[0.5; 2]; n]];
            let (mut whole, mut single) = (vec![0.0; 3000], x.clone());
            cascade(&sections[..n], &x, &mut whole, &mut states[0]);
            for (section, state) in sections[..n].chunks(1).zip(states[1].chunks_mut(1)) {
                in_place::<f64, 1>(section, &mut single, state);
            }
            assert_eq!((&whole, &states[0]), (&single, &states[1]), "{n} sections");
        }
    }
}
