//! Dual annealing: global minima, its options, and what it refuses.

use std::f64::consts::{E, TAU};
use std::ops::ControlFlow;

use ndarray::{Array1, ArrayRef1, array};
use onkai_optimize::{
    AnnealingContext, AnnealingStatus, Bounds, DualAnnealer, DualAnnealingOptions,
    DualAnnealingResult, Error, MinimizeOptions, dual_annealing, rosen, rosen_der, rosen_hess,
    rosen_hess_prod,
};

fn rastrigin(x: &ArrayRef1<f64>) -> f64 {
    x.iter().map(|x| x * x - 10.0 * (TAU * x).cos() + 10.0).sum()
}

fn ackley(x: &ArrayRef1<f64>) -> f64 {
    let n = x.len() as f64;
    let square = x.dot(x) / n;
    let wave = x.iter().map(|x| (TAU * x).cos()).sum::<f64>() / n;
    -20.0 * (-0.2 * square.sqrt()).exp() - wave.exp() + 20.0 + E
}

fn eggholder(x: &ArrayRef1<f64>) -> f64 {
    let y = x[1] + 47.0;
    -y * (x[0] / 2.0 + y).abs().sqrt().sin() - x[0] * (x[0] - y).abs().sqrt().sin()
}

fn schwefel(x: &ArrayRef1<f64>) -> f64 {
    x.iter().map(|x| 418.9828872724339 - x * x.abs().sqrt().sin()).sum()
}

fn styblinski_tang(x: &ArrayRef1<f64>) -> f64 {
    x.iter().map(|x| 0.5 * (x.powi(4) - 16.0 * x * x + 5.0 * x)).sum()
}

/// A function of `n` variables between plus and minus `limit`, and how close to its least value
/// a search must come.
struct Landscape {
    fun: fn(&ArrayRef1<f64>) -> f64,
    n: usize,
    limit: f64,
    least: f64,
    tolerance: f64,
    /// The evaluations that SciPy 1.17.1 takes for a thousand temperatures, mean of five seeds.
    scipys_nfev: usize,
}

const LANDSCAPES: [Landscape; 4] = [
    Landscape {
        fun: rastrigin,
        n: 10,
        limit: 5.12,
        least: 0.0,
        tolerance: 1e-9,
        scipys_nfev: 21_075,
    },
    Landscape {
        fun: ackley,
        n: 5,
        limit: 32.768,
        least: 0.0,
        tolerance: 1e-6,
        scipys_nfev: 10_991,
    },
    Landscape {
        fun: schwefel,
        n: 5,
        limit: 500.0,
        least: 0.0,
        tolerance: 1e-6,
        scipys_nfev: 10_185,
    },
    Landscape {
        fun: styblinski_tang,
        n: 10,
        limit: 5.0,
        least: -391.6616570377142,
        tolerance: 1e-6,
        scipys_nfev: 20_421,
    },
];

#[test]
fn global_minima_are_found_for_any_seed_in_as_many_evaluations_as_by_scipy() {
    for (which, land) in LANDSCAPES.iter().enumerate() {
        let bounds = Bounds::uniform(land.n, -land.limit, land.limit).unwrap();
        let mut nfev = 0;
        for seed in 0..5 {
            let options = DualAnnealingOptions { seed, ..Default::default() };
            let found = dual_annealing(land.fun, &bounds, &options).unwrap();
            assert!((found.fun - land.least).abs() < land.tolerance, "{which} {seed}: {found:?}");
            assert!(found.success() && found.nit == 1000 && bounds.contains(&found.x));
            assert_eq!(found.fun, (land.fun)(&found.x));
            nfev += found.nfev;
        }
        let ratio = nfev as f64 / (5 * land.scipys_nfev) as f64;
        assert!((0.8..1.25).contains(&ratio), "{which}: {ratio}");
    }
}

#[test]
fn the_eggholders_corner_is_found_in_time() {
    // A thousand temperatures are too few for most seeds, here as in SciPy.
    let bounds = Bounds::uniform(2, -512.0, 512.0).unwrap();
    for seed in 0..5 {
        let options = DualAnnealingOptions { maxiter: 20_000, seed, ..Default::default() };
        let found = dual_annealing(eggholder, &bounds, &options).unwrap();
        assert!((found.fun + 959.6406627208507).abs() < 1e-6, "{seed}: {found:?}");
    }
}

