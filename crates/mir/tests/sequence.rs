//! Viterbi paths and matrices of transitions.

use ndarray::{Array1, Array2, Axis, array};
use onkai_mir::{
    StatePath, StatePriors, Window, transition_cycle, transition_local, transition_loop,
    transition_uniform, viterbi, viterbi_binary, viterbi_discriminative,
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
    let each = [&[one.clone()], others.as_slice()].concat();
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
