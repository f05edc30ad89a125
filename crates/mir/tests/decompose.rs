//! Factors of spectrograms, recurrences and what is filtered by them, effects' further options.

use ndarray::{Array, Array2, Array3, ArrayRef, Axis, Dimension, array, s};
use onkai_mir::decompose::{
    BetaLoss, DecomposeOptions, HpssOptions, NeighborAggregate, NmfInit, NmfOptions, NmfSolver,
    NnFilterOptions, activations, decompose, decompose_by, nn_filter, nn_filter_by,
};
use onkai_mir::effects::{
    EffectsHpssOptions, PitchShiftOptions, deemphasis_from, harmonic, percussive, pitch_shift,
    preemphasis_from, time_stretch,
};
use onkai_mir::segment::{
    Bandwidth, Metric, Recurrence, RecurrenceMode, RecurrenceOptions, recurrence_matrix,
};
use onkai_mir::{Aggregate, Error, StftOptions, Window, stft};
use onkai_testing::{assert_close, noise};

use crate::signals::{F32, F64, assert_golden, every, golden, song};

const RATE: f64 = 8000.0;

fn magnitude(shift: usize) -> Array2<f64> {
    let y = song(12000, RATE);
    let rolled = ndarray::Array1::from_shape_fn(12000, |i| y[(i + 12000 - shift) % 12000]);
    let options = StftOptions { n_fft: 256, ..Default::default() };
    stft(&rolled, &options).unwrap().mapv(num_complex::Complex::norm)
}

fn single<D: Dimension>(x: &ArrayRef<f64, D>) -> Array<f32, D> {
    x.map(|&v| v as f32)
}

/// Where the golden factorizations start.
fn started(n_features: usize, n_samples: usize) -> NmfInit<f64> {
    let factor = |shape: (usize, usize)| {
        noise(shape.0 * shape.1, 3).into_shape_with_order(shape).unwrap() + 1.5
    };
    NmfInit::Custom { w: factor((n_samples, 4)), h: factor((4, n_features)) }
}

fn narrow(options: &NmfOptions<f64>) -> NmfOptions<f32> {
    let NmfInit::Custom { w, h } = &options.init else { panic!("they start from given factors") };
    NmfOptions {
        init: NmfInit::Custom { w: single(w), h: single(h) },
        solver: options.solver,
        tolerance: options.tolerance,
        max_iter: options.max_iter,
        alpha_w: options.alpha_w,
        alpha_h: options.alpha_h,
        l1_ratio: options.l1_ratio,
    }
}

#[test]
fn factors_are_scikit_learns() {
    let golden = golden("decompose");
    let s = magnitude(0);
    let init = started(s.nrows(), s.ncols());
    let default = || NmfOptions { init: init.clone(), tolerance: 0.0, ..Default::default() };
    for (name, nmf) in [
        ("cd", NmfOptions { max_iter: 30, ..default() }),
        (
            "sparse",
            NmfOptions {
                max_iter: 20,
                alpha_w: 1e-3,
                alpha_h: Some(2e-3),
                l1_ratio: 0.5,
                ..default()
            },
        ),
        (
            "kl",
            NmfOptions {
                max_iter: 20,
                solver: NmfSolver::MultiplicativeUpdate { loss: BetaLoss::KullbackLeibler },
                ..default()
            },
        ),
    ] {
        let parts = decompose(&s, 4, &DecomposeOptions { sort: true, nmf: nmf.clone() }).unwrap();
        let found = parts.components.slice(s![..;2, ..]).to_owned();
        let expected = golden.array2::<f64>(&format!("nmf_{name}_components_f64"));
        assert_golden!(found, expected, F64, "{name}");
        let expected = golden.array2::<f64>(&format!("nmf_{name}_activations_f64"));
        assert_golden!(every(&parts.activations, 5), expected, F64, "{name}");
        if name == "cd" {
            // scikit-learn's transform stops as the fit does, of whose options it is.
            let options = DecomposeOptions { sort: false, nmf: nmf.clone() };
            let components = decompose(&s, 4, &options).unwrap().components;
            let fixed = activations(&s.slice(s![.., 40..90]), &components, &nmf).unwrap();
            assert_golden!(every(&fixed, 2), golden.array2::<f64>("nmf_fixed_f64"), F64, "fixed");
        }
        let options = DecomposeOptions { sort: true, nmf: narrow(&nmf) };
        let parts = decompose(&single(&s), 4, &options).unwrap();
        let expected = golden.array2::<f32>(&format!("nmf_{name}_components_f32"));
        // Many steps, each of which rounds.
        let found = parts.components.slice(s![..;2, ..]).to_owned();
        assert_golden!(found, expected, 10.0 * F32, "{name}");
    }
}