#[test]
fn annealing_alone_comes_near_and_seeds_fix_the_result() {
    let bounds = Bounds::uniform(2, -5.12, 5.12).unwrap();
    for seed in 0..5 {
        let options = DualAnnealingOptions { no_local_search: true, seed, ..Default::default() };
        let found = dual_annealing(rastrigin, &bounds, &options).unwrap();
        assert!(found.fun < 1e-2, "{seed}: {found:?}");
        // Each temperature is four points; no gradient was needed.
        assert_eq!((found.nfev, found.njev, found.nit), (4001, 0, 1000));
        assert_eq!(found, dual_annealing(rastrigin, &bounds, &options).unwrap());
        let other = DualAnnealingOptions { seed: seed + 1, ..options };
        assert_ne!(found.x, dual_annealing(rastrigin, &bounds, &other).unwrap().x);
    }
}

/// Runs, and checks that every point lies within and that the least value of all is what is found.
fn watched(
    fun: fn(&ArrayRef1<f64>) -> f64,
    bounds: &Bounds,
    options: &DualAnnealingOptions,
) -> DualAnnealingResult {
    let (mut least, mut n_calls) = (f64::INFINITY, 0);
    let found = dual_annealing(
        |x| {
            assert!(bounds.contains(x), "{x}");
            n_calls += 1;
            let value = fun(x);
            least = f64::min(least, value);
            value
        },
        bounds,
        options,
    )
    .unwrap();
    assert_eq!(n_calls, found.nfev);
    assert!(found.fun == fun(&found.x) && found.fun >= least);
    if options.no_local_search {
        assert_eq!(found.fun, least);
    }
    found
}

#[test]
fn points_stay_within_bounds_and_the_best_is_kept_when_it_begins_anew() {
    let bounds = Bounds::new(array![-3.0, 0.5, 2.0], array![5.0, 0.75, 2.0]).unwrap();
    for no_local_search in [true, false] {
        let options = DualAnnealingOptions {
            maxiter: 60,
            no_local_search,
            restart_temp_ratio: 0.3,
            ..Default::default()
        };
        let found = watched(rastrigin, &bounds, &options);
        assert_eq!((found.x[2], found.nit), (2.0, 60));
    }
    for seed in 0..3 {
        let options = DualAnnealingOptions { seed, ..Default::default() };
        let found = watched(rastrigin, &bounds, &options);
        // The second variable is best at its upper limit, 0.75² + 10; the third one is fixed, 2².
        assert!((found.fun - 14.5625).abs() < 1e-9 && found.x[1] == 0.75, "{found:?}");
    }
}

#[test]
fn a_new_beginning_costs_one_evaluation() {
    let bounds = Bounds::uniform(2, -1.0, 1.0).unwrap();
    let options = DualAnnealingOptions {
        maxiter: 12,
        no_local_search: true,
        restart_temp_ratio: 0.99,
        ..Default::default()
    };
    // Only the first temperature is hot enough: twelve times it, and eleven times a new start.
    let found = watched(rastrigin, &bounds, &options);
    assert_eq!((found.nfev, found.nit), (1 + 12 * 4 + 11, 12));
}

#[test]
fn every_shape_of_jumps_works() {
    let bounds = Bounds::uniform(3, -5.0, 5.0).unwrap();
    for visit in [1.05, 1.3, 1.38, 1.7, 2.0, 2.4, 2.8, 2.999] {
        let options = DualAnnealingOptions { visit, maxiter: 300, ..Default::default() };
        let found = watched(styblinski_tang, &bounds, &options);
        assert!((found.fun + 117.49849711131424).abs() < 1e-6, "{visit}: {found:?}");
    }
    for (accept, initial_temp) in [(-500.0, 5230.0), (-1.0, 5e4), (0.5, 1.0)] {
        let options =
            DualAnnealingOptions { accept, initial_temp, maxiter: 500, ..Default::default() };
        let found = watched(styblinski_tang, &bounds, &options);
        assert!((found.fun + 117.49849711131424).abs() < 1e-6, "{accept}: {found:?}");
    }
}

#[test]
fn any_local_method_may_be_taken() {
    let bounds = Bounds::uniform(2, -2.0, 2.0).unwrap();
    for name in [
        "Nelder-Mead",
        "Powell",
        "CG",
        "BFGS",
        "L-BFGS-B",
        "Newton-CG",
        "trust-ncg",
        "trust-exact",
        "SLSQP",
        "COBYLA",
    ] {
        let minimizer =
            MinimizeOptions { method: Some(name.parse().unwrap()), ..Default::default() };
        let options = DualAnnealingOptions { minimizer, maxiter: 50, ..Default::default() };
        let found = DualAnnealer::new(rosen)
            .gradient(rosen_der)
            .hessian(rosen_hess)
            .run(&bounds, &options)
            .unwrap();
        // Linear models follow the bent valley slowly.
        let enough = if name == "COBYLA" { 0.1 } else { 1e-4 };
        assert!(found.fun < enough && bounds.contains(&found.x), "{name}: {found:?}");
        let has_hessian = matches!(name, "Newton-CG" | "trust-ncg" | "trust-exact");
        assert_eq!(found.nhev > 0, has_hessian, "{name}");
        let has_gradient = !matches!(name, "Nelder-Mead" | "Powell" | "COBYLA");
        assert_eq!(found.njev > 0, has_gradient, "{name}");
    }
    let method = Some("trust-ncg".parse().unwrap());
    let minimizer = MinimizeOptions { method, ..Default::default() };
    let options = DualAnnealingOptions { minimizer, maxiter: 20, ..Default::default() };
    let annealer = DualAnnealer::new(rosen).gradient(rosen_der).hessian_product(rosen_hess_prod);
    assert!(annealer.run(&bounds, &options).unwrap().fun < 1e-6);
    // Its needs are those of the method.
    assert!(matches!(dual_annealing(rosen, &bounds, &options), Err(Error::Values { .. })));
}

