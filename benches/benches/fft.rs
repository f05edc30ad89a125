//! Transforms of the lengths that music analysis takes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use onkai_fft::{RealFftPlan, rfft};
use onkai_testing::noise_f32;

/// A power of two, its neighbour of many small factors, and a prime.
const LENGTHS: [usize; 3] = [2048, 2000, 2039];

fn real_transforms(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rfft");
    for n in LENGTHS {
        let x = noise_f32(n, 1);
        group.bench_with_input(BenchmarkId::new("call", n), &x, |bencher, x| {
            bencher.iter(|| rfft(black_box(x)));
        });
        let plan = RealFftPlan::<f32>::new(n).expect("the lengths are positive");
        let mut spectrum = vec![onkai_fft::Complex::default(); plan.spectrum_len()];
        let mut scratch = plan.make_scratch();
        group.bench_with_input(BenchmarkId::new("plan", n), &x, |bencher, x| {
            bencher.iter_batched_ref(
                || x.to_vec(),
                |x| plan.forward_into(x, &mut spectrum, &mut scratch),
                criterion::BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, real_transforms);
criterion_main!(benches);