#[test]
fn defaults_are_no_worse_than_librosas() {
    let golden = golden("decompose");
    let s = magnitude(0);
    let parts = decompose(&s, 6, &DecomposeOptions { sort: true, ..Default::default() }).unwrap();
    let square = |x: &Array2<f64>| x.iter().map(|v| v * v).sum::<f64>();
    let error = (square(&(&s - parts.components.dot(&parts.activations))) / square(&s)).sqrt();
    assert!(error <= golden.array1::<f64>("nmf_default_error_f64")[0] * (1.0 + 1e-4), "{error}");
    let found = parts.components.slice(s![..;4, ..]).to_owned();
    // They start from singular vectors found with other random numbers.
    assert_golden!(found, golden.array2::<f64>("nmf_default_components_f64"), 1e-3, "default");
    assert!(parts.components.t().is_standard_layout() || parts.components.ncols() == 1);
}

#[test]
fn chosen_components_sum_as_matrices_do() {
    let s = magnitude(0);
    let parts = decompose(&s, 4, &DecomposeOptions::default()).unwrap();
    let chosen = [0, 3];
    let expected =
        parts.components.select(Axis(1), &chosen).dot(&parts.activations.select(Axis(0), &chosen));
    assert_close!(parts.sum_of(&chosen).unwrap(), expected, 1e-13, 0.0);
    assert_eq!(parts.sum_of(&[]).unwrap(), Array2::zeros(s.dim()));
    let error = parts.sum_of(&[1, 4]).unwrap_err();
    assert_eq!(error, Error::parameter("chosen", 4.0, "an index of a component"));
}

#[test]
fn channels_share_their_activations() {
    let golden = golden("decompose");
    let s = ndarray::stack![Axis(0), magnitude(0), magnitude(3000)];
    let init = started(2 * s.len_of(Axis(1)), s.len_of(Axis(2)));
    let nmf = NmfOptions { init, tolerance: 0.0, max_iter: 15, ..Default::default() };
    let options = DecomposeOptions { sort: false, nmf };
    let parts = decompose(&s, 4, &options).unwrap();
    assert_eq!(parts.components.shape(), [2, s.len_of(Axis(1)), 4]);
    let third = parts.components.slice(s![.., ..;3, ..]);
    let found = third.to_shape((third.len() / 4, 4)).unwrap().into_owned();
    assert_golden!(found, golden.array2::<f64>("nmf_stereo_components"), F64, "stereo");
    let expected = golden.array2::<f64>("nmf_stereo_activations");
    assert_golden!(every(&parts.activations, 5), expected, F64, "stereo");
    let sorted = decompose(&s, 4, &DecomposeOptions { sort: true, ..options.clone() });
    assert!(matches!(sorted, Err(Error::Parameter { name: "s", .. })));
    let again = activations(&s, &parts.components, &options.nmf).unwrap();
    assert_eq!(again.dim(), parts.activations.dim());
}

