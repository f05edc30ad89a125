//! Viterbi paths and matrices of transitions.

use ndarray::{Array1, Array2, Axis, array};
use onkai_mir::{
    Alignment, DtwOptions, DtwStep, Metric, RqaOptions, StatePath, StatePriors, Window, dtw, rqa,
    transition_cycle, transition_local, transition_loop, transition_uniform, viterbi,
    viterbi_binary, viterbi_discriminative,
};
use onkai_testing::{Golden, assert_close, noise};

use crate::signals::{F32, F64, golden};

/// Columns that add up to 1.
fn chances(n_rows: usize, n_columns: usize, seed: u32) -> Array2<f64> {
    let x = noise(n_rows * n_columns, seed).mapv(|v| 0.5 * v + 0.5);
    let x = x.into_shape_with_order((n_rows, n_columns)).unwrap();
    &x / &x.sum_axis(Axis(0))
}

#[test]
fn transitions_are_librosas() {
    let golden = golden("sequence");
    let check = |name: &str, actual: Array2<f64>| {
        assert_close!(actual, golden.array2::<f64>(name), 1e-14, 0.0, "{name}");
    };
    check("uniform", transition_uniform(3).unwrap());
    check("loop_one", transition_loop(4, &[0.3]).unwrap());
    check("loop_each", transition_loop(3, &[0.1, 0.5, 0.9]).unwrap());
    check("cycle_one", transition_cycle(4, &[0.8]).unwrap());
    check("cycle_each", transition_cycle(3, &[0.1, 0.0, 1.0]).unwrap());
    let local: [(&str, usize, &[usize], Window, bool); 8] = [
        ("triangle", 7, &[3], Window::Triang, false),
        ("even", 8, &[4], Window::Triang, false),
        ("odd_even", 9, &[4], Window::Triang, false),
        ("even_odd", 8, &[5], Window::Triang, false),
        ("wrap", 7, &[5], Window::Triang, true),
        ("wrap_even", 8, &[4], Window::Hamming, true),
        ("each", 5, &[1, 2, 3, 3, 1], Window::Boxcar, false),
        ("hamming", 6, &[6], Window::Hamming, false),
    ];
    for (name, n_states, width, window, wrap) in local {
        let actual = transition_local(n_states, width, &window, wrap).unwrap();
        check(&format!("local_{name}"), actual);
    }
}

fn check_path(golden: &Golden, name: &str, key: &str, path: &StatePath) {
    let states = golden.array1::<u16>(&format!("{name}_{key}")).mapv(usize::from);
    assert_eq!(path.states, states.to_vec(), "{name} {key}");
    let expected: f64 = golden.scalar(&format!("{name}_logp_{key}"));
    let tolerance = if key == "f32" { F32 } else { F64 };
    let difference = (path.log_likelihood - expected).abs();
    assert!(difference < tolerance * expected.abs(), "{name} {key}: {expected}");
}

#[test]
fn paths_are_librosas() {
    let golden = golden("sequence");
    let prob = chances(6, 50, 31);
    let single = prob.mapv(|p| p as f32);
    let cycle = transition_cycle(6, &[0.4]).unwrap();
    let p_init = array![0.5, 0.1, 0.0, 0.2, 0.2, 0.0];
    let p_state = array![0.3, 0.1, 0.1, 0.2, 0.25, 0.05];
    let transitions = [
        ("viterbi_loop", transition_loop(6, &[0.6]).unwrap()),
        ("viterbi_cycle", cycle.clone()),
        ("viterbi_local", transition_local(6, &[3], &Window::Triang, false).unwrap()),
    ];
    for (name, transition) in &transitions {
        check_path(&golden, name, "f64", &viterbi(&prob, transition, None).unwrap());
        check_path(&golden, name, "f32", &viterbi(&single, transition, None).unwrap());
    }
    let (name, start) = ("viterbi_start", Some(&*p_init));
    check_path(&golden, name, "f64", &viterbi(&prob, &cycle, start).unwrap());
    check_path(&golden, name, "f32", &viterbi(&single, &cycle, start).unwrap());
    let given = StatePriors { p_init: Some(p_init), p_state: Some(p_state) };
    let cases = [("discriminative", StatePriors::default()), ("discriminative_priors", given)];
    for (name, priors) in &cases {
        let path = viterbi_discriminative(&prob, &cycle, priors).unwrap();
        check_path(&golden, name, "f64", &path);
        let path = viterbi_discriminative(&single, &cycle, priors).unwrap();
        check_path(&golden, name, "f32", &path);
    }
}

