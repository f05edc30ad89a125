//! Global minima of functions with many valleys.

use std::f64::consts::{E, TAU};

use ndarray::{Array2, ArrayRef1, array};
use onkai_optimize::{
    BasinHoppingOptions, Bounds, DifferentialEvolutionOptions, Error, Evolver, Init, Mutation,
    Strategy, Updating, basinhopping, differential_evolution, rosen,
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

fn talk(x: &ArrayRef1<f64>) -> f64 {
    x[0] * x[0] + 10.0 * x[0].sin()
}

#[test]
fn the_talks_global_minimum_is_found_for_any_seed() {
    for seed in 0..10 {
        let options = BasinHoppingOptions { seed, ..Default::default() };
        let result = basinhopping(talk, &array![1.0], &options).unwrap();
        assert!(result.success() && (result.x()[0] + 1.30644).abs() < 1e-5, "{seed}: {result:?}");
        assert!((result.fun() + 7.9458233756).abs() < 1e-9);
    }
}

#[test]
fn evolution_reaches_global_minima() {
    for seed in 0..5 {
        let options = DifferentialEvolutionOptions { seed, ..Default::default() };
        let bounds = Bounds::uniform(2, -5.12, 5.12).unwrap();
        let found = differential_evolution(rastrigin, &bounds, &options).unwrap();
        assert!(found.converged && found.fun < 1e-9, "{seed}: {found:?}");
        let bounds = Bounds::uniform(3, -5.0, 5.0).unwrap();
        let found = differential_evolution(ackley, &bounds, &options).unwrap();
        assert!(found.fun < 1e-6, "{seed}: {found:?}");
        let bounds = Bounds::uniform(2, -512.0, 512.0).unwrap();
        // The tolerance is relative to values of a thousand.
        let strategy = Strategy::Rand1Bin;
        let wide = DifferentialEvolutionOptions { popsize: 60, strategy, tol: 1e-7, ..options };
        let found = differential_evolution(eggholder, &bounds, &wide).unwrap();
        assert!((found.fun + 959.6406627).abs() < 1e-3, "{seed}: {found:?}");
    }
}

#[test]
fn every_strategy_works() {
    let bounds = Bounds::uniform(2, 0.0, 2.0).unwrap();
    for name in ["best1", "rand1", "rand2", "randtobest1", "currenttobest1", "best2"] {
        for crossing in ["bin", "exp"] {
            for updating in [Updating::Immediate, Updating::Deferred] {
                let strategy: Strategy = format!("{name}{crossing}").parse().unwrap();
                let options =
                    DifferentialEvolutionOptions { strategy, updating, ..Default::default() };
                let found = differential_evolution(rosen, &bounds, &options).unwrap();
                assert!(found.fun < 1e-6, "{strategy:?} {updating:?} {found:?}");
                assert_eq!(found.population_values.len(), 30);
            }
        }
    }
    for init in [Init::Halton, Init::Random, Init::Members(Array2::from_elem((6, 2), 0.7))] {
        let options = DifferentialEvolutionOptions { init, ..Default::default() };
        let found = differential_evolution(rosen, &bounds, &options).unwrap();
        assert!(found.population.iter().all(|x| (0.0..=2.0).contains(x)));
    }
}

#[test]
fn whole_numbers_stay_whole_and_seeds_fix_the_result() {
    let f = |x: &ArrayRef1<f64>| (x[0] - 2.6).powi(2) + (x[1] - 0.3).powi(2);
    let bounds = Bounds::uniform(2, -5.0, 5.0).unwrap();
    let options = DifferentialEvolutionOptions {
        integrality: Some(array![true, false]),
        x0: Some(array![4.0, 4.0]),
        seed: 3,
        ..Default::default()
    };
    let found = differential_evolution(f, &bounds, &options).unwrap();
    assert_eq!(found.x[0], 3.0);
    assert!((found.x[1] - 0.3).abs() < 1e-5);
    assert_eq!(found, differential_evolution(f, &bounds, &options).unwrap());
}

#[test]
fn holes_in_the_domain_are_avoided() {
    let f = |x: &ArrayRef1<f64>| if x[0] < 0.0 { f64::NAN } else { (x[0] - 1.0).powi(2) };
    let bounds = Bounds::uniform(1, -3.0, 3.0).unwrap();
    let options = DifferentialEvolutionOptions::default();
    let found = differential_evolution(f, &bounds, &options).unwrap();
    assert!((found.x[0] - 1.0).abs() < 1e-4);
}

#[test]
fn bad_input_is_refused() {
    let default = DifferentialEvolutionOptions::default;
    let bounds = Bounds::uniform(2, 0.25, 0.75).unwrap();
    let run = |options: DifferentialEvolutionOptions| {
        Evolver::new(rosen).run(&bounds, &options).unwrap_err()
    };
    for options in [
        DifferentialEvolutionOptions { mutation: Mutation::Constant(2.0), ..default() },
        DifferentialEvolutionOptions { recombination: 1.5, ..default() },
        DifferentialEvolutionOptions { tol: f64::NAN, ..default() },
        DifferentialEvolutionOptions { popsize: 0, ..default() },
    ] {
        assert!(matches!(run(options), Error::Parameter { .. }));
    }
    let outside = DifferentialEvolutionOptions { x0: Some(array![1.0, 0.5]), ..default() };
    assert!(matches!(run(outside), Error::Values { name: "x0", .. }));
    let whole =
        DifferentialEvolutionOptions { integrality: Some(array![true, false]), ..default() };
    assert!(matches!(run(whole), Error::Values { name: "bounds", .. }));
    let short = DifferentialEvolutionOptions { integrality: Some(array![true]), ..default() };
    assert!(matches!(run(short), Error::Shape { name: "integrality", .. }));
    let few = Init::Members(Array2::zeros((3, 2)));
    let few = DifferentialEvolutionOptions { init: few, ..default() };
    assert!(matches!(run(few), Error::TooShort { name: "init", .. }));
    let open = Bounds::uniform(1, 0.0, f64::INFINITY).unwrap();
    let error = differential_evolution(rosen, &open, &default()).unwrap_err();
    assert!(matches!(error, Error::Values { name: "bounds", .. }));
    assert!(matches!("best3bin".parse::<Strategy>(), Err(Error::UnknownName { .. })));
}