#[test]
fn factorizations_of_bad_spectrograms_are_refused() {
    let options = DecomposeOptions::default();
    let s = Array2::from_shape_fn((4, 6), |(k, t)| (k + t) as f64);
    let name =
        |s: &Array2<f64>, n: usize, options: &DecomposeOptions<f64>| match decompose(s, n, options)
            .unwrap_err()
        {
            Error::Parameter { name, .. }
            | Error::Values { name, .. }
            | Error::TooShort { name, .. }
            | Error::Shape { name, .. }
            | Error::NotFinite { name, .. } => name,
            other => panic!("{other}"),
        };
    assert_eq!(name(&s, 0, &options), "n_components");
    let nmf = NmfOptions { init: NmfInit::Nndsvd, ..Default::default() };
    assert_eq!(name(&s, 5, &DecomposeOptions { sort: false, nmf }), "n_components");
    // As in scikit-learn, more components than the rank start from random numbers.
    assert_eq!(decompose(&s, 5, &options).unwrap().components.dim(), (4, 5));
    assert_eq!(name(&(&s - 1.0), 2, &options), "s");
    assert_eq!(name(&(&s * f64::NAN), 2, &options), "s");
    assert_eq!(name(&Array2::zeros((4, 0)), 2, &options), "s");
    let line = decompose(&array![1.0, 2.0], 1, &DecomposeOptions::default());
    assert!(matches!(line, Err(Error::Parameter { name: "s", .. })));
    let wrong = decompose_by(&s, false, |x| {
        let activations = Array2::zeros((x.nrows(), 2));
        Ok(onkai_mir::decompose::Factors { activations, components: Array2::zeros((3, 4)) })
    });
    assert!(matches!(wrong, Err(Error::Shape { name: "activations", .. })));
    let fixed = activations(&s, &Array2::zeros((5, 2)), &NmfOptions::default());
    assert!(matches!(fixed, Err(Error::Shape { name: "components", .. })));
    let fixed = activations(&s, &(Array2::zeros((4, 2)) - 1.0), &NmfOptions::default());
    assert!(matches!(fixed, Err(Error::Values { name: "components", .. })));
}

fn frames() -> Array2<f64> {
    noise(12 * 37, 11).into_shape_with_order((12, 37)).unwrap()
}

fn stereo() -> Array3<f64> {
    noise(2 * 6 * 30, 12).into_shape_with_order((2, 6, 30)).unwrap()
}

fn distances() -> RecurrenceOptions<f64> {
    RecurrenceOptions { mode: RecurrenceMode::Distance, ..Default::default() }
}

fn with_metric(options: &RecurrenceOptions<f64>, metric: Metric<f32>) -> RecurrenceOptions<f32> {
    RecurrenceOptions {
        k: options.k,
        width: options.width,
        metric,
        symmetric: options.symmetric,
        mode: RecurrenceMode::Distance,
        self_links: options.self_links,
        full: options.full,
    }
}

#[test]
fn distances_of_neighbours_are_librosas() {
    let golden = golden("decompose");
    let base = distances;
    for (name, options, metric) in [
        ("default", base(), Metric::Euclidean),
        ("wide", RecurrenceOptions { k: Some(5), width: 4, ..base() }, Metric::Euclidean),
        (
            "mutual",
            RecurrenceOptions { k: Some(6), width: 2, symmetric: true, ..base() },
            Metric::Euclidean,
        ),
        (
            "cosine",
            RecurrenceOptions { k: Some(4), metric: Metric::Cosine, ..base() },
            Metric::Cosine,
        ),
        (
            "manhattan",
            RecurrenceOptions { k: Some(3), metric: Metric::Cityblock, self_links: true, ..base() },
            Metric::Cityblock,
        ),
        ("full", RecurrenceOptions { full: true, ..base() }, Metric::Euclidean),
    ] {
        let expected = golden.array2::<f64>(&format!("distance_{name}_f64"));
        let links = recurrence_matrix(&frames(), &options).unwrap();
        assert_golden!(links.to_dense(), expected.clone(), F64, "{name}");
        let narrow = recurrence_matrix(&single(&frames()), &with_metric(&options, metric)).unwrap();
        let expected_narrow = golden.array2::<f32>(&format!("distance_{name}_f32"));
        assert_golden!(narrow.to_dense(), expected_narrow, F32, "{name}");
        let mode = RecurrenceMode::Connectivity;
        if !options.full {
            let options = RecurrenceOptions { mode, self_links: false, ..options };
            let linked = recurrence_matrix(&frames(), &options).unwrap();
            let pattern = expected.mapv(|v| f64::from(u8::from(v != 0.0)));
            assert_eq!(linked.to_dense(), pattern, "{name}");
        }
    }
    let four = RecurrenceOptions { k: Some(4), ..base() };
    let found = recurrence_matrix(&stereo(), &four).unwrap().to_dense();
    assert_golden!(found, golden.array2::<f64>("distance_stereo"), F64, "stereo");
    let many = RecurrenceOptions { k: Some(100), width: 3, ..base() };
    let found = recurrence_matrix(&frames(), &many).unwrap().to_dense();
    assert_golden!(found, golden.array2::<f64>("distance_many"), F64, "many");
}

