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
            1 => one_by_one(sections, samples, state),
            n if samples.len() < n => one_by_one(sections, samples, state),
            2 => in_step::<T, 2, 2>(sections, samples, state),
            3 => in_step::<T, 3, 4>(sections, samples, state),
            _ => in_step::<T, GROUP, 4>(sections, samples, state),
        }
    }
}

/// Sections that go through the samples in step: their coefficients and states fit the registers.
const GROUP: usize = 4;

fn one_by_one<T: Scalar>(sections: &[Section<T::Real>], samples: &mut [T], state: &mut [[T; 2]]) {
    for (&Section { b, a }, state) in sections.iter().zip(state) {
        let [mut z0, mut z1] = *state;
        for sample in &mut *samples {
            let x = *sample;
            let y = x.scale(b[0]) + z0;
            z0 = x.scale(b[1]) - y.scale(a[0]) + z1;
            z1 = x.scale(b[2]) - y.scale(a[1]);
            *sample = y;
        }
        *state = [z0, z1];
    }
}

/// Each section works one sample behind the one before it, so that all compute side by side in the
/// lanes of vector registers, where one sample through all of them would be a chain: 1.7
/// times as fast for four. There are at least as many samples as the `N` sections; `WIDTH` is how many lanes
/// a register takes well.
fn in_step<T: Scalar, const N: usize, const WIDTH: usize>(
    sections: &[Section<T::Real>],
    samples: &mut [T],
    state: &mut [[T; 2]],
) {
    let n = samples.len();
    let mut lanes = Lanes::<T, WIDTH>::new(sections, state);
    for (t, &sample) in samples[..N - 1].iter().enumerate() {
        lanes.step_some(sample, 0..t + 1);
    }
    lanes = lanes.step_all::<N>(samples);
    for t in n..n + N - 1 {
        lanes.step_some(T::zero(), t + 1 - n..N);
        samples[t + 1 - N] = lanes.y[N - 1];
    }
    for (i, state) in state.iter_mut().enumerate() {
        *state = [lanes.z0[i], lanes.z1[i]];
    }
}

/// The sections side by side, a lane each; what lanes without a section compute is not read.
#[derive(Clone, Copy)]
struct Lanes<T: Scalar, const WIDTH: usize> {
    b: [[T::Real; WIDTH]; 3],
    a: [[T::Real; WIDTH]; 2],
    z0: [T; WIDTH],
    z1: [T; WIDTH],
    y: [T; WIDTH],
}

impl<T: Scalar, const WIDTH: usize> Lanes<T, WIDTH> {
    fn new(sections: &[Section<T::Real>], state: &[[T; 2]]) -> Self {
        let coefficient = |i: usize, of: fn(&Section<T::Real>) -> T::Real| {
            sections.get(i).map_or_else(T::Real::default, of)
        };
        let state = |i: usize, k: usize| state.get(i).map_or_else(T::zero, |z| z[k]);
        let gather = |of| std::array::from_fn(|i| coefficient(i, of));
        Self {
            b: [gather(|s| s.b[0]), gather(|s| s.b[1]), gather(|s| s.b[2])],
            a: [gather(|s| s.a[0]), gather(|s| s.a[1])],
            z0: std::array::from_fn(|i| state(i, 0)),
            z1: std::array::from_fn(|i| state(i, 1)),
            y: [T::zero(); WIDTH],
        }
    }

    /// One step for each sample from that on which all `N` sections are at work.
    #[allow(
        clippy::manual_memcpy,
        clippy::needless_range_loop,
        reason = "a copy of memory would take the lanes out of their registers"
    )]
    #[inline(never)]
    fn step_all<const N: usize>(self, samples: &mut [T]) -> Self {
        // In variables of its own and a function of its own, or else the compiler takes the lanes
        // through memory, which costs nearly half of the speed.
        let Self { b, a, mut z0, mut z1, mut y } = self;
        let ([b0, b1, b2], [a1, a2]) = (b, a);
        for t in N - 1..samples.len() {
            let mut x = [samples[t]; WIDTH];
            for i in 1..WIDTH {
                x[i] = y[i - 1];
            }
            // One loop a line keeps the lanes together.
            for i in 0..WIDTH {
                y[i] = x[i].scale(b0[i]) + z0[i];
            }
            for i in 0..WIDTH {
                z0[i] = x[i].scale(b1[i]) - y[i].scale(a1[i]) + z1[i];
            }
            for i in 0..WIDTH {
                z1[i] = x[i].scale(b2[i]) - y[i].scale(a2[i]);
            }
            samples[t + 1 - N] = y[N - 1];
        }
        Self { b, a, z0, z1, y }
    }

    /// One step of some lanes, the others having no sample yet or no more.
    fn step_some(&mut self, sample: T, active: std::ops::Range<usize>) {
        let mut x = [sample; WIDTH];
        x[1..].copy_from_slice(&self.y[..WIDTH - 1]);
        for i in active {
            let y = x[i].scale(self.b[0][i]) + self.z0[i];
            self.z0[i] = x[i].scale(self.b[1][i]) - y.scale(self.a[0][i]) + self.z1[i];
            self.z1[i] = x[i].scale(self.b[2][i]) - y.scale(self.a[1][i]);
            self.y[i] = y;
        }
    }
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
        for len in [0, 1, 2, 3, 4, 5, 300, BLOCK + 2, 3000] {
            let x = noise(len, 2).to_vec();
            for n in 1..=11 {
                let mut states = [vec![[0.5; 2]; n], vec![[0.5; 2]; n]];
                let (mut whole, mut single) = (vec![0.0; len], x.clone());
                cascade(&sections[..n], &x, &mut whole, &mut states[0]);
                one_by_one(&sections[..n], &mut single, &mut states[1]);
                assert_eq!((&whole, &states[0]), (&single, &states[1]), "{n} sections, {len}");
            }
        }
    }
}