#[test]
fn what_a_local_method_finds_outside_is_not_taken() {
    let slope = |x: &ArrayRef1<f64>| (x[0] - 9.0).powi(2);
    let bounds = Bounds::uniform(1, 0.0, 1.0).unwrap();
    let minimizer = MinimizeOptions { method: Some("bfgs".parse().unwrap()), ..Default::default() };
    let options = DualAnnealingOptions { minimizer, maxiter: 100, ..Default::default() };
    let found = dual_annealing(slope, &bounds, &options).unwrap();
    assert!(bounds.contains(&found.x) && found.x[0] > 0.95, "{found:?}");
}

#[test]
fn the_callback_sees_falling_values_and_may_end_it() {
    let bounds = Bounds::uniform(4, -5.12, 5.12).unwrap();
    let (mut values, mut contexts) = (vec![], vec![]);
    let found = DualAnnealer::new(rastrigin)
        .callback(|minimum| {
            assert_eq!(minimum.fun, rastrigin(minimum.x));
            values.push(minimum.fun);
            contexts.push(minimum.context);
            ControlFlow::Continue(())
        })
        .run(&bounds, &DualAnnealingOptions::default())
        .unwrap();
    assert!(values.windows(2).all(|pair| pair[1] < pair[0]));
    assert_eq!(values.last(), Some(&found.fun));
    assert!(contexts.contains(&AnnealingContext::Annealing));
    assert!(contexts.contains(&AnnealingContext::LocalSearch));
    for context in [AnnealingContext::Annealing, AnnealingContext::LocalSearch] {
        let mut seen = None;
        let stopped = DualAnnealer::new(rastrigin)
            .callback(|minimum| {
                assert!(seen.is_none(), "called after it asked to stop");
                if minimum.context == context {
                    seen = Some((minimum.x.to_owned(), minimum.fun));
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            })
            .run(&bounds, &DualAnnealingOptions::default())
            .unwrap();
        assert_eq!(stopped.status, AnnealingStatus::Stopped);
        assert_eq!(stopped.message(), "stopped by the callback");
        assert!(!stopped.success() && stopped.nfev < found.nfev);
        assert_eq!(seen, Some((stopped.x, stopped.fun)));
    }
}

#[test]
fn long_idleness_leads_to_a_local_minimization_from_elsewhere() {
    // Nothing is as low as the needle at the start, so that there is never a new least value.
    let flat = |x: &ArrayRef1<f64>| if x[0] == 0.25 { -1.0 } else { (x[0] - 0.5).powi(2) - 0.9 };
    let bounds = Bounds::uniform(1, 0.0, 1.0).unwrap();
    let start = DualAnnealingOptions { x0: Some(array![0.25]), ..Default::default() };
    let count = |maxiter: usize| {
        let options = DualAnnealingOptions { maxiter, ..start.clone() };
        dual_annealing(flat, &bounds, &options).unwrap()
    };
    let (few, many) = (count(999), count(1010));
    assert_eq!((few.x[0], many.x[0]), (0.25, 0.25));
    // Eleven temperatures take 22 points; each local minimization takes some more.
    assert!(many.nfev - few.nfev > 22 + 11 && many.njev > few.njev, "{few:?} {many:?}");
}

#[test]
fn limits_end_it() {
    let bounds = Bounds::uniform(3, -5.12, 5.12).unwrap();
    for (maxfun, no_local_search) in [(1, true), (100, true), (100, false), (1000, false)] {
        let options = DualAnnealingOptions { maxfun, no_local_search, ..Default::default() };
        let found = dual_annealing(rastrigin, &bounds, &options).unwrap();
        assert_eq!(found.status, AnnealingStatus::EvaluationLimit);
        assert!(!found.success() && found.nfev >= maxfun);
        if no_local_search {
            assert!(found.nfev <= maxfun + 1);
        }
    }
    let x0 = array![1.0, 2.0, 3.0];
    let none = DualAnnealingOptions { maxiter: 0, x0: Some(x0.clone()), ..Default::default() };
    let found = dual_annealing(rastrigin, &bounds, &none).unwrap();
    assert_eq!((found.x, found.nfev, found.nit), (x0, 1, 0));
}

#[test]
fn holes_in_the_domain_are_avoided() {
    let bounds = Bounds::uniform(2, -3.0, 3.0).unwrap();
    for hole in [f64::NAN, f64::INFINITY] {
        let f = |x: &ArrayRef1<f64>| if x[0] < 0.0 { hole } else { rastrigin(&(x - 1.0)) };
        let x0 = Some(array![-1.0, -1.0]);
        let options = DualAnnealingOptions { x0, ..Default::default() };
        let found = dual_annealing(f, &bounds, &options).unwrap();
        assert!(found.fun < 1e-9, "{hole}: {found:?}");
    }
    // Where it is finite only at the start, the start is the result, new beginnings or not.
    let needle = |x: &ArrayRef1<f64>| if x[0] == 1.0 && x[1] == 1.0 { 7.0 } else { f64::NAN };
    let x0 = Some(array![1.0, 1.0]);
    let options =
        DualAnnealingOptions { x0, maxiter: 5, restart_temp_ratio: 0.5, ..Default::default() };
    let found = dual_annealing(needle, &bounds, &options).unwrap();
    assert_eq!((found.x, found.fun, found.nit), (array![1.0, 1.0], 7.0, 5));
    let error =
        dual_annealing(|_| f64::NAN, &bounds, &DualAnnealingOptions::default()).unwrap_err();
    assert_eq!(error.to_string(), "`fun` must be finite somewhere within `bounds`");
}

#[test]
fn bad_input_is_refused() {
    let default = DualAnnealingOptions::default;
    let bounds = Bounds::uniform(2, -1.0, 1.0).unwrap();
    let nan = f64::NAN;
    for (name, options) in [
        ("initial_temp", DualAnnealingOptions { initial_temp: 0.0, ..default() }),
        ("initial_temp", DualAnnealingOptions { initial_temp: nan, ..default() }),
        ("restart_temp_ratio", DualAnnealingOptions { restart_temp_ratio: 0.0, ..default() }),
        ("restart_temp_ratio", DualAnnealingOptions { restart_temp_ratio: 1.0, ..default() }),
        ("restart_temp_ratio", DualAnnealingOptions { restart_temp_ratio: nan, ..default() }),
        ("visit", DualAnnealingOptions { visit: 1.0, ..default() }),
        ("visit", DualAnnealingOptions { visit: 3.0, ..default() }),
        ("visit", DualAnnealingOptions { visit: nan, ..default() }),
        ("accept", DualAnnealingOptions { accept: 1.0, ..default() }),
        ("accept", DualAnnealingOptions { accept: f64::NEG_INFINITY, ..default() }),
    ] {
        let error = dual_annealing(rosen, &bounds, &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: n, .. } if n == name), "{error}");
    }
    let run = |bounds: &Bounds, x0: Option<Array1<f64>>| {
        let options = DualAnnealingOptions { x0, ..default() };
        dual_annealing(rosen, bounds, &options).unwrap_err()
    };
    for x0 in [array![0.0, 1.5], array![nan, 0.0]] {
        assert!(matches!(run(&bounds, Some(x0)), Error::Values { name: "x0", .. }));
    }
    let long = Some(Array1::zeros(3));
    assert!(matches!(run(&bounds, long), Error::Shape { name: "x0", .. }));
    let none = Bounds { lower: array![], upper: array![] };
    assert!(matches!(run(&none, None), Error::TooShort { name: "bounds", .. }));
    let uneven = Bounds { lower: array![0.0, 0.0], upper: array![1.0] };
    assert!(matches!(run(&uneven, None), Error::Shape { name: "bounds.upper", .. }));
    let crossed = Bounds { lower: array![0.0, 2.0], upper: array![1.0, 1.0] };
    assert!(matches!(run(&crossed, None), Error::Values { name: "bounds.lower", .. }));
    let hole = Bounds { lower: array![0.0, nan], upper: array![1.0, 1.0] };
    assert!(matches!(run(&hole, None), Error::Values { name: "bounds.lower", .. }));
    for upper in [f64::INFINITY, f64::MAX] {
        let open = Bounds { lower: array![0.0, f64::MIN], upper: array![1.0, upper] };
        assert!(matches!(run(&open, None), Error::Values { name: "bounds", .. }));
    }
    let narrow = Some(Bounds::uniform(3, 0.0, 1.0).unwrap());
    let minimizer = MinimizeOptions { bounds: narrow, ..Default::default() };
    let options = DualAnnealingOptions { minimizer, ..default() };
    let error = dual_annealing(rosen, &bounds, &options).unwrap_err();
    assert!(matches!(error, Error::Shape { name: "bounds.lower", .. }));
}