#[test]
fn affinities_are_librosas() {
    let golden = golden("decompose");
    let pairs = noise(37 * 37, 13).into_shape_with_order((37, 37)).unwrap() + 1.5;
    let four = |bandwidth| RecurrenceOptions {
        k: Some(4),
        mode: RecurrenceMode::Affinity { bandwidth },
        ..Default::default()
    };
    for (name, options) in [
        ("default", RecurrenceOptions { k: None, ..four(Bandwidth::MedianK) }),
        ("self", RecurrenceOptions { self_links: true, ..four(Bandwidth::MedianK) }),
        ("value", four(Bandwidth::Value(0.7))),
        ("pairs", four(Bandwidth::Pairs(pairs))),
        ("mean_k", four(Bandwidth::MeanK)),
        ("gmean_k", RecurrenceOptions { width: 2, ..four(Bandwidth::GeometricMeanK) }),
        ("mean_k_avg", RecurrenceOptions { self_links: true, ..four(Bandwidth::MeanKAverage) }),
        ("gmean_k_avg", four(Bandwidth::GeometricMeanKAverage)),
        (
            "mean_k_avg_and_pair",
            RecurrenceOptions { metric: Metric::Cosine, ..four(Bandwidth::MeanKAverageAndPair) },
        ),
        ("full", RecurrenceOptions { full: true, ..four(Bandwidth::MeanK) }),
    ] {
        let links = recurrence_matrix(&frames(), &options).unwrap();
        let expected = golden.array2::<f64>(&format!("affinity_{name}"));
        assert_golden!(links.to_dense(), expected, F64, "{name}");
    }
}

#[test]
fn filtering_by_neighbours_is_librosas() {
    let golden = golden("decompose");
    let alike = |aggregate| NeighborAggregate::Alike(aggregate);
    let mean = NnFilterOptions { recurrence: distances(), ..Default::default() };
    let five = RecurrenceOptions { k: Some(5), metric: Metric::Cosine, ..distances() };
    let median = NnFilterOptions { recurrence: five.clone(), aggregate: alike(Aggregate::Median) };
    let x = frames();
    assert_golden!(nn_filter(&x, &mean).unwrap(), golden.array2::<f64>("nn_mean_f64"), F64, "mean");
    let found = nn_filter(&x, &median).unwrap();
    assert_golden!(found, golden.array2::<f64>("nn_median_f64"), F64, "median");
    let narrow = NnFilterOptions {
        recurrence: with_metric(&five, Metric::Cosine),
        aggregate: alike(Aggregate::Median),
    };
    let found = nn_filter(&single(&x), &narrow).unwrap();
    assert_golden!(found, golden.array2::<f32>("nn_median_f32"), F32, "median");
    let mode = RecurrenceMode::Affinity { bandwidth: Bandwidth::MedianK };
    let options = RecurrenceOptions { k: Some(6), mode, ..Default::default() };
    let links = recurrence_matrix(&x, &options).unwrap();
    // In either memory order.
    for x in [x.clone(), x.t().as_standard_layout().into_owned().reversed_axes()] {
        let found = nn_filter_by(&x, &links, NeighborAggregate::Weighted).unwrap();
        assert_golden!(found, golden.array2::<f64>("nn_weighted_f64"), F64, "weighted");
    }
    let mut dense = noise(900, 14).into_shape_with_order((30, 30)).unwrap();
    dense.mapv_inplace(|v| f64::from(u8::from(0.6 < v)));
    dense.column_mut(4).fill(0.0);
    let links = Recurrence::from_dense(&dense).unwrap();
    let found = nn_filter_by(&stereo(), &links, alike(Aggregate::Max)).unwrap();
    let found = found.to_shape((12, 30)).unwrap().into_owned();
    assert_eq!(found, golden.array2::<f64>("nn_stereo"));
}