#[test]
fn binary_paths_are_librosas() {
    let golden = golden("sequence");
    let prob = noise(120, 33).mapv(|v| 0.5 * v + 0.5).into_shape_with_order((3, 40)).unwrap();
    let one = transition_loop(2, &[0.9, 0.7]).unwrap();
    let others = [0.5, 0.95].map(|stay| transition_loop(2, &[stay]).unwrap());
    let each = [std::slice::from_ref(&one), others.as_slice()].concat();
    let priors =
        StatePriors { p_state: Some(array![0.4, 0.2, 0.9]), p_init: Some(array![0.1, 0.5, 1.0]) };
    let cases = [("binary", vec![one], StatePriors::default()), ("binary_priors", each, priors)];
    for (name, transitions, priors) in &cases {
        for key in ["f64", "f32"] {
            let (paths, tolerance) = if key == "f64" {
                (viterbi_binary(&prob, transitions, priors).unwrap(), F64)
            } else {
                let single = prob.mapv(|p| p as f32);
                (viterbi_binary(&single, transitions, priors).unwrap(), F32)
            };
            let expected = golden.array2::<u16>(&format!("{name}_{key}")).mapv(|on| on == 1);
            assert_eq!(paths.on, expected, "{name} {key}");
            let expected: Array1<f64> = golden.array1(&format!("{name}_logp_{key}"));
            assert_close!(paths.log_likelihood, expected, tolerance, 0.0, "{name} {key}");
        }
    }
}

/// The golden path, from its end there.
fn pairs(golden: &Golden, key: &str) -> Vec<(usize, usize)> {
    let index = |v: i64| usize::try_from(v).unwrap();
    golden.array2::<i64>(key).rows().into_iter().map(|p| (index(p[0]), index(p[1]))).collect()
}

fn check_alignment(golden: &Golden, name: &str, actual: &Alignment<f64>) {
    let expected: Array2<f64> = golden.array2(&format!("dtw_{name}_cost_f64"));
    // librosa leaves the costs of a subsequence transposed if the first sequence is the longer one.
    let expected = if name == "longer" { expected.reversed_axes() } else { expected };
    assert_close!(actual.cost, expected, 1e-12, 0.0, "{name}");
    let mut path = pairs(golden, &format!("dtw_{name}_path_f64"));
    path.reverse();
    assert_eq!(actual.path, path, "{name}");
}

#[test]
fn alignments_are_librosas() {
    let golden = golden("sequence");
    let x = noise(60, 35).into_shape_with_order((3, 20)).unwrap();
    let y = noise(81, 36).into_shape_with_order((3, 27)).unwrap();
    let short = x.slice(ndarray::s![.., ..8]).to_owned();
    let default = DtwOptions::default;
    let far = vec![DtwStep::new(1, 1), DtwStep::new(1, 2), DtwStep::new(2, 1)];
    let mut weighted = far.clone();
    for (step, (add, multiply)) in weighted.iter_mut().zip([(0.0, 1.0), (0.2, 1.5), (0.1, 2.0)]) {
        (step.add, step.multiply) = (add, multiply);
    }
    let found = DtwOptions { subsequence: true, ..default() };
    let cases = [
        ("default", &x, &y, default()),
        ("steps", &x, &y, DtwOptions { steps: far.clone(), ..default() }),
        ("weights", &x, &y, DtwOptions { steps: weighted, ..default() }),
        ("band", &x, &y, DtwOptions { band_radius: Some(0.3), ..default() }),
        ("subsequence", &short, &y, found.clone()),
        ("longer", &y, &short, found.clone()),
        ("subsequence_steps", &short, &y, DtwOptions { steps: far, ..found }),
        ("tall_band", &y, &x, DtwOptions { band_radius: Some(0.2), ..default() }),
    ];
    for (name, x, y, options) in &cases {
        check_alignment(&golden, name, &dtw(*x, *y, &Metric::Euclidean, options).unwrap());
    }
    check_alignment(&golden, "cosine", &dtw(&x, &y, &Metric::Cosine, &default()).unwrap());

    let single = |x: &Array2<f64>| x.mapv(|v| v as f32);
    let aligned = dtw(&single(&x), &single(&y), &Metric::Euclidean, &default()).unwrap();
    let expected = single(&golden.array2("dtw_default_cost_f32"));
    assert_close!(aligned.cost, expected, F32, 0.0, "f32");
    let mut path = pairs(&golden, "dtw_default_path_f32");
    path.reverse();
    assert_eq!(aligned.path, path);
}

#[test]
fn recurrences_are_librosas() {
    let golden = golden("sequence");
    let alike = noise(780, 37).mapv(|v| v.max(0.0)).into_shape_with_order((30, 26)).unwrap();
    let default = RqaOptions::default();
    let cases = [
        ("default", default),
        ("straight", RqaOptions { knight_moves: false, ..default }),
        ("gaps", RqaOptions { gap_onset: 0.3, gap_extend: 0.1, ..default }),
        ("eager", RqaOptions { gap_onset: 0.0, gap_extend: 0.5, ..default }),
    ];
    for (name, options) in &cases {
        let found = rqa(&alike, options).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("rqa_{name}_score"));
        assert_close!(found.score, expected, 0.0, 1e-12, "{name}");
        let index = |v: u64| usize::try_from(v).unwrap();
        let expected = golden.array2::<u64>(&format!("rqa_{name}_path"));
        let expected: Vec<_> =
            expected.rows().into_iter().map(|p| (index(p[0]), index(p[1]))).collect();
        assert_eq!(found.path, expected, "{name}");
    }
}
