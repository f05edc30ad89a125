//! Order selection against SciPy 1.17.1, and by what the filters then do.

use ndarray::Array1;
use onkai_signal::{
    Band, Domain, FreqzOptions, FreqzPoints, IirEdges, IirFamily, IirOrder, IirSpec, buttord,
    cheb1ord, cheb2ord, ellipord, freqz_zpk, iirdesign,
};
use onkai_testing::Golden;
use proptest::prelude::*;

/// f64 against SciPy.
const F64: f64 = 1e-10;
/// SciPy searches the free edges of a band stop to 1e-5, and stands farther off at the bounds.
const SEARCHED: f64 = 1e-4;

type OrderOf = fn(&IirSpec, Domain) -> onkai_signal::Result<IirOrder>;

fn edges_of(band: Band) -> Vec<f64> {
    match band {
        Band::LowPass(edge) | Band::HighPass(edge) => vec![edge],
        Band::BandPass(low, high) | Band::BandStop(low, high) => vec![low, high],
    }
}

fn edges(scale: f64) -> [(&'static str, IirEdges); 5] {
    let s = |low: f64, high: f64| (low * scale, high * scale);
    [
        ("low", IirEdges::LowPass { pass: 0.2 * scale, stop: 0.3 * scale }),
        ("high", IirEdges::HighPass { stop: 0.2 * scale, pass: 0.3 * scale }),
        ("pass", IirEdges::BandPass { stop: s(0.1, 0.6), pass: s(0.2, 0.5) }),
        ("stop", IirEdges::BandStop { pass: s(0.1, 0.6), stop: s(0.2, 0.5) }),
        ("stop_lopsided", IirEdges::BandStop { pass: s(0.05, 0.6), stop: s(0.25, 0.3) }),
    ]
}

#[test]
fn orders_and_edges_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_order");
    let functions: [(&str, OrderOf); 4] = [
        ("buttord", |s, d| buttord(s, d)),
        ("cheb1ord", |s, d| cheb1ord(s, d)),
        ("cheb2ord", |s, d| cheb2ord(s, d)),
        ("ellipord", |s, d| ellipord(s, d)),
    ];
    for (suffix, domain, scale) in
        [("", Domain::from(2.0), 1.0), ("_analog", Domain::Analog, 100.0)]
    {
        for (edge_name, edges) in edges(scale) {
            for (level_name, loss, attenuation) in [("mild", 3.0, 20.0), ("sharp", 0.1, 80.0)] {
                let spec = IirSpec { edges, max_loss_db: loss, min_attenuation_db: attenuation };
                for (name, function) in functions {
                    let key = format!("{name}_{edge_name}_{level_name}{suffix}");
                    let expected: Array1<f64> = golden.array1(&key);
                    let found = function(&spec, domain).expect(&key);
                    assert_eq!(found.order as f64, expected[0], "{key}");
                    let tolerance = if edge_name.starts_with("stop") { SEARCHED } else { F64 };
                    for (edge, expected) in edges_of(found.band).iter().zip(expected.iter().skip(1))
                    {
                        let error = (edge - expected).abs() / expected;
                        assert!(error < tolerance, "{key}: {edge} for {expected}");
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn designs_keep_what_was_asked(
        kind in 0_usize..4, family in 0_usize..4, loss in 0.1..3.0_f64, attenuation in 20.0..80.0_f64,
        start in 0.05..0.3_f64, gaps in prop::array::uniform3(0.05..0.2_f64),
    ) {
        let f = [start, start + gaps[0], start + gaps[0] + gaps[1], start + gaps.iter().sum::<f64>()];
        let (edges, passed, stopped) = match kind {
            0 => (IirEdges::LowPass { pass: f[0], stop: f[1] }, vec![f[0]], vec![f[1]]),
            1 => (IirEdges::HighPass { stop: f[0], pass: f[1] }, vec![f[1]], vec![f[0]]),
            2 => (
                IirEdges::BandPass { stop: (f[0], f[3]), pass: (f[1], f[2]) },
                vec![f[1], f[2]],
                vec![f[0], f[3]],
            ),
            _ => (
                IirEdges::BandStop { pass: (f[0], f[3]), stop: (f[1], f[2]) },
                vec![f[0], f[3]],
                vec![f[1], f[2]],
            ),
        };
        let families = [
            IirFamily::Butterworth,
            IirFamily::Chebyshev1,
            IirFamily::Chebyshev2,
            IirFamily::Elliptic,
        ];
        let spec = IirSpec { edges, max_loss_db: loss, min_attenuation_db: attenuation };
        let zpk = iirdesign(&spec, families[family], 2.0).unwrap();
        let levels = |points: Vec<f64>| -> Vec<f64> {
            let options = FreqzOptions {
                points: FreqzPoints::At(points), sample_rate: 2.0, ..Default::default()
            };
            let response = freqz_zpk(&zpk, &options).unwrap();
            response.h.iter().map(|h| -20.0 * h.norm().log10()).collect()
        };
        for level in levels(passed) {
            prop_assert!(level < loss + 1e-6, "lost {level} of {loss}");
        }
        for level in levels(stopped) {
            prop_assert!(attenuation - 1e-6 < level, "{level} down, not {attenuation}");
        }
    }
}