#[test]
fn filters_without_sense_are_refused() {
    let x = frames();
    let links = Recurrence::from_dense(&Array2::<f64>::eye(5)).unwrap();
    let error = nn_filter_by(&x, &links, NeighborAggregate::Weighted).unwrap_err();
    assert!(matches!(error, Error::Shape { name: "links", .. }));
    let opposed = Recurrence::from_dense(&array![[1.0, 0.0], [-1.0, 0.0]]).unwrap();
    let error = nn_filter_by(&array![[1.0, 2.0]], &opposed, NeighborAggregate::Weighted);
    assert!(matches!(error, Err(Error::Values { name: "links", .. })));
    let error = nn_filter(&(x * f64::INFINITY), &NnFilterOptions::default()).unwrap_err();
    assert!(matches!(error, Error::NotFinite { name: "s", .. }));
    let error = nn_filter(&Array2::<f32>::zeros((3, 0)), &NnFilterOptions::default()).unwrap_err();
    assert!(matches!(error, Error::TooShort { name: "s", .. }));
}

#[test]
fn emphasis_goes_on_from_a_state_as_in_librosa() {
    let golden = golden("decompose");
    let y = song(12000, RATE);
    let two = y.slice(s![..1800]).to_owned().into_shape_with_order((2, 900)).unwrap();
    let pre = preemphasis_from(&two, 0.9, Some(&array![[0.3], [-0.2]])).unwrap();
    let de = deemphasis_from(&two, 0.9, Some(&array![[0.1], [0.4]])).unwrap();
    for (name, found) in [("pre", &pre), ("de", &de)] {
        let expected = golden.array2::<f64>(&format!("{name}_y_f64"));
        assert_golden!(every(&found.y, 4), expected, 1e-12, "{name}");
        let expected = golden.array2::<f64>(&format!("{name}_zf_f64"));
        assert_close!(found.zf, expected, 1e-12, 0.0, "{name}");
    }
    let narrow = deemphasis_from(&single(&two), 0.9, Some(&array![[0.1], [0.4]])).unwrap();
    assert_golden!(every(&narrow.y, 4), golden.array2::<f32>("de_y_f32"), F32, "single");
    let start = preemphasis_from(&two, 0.97, None).unwrap();
    assert_close!(start.zf, golden.array2::<f64>("pre_start_zf"), 1e-12, 0.0);
}

#[test]
fn effects_with_many_options_are_librosas() {
    let golden = golden("decompose");
    let y = song(12000, RATE);
    let options = EffectsHpssOptions {
        stft: StftOptions {
            n_fft: 400,
            hop_length: Some(120),
            win_length: Some(360),
            ..Default::default()
        },
        hpss: HpssOptions {
            kernel_harmonic: 13,
            kernel_percussive: 21,
            power: 1.5,
            margin_harmonic: 1.5,
            margin_percussive: 3.0,
        },
    };
    let seventh = |y: ndarray::Array1<f64>| y.slice(s![..;7]).to_owned();
    let found = seventh(harmonic(&y, &options).unwrap());
    assert_golden!(found, golden.array1::<f64>("harmonic"), F64, "harmonic");
    let found = seventh(percussive(&y, &options).unwrap());
    assert_golden!(found, golden.array1::<f64>("percussive"), F64, "percussive");
    let stft = StftOptions { n_fft: 512, ..Default::default() };
    for (name, steps, bins_per_octave) in [("down", -5.0, 24), ("fraction", 2.5, 12)] {
        let options = PitchShiftOptions { bins_per_octave, scale: true, stft: stft.clone() };
        let found = seventh(pitch_shift(&y, RATE, steps, &options).unwrap());
        let expected = golden.array1::<f64>(&format!("shift_{name}"));
        // Another resampler: alike in the pass band, not near the edge, where there is little.
        assert_golden!(found, expected, 1e-2, "{name}");
    }
    let stft = StftOptions {
        n_fft: 500,
        hop_length: Some(100),
        win_length: Some(450),
        window: Window::Hamming,
        center: false,
        ..Default::default()
    };
    let found = seventh(time_stretch(&y, 1.25, &stft).unwrap());
    // Phases of bins that are nearly zero are made of rounding errors.
    assert_golden!(found, golden.array1::<f64>("stretch_window"), 1e-8, "window");
}
