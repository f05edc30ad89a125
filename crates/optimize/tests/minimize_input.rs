//! What is refused, what is reported, and that the best point is never lost.

use std::ops::ControlFlow;

use ndarray::{Array1, Array2, ArrayRef1, array};
use onkai_optimize::{
    Bounds, Constraint, DifferenceStep, Differences, Error, Method, MinimizeOptions, Minimizer,
    Scheme, Status, minimize, rosen, rosen_der,
};
use proptest::prelude::*;

const NAMES: [&str; 9] = [
    "Nelder-Mead",
    "Powell",
    "CG",
    "BFGS",
    "L-BFGS-B",
    "Newton-CG",
    "dogleg",
    "trust-ncg",
    "trust-exact",
];

fn by(name: &str) -> MinimizeOptions {
    MinimizeOptions { method: Some(name.parse().unwrap()), ..Default::default() }
}

fn steep(x: &ArrayRef1<f64>) -> Array2<f64> {
    onkai_optimize::rosen_hess(x)
}

#[test]
fn starts_without_sense_are_refused() {
    for name in NAMES {
        let refused = |x0: Array1<f64>| minimize(rosen, &x0, &by(name)).unwrap_err();
        assert!(matches!(refused(array![]), Error::TooShort { name: "x0", .. }));
        assert!(matches!(refused(array![1.0, f64::NAN]), Error::NotFinite { name: "x0", .. }));
        assert!(matches!(refused(array![f64::INFINITY]), Error::NotFinite { name: "x0", .. }));
    }
}

#[test]
fn bounds_without_sense_are_refused() {
    let with = |lower, upper| {
        let bounds = Some(Bounds { lower, upper });
        let options = MinimizeOptions { bounds, ..Default::default() };
        minimize(rosen, &array![0.0, 0.0], &options).unwrap_err()
    };
    let error = with(array![0.0, 1.0], array![1.0, 0.0]);
    assert!(matches!(error, Error::Values { name: "bounds.lower", .. }));
    let error = with(array![0.0], array![1.0]);
    assert!(matches!(error, Error::Shape { name: "bounds.lower", .. }));
    let error = with(array![0.0, f64::NAN], array![1.0, 1.0]);
    assert!(matches!(error, Error::Values { name: "bounds.lower", .. }));
}

#[test]
fn bounds_and_constraints_are_refused_by_methods_that_take_none() {
    let bounds = Some(Bounds::uniform(2, -2.0, 2.0).unwrap());
    for name in NAMES {
        let takes_bounds = ["Nelder-Mead", "Powell", "L-BFGS-B"].contains(&name);
        let options = MinimizeOptions { bounds: bounds.clone(), ..by(name) };
        let run = |options: &MinimizeOptions| {
            Minimizer::new(rosen).gradient(rosen_der).hessian(steep).run(&array![0.5, 0.5], options)
        };
        match run(&options) {
            Ok(_) => assert!(takes_bounds, "{name}"),
            Err(error) => {
                assert!(!takes_bounds, "{name}");
                assert!(matches!(error, Error::Values { name: "bounds", .. }));
            }
        }
        let constrained = Minimizer::new(rosen)
            .constraint(Constraint::inequality(|x| array![x[0]]))
            .run(&array![0.5, 0.5], &by(name));
        assert!(matches!(constrained, Err(Error::Values { name: "constraints", .. })));
    }
}

#[test]
fn derivatives_of_another_size_are_refused() {
    let x0 = array![0.5, 0.5];
    for name in ["CG", "BFGS", "L-BFGS-B", "Newton-CG"] {
        let error =
            Minimizer::new(rosen).gradient(|_| array![1.0]).run(&x0, &by(name)).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "gradient", .. }), "{name}");
    }
    for name in ["Newton-CG", "dogleg", "trust-ncg", "trust-exact"] {
        let minimizer = Minimizer::new(rosen).gradient(rosen_der).hessian(|_| Array2::eye(3));
        let error = minimizer.run(&x0, &by(name)).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "hessian", .. }), "{name}");
    }
    let minimizer =
        Minimizer::new(rosen).gradient(rosen_der).hessian_product(|_, _| array![0.0, 0.0, 0.0]);
    let error = minimizer.run(&x0, &by("trust-ncg")).unwrap_err();
    assert!(matches!(error, Error::Shape { name: "hessian_product", .. }));
}

#[test]
fn a_tolerance_must_be_positive() {
    for tol in [0.0, -1.0, f64::NAN] {
        let options = MinimizeOptions { tol: Some(tol), ..Default::default() };
        let error = minimize(rosen, &array![0.0, 0.0], &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "tol", .. }));
    }
}

#[test]
fn a_function_that_is_no_number_is_reported() {
    for name in NAMES {
        let result = Minimizer::new(|_| f64::NAN)
            .gradient(rosen_der)
            .hessian(steep)
            .run(&array![0.5, 0.5], &by(name))
            .unwrap();
        assert_eq!(result.status, Status::NotFinite, "{name}");
        assert_eq!(result.x, array![0.5, 0.5], "{name}");
        assert!(result.fun.is_nan() && !result.success());
    }
}

#[test]
fn a_gradient_that_is_not_finite_is_reported() {
    for name in ["CG", "BFGS", "L-BFGS-B", "Newton-CG", "dogleg", "trust-ncg", "trust-exact"] {
        for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let result = Minimizer::new(rosen)
                .gradient(|_| array![1.0, wrong])
                .hessian(steep)
                .run(&array![0.5, 0.5], &by(name))
                .unwrap();
            assert_eq!(result.status, Status::NotFinite, "{name}");
            assert_eq!((result.x, result.fun), (array![0.5, 0.5], 6.5), "{name}");
        }
    }
}

#[test]
fn a_function_without_a_minimum_ends_some_time() {
    for name in NAMES {
        let result = Minimizer::new(|x| -x[0].powi(3) - x[1])
            .gradient(|x| array![-3.0 * x[0] * x[0], -1.0])
            .hessian(|x| array![[-6.0 * x[0], 0.0], [0.0, 0.0]])
            .run(&array![1.0, 1.0], &by(name))
            .unwrap();
        assert!(result.fun < 0.0, "{name}: {result:?}");
    }
}

#[test]
fn a_hole_in_the_domain_costs_no_more_than_the_steps_into_it() {
    // Not a number beyond x = 1.5; the minimum lies before.
    let f = |x: &ArrayRef1<f64>| {
        if x[0] > 1.5 { f64::NAN } else { (x[0] - 1.0).powi(2) + x[1] * x[1] }
    };
    for name in ["BFGS", "CG", "L-BFGS-B", "Nelder-Mead", "Newton-CG"] {
        let result = minimize(f, &array![-3.0, 2.0], &by(name)).unwrap();
        assert!(result.fun <= f(&array![-3.0, 2.0]), "{name}: {result:?}");
        assert_eq!(result.fun, f(&result.x), "{name}");
        if result.success() {
            assert!((result.x[0] - 1.0).abs() < 1e-3, "{name}: {result:?}");
        }
    }
}

#[test]
fn the_callback_sees_every_iteration_and_stops_it() {
    for name in NAMES {
        let mut values = vec![];
        let mut lowest = f64::INFINITY;
        let result = Minimizer::new(|x| {
            let value = rosen(x);
            lowest = lowest.min(value);
            value
        })
        .gradient(rosen_der)
        .hessian(steep)
        .callback(|progress| {
            values.push((progress.nit, progress.fun));
            if progress.nit == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .run(&array![-1.2, 1.0], &by(name))
        .unwrap();
        assert_eq!((result.status, result.nit), (Status::Stopped, 3), "{name}");
        assert_eq!(values.iter().map(|v| v.0).collect::<Vec<_>>(), [1, 2, 3], "{name}");
        assert_eq!(result.fun, lowest, "{name}");
        assert!(result.message().contains("callback"));
    }
}

#[test]
fn a_start_outside_the_bounds_is_moved_inside_and_no_point_leaves_them() {
    let bounds = Bounds::new(array![-2.0, 0.3], array![0.5, 5.0]).unwrap();
    let central = Differences { scheme: Scheme::ThreePoint, step: DifferenceStep::Automatic };
    for (name, differences) in
        [("Nelder-Mead", None), ("Powell", None), ("L-BFGS-B", None), ("L-BFGS-B", Some(central))]
    {
        let bounds_too = Some(bounds.clone());
        let options = MinimizeOptions { bounds: bounds_too, differences, ..by(name) };
        let f = |x: &ArrayRef1<f64>| {
            assert!(bounds.contains(x), "{name}: {x}");
            rosen(x)
        };
        let result = minimize(f, &array![7.0, -7.0], &options).unwrap();
        // On the edge x = 1/2 the least value is at y = 0.3.
        assert!((result.fun - (0.25 + 100.0 * 0.0025)).abs() < 1e-3, "{name}: {result:?}");
    }
}

#[test]
fn one_variable_will_do() {
    for name in NAMES {
        let result = Minimizer::new(|x| (x[0] - 2.0).powi(2) + 1.0)
            .gradient(|x| array![2.0 * (x[0] - 2.0)])
            .hessian(|_| array![[2.0]])
            .run(&array![-1.0], &by(name))
            .unwrap();
        assert!(result.success() && (result.x[0] - 2.0).abs() < 1e-3, "{name}: {result:?}");
    }
}

#[test]
fn a_start_at_the_minimum_stays_there() {
    for name in NAMES {
        let result = Minimizer::new(rosen)
            .gradient(rosen_der)
            .hessian(steep)
            .run(&array![1.0, 1.0], &by(name))
            .unwrap();
        assert!(result.success() && result.fun < 1e-9, "{name}: {result:?}");
    }
}

#[test]
fn without_a_method_bounds_choose_lbfgsb() {
    let bounds = Some(Bounds::uniform(2, 0.0, 2.0).unwrap());
    let automatic = MinimizeOptions { bounds: bounds.clone(), ..Default::default() };
    let chosen = MinimizeOptions { bounds, ..by("L-BFGS-B") };
    let x0 = array![0.1, 0.2];
    let results = [automatic, chosen].map(|options| minimize(rosen, &x0, &options).unwrap());
    assert_eq!(results[0], results[1]);
    let free = minimize(rosen, &x0, &MinimizeOptions::default()).unwrap();
    let bfgs = MinimizeOptions { method: Some(Method::default()), ..Default::default() };
    assert_eq!(free, minimize(rosen, &x0, &bfgs).unwrap());
}

/// SciPy stops here for a small reduction, where the gradient over the second variable is −0.39.
#[test]
fn a_path_that_jams_at_a_bound_goes_on() {
    let root = array![
        [-0.18969307373539585, 0.2553196892036997, 0.9321571894457075, 0.29433367761454476],
        [0.8688856174307575, 0.0, 0.811582875723225, -0.8124844037439715],
        [-0.19791248306293385, 0.6074345423725378, 0.38557949828916654, 0.24213946595169927],
        [0.7596637251546728, -0.9091349377058722, -0.9824139175957558, -0.7597890711774049],
    ];
    let matrix = root.t().dot(&root) + Array2::<f64>::eye(4) * 0.1;
    let centre =
        array![1.2751074727516647, 1.1738215310776474, -0.9792570267576478, -0.34580582566330104];
    let gradient = |x: &ArrayRef1<f64>| matrix.dot(&(x.to_owned() - &centre));
    let infinity = f64::INFINITY;
    let bounds =
        Bounds::new(array![-1.0, 0.0, -infinity, -0.5], array![1.0, 0.5, 0.3, infinity]).unwrap();
    let options = MinimizeOptions { bounds: Some(bounds), ..Default::default() };
    let result = Minimizer::new(|x| 0.5 * (x.to_owned() - &centre).dot(&gradient(x)))
        .gradient(gradient)
        .run(&array![1.0, 0.0, 0.3, -0.5], &options)
        .unwrap();
    assert!(result.fun < 0.12, "{result:?}");
    assert_eq!(result.x[1], 0.5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The minimum of a convex quadratic is its centre, whatever the method; but Powell's directions may
    /// become dependent, with SciPy on the same bowls.
    #[test]
    fn a_bowl_is_solved_by_every_method(
        entries in prop::collection::vec(-1.0..1.0_f64, 9),
        centre in prop::collection::vec(-2.0..2.0_f64, 3),
        start in prop::collection::vec(-3.0..3.0_f64, 3),
    ) {
        let root = Array2::from_shape_vec((3, 3), entries).unwrap();
        let matrix = root.t().dot(&root) + Array2::<f64>::eye(3) * 0.2;
        let (centre, start) = (Array1::from(centre), Array1::from(start));
        let gradient = |x: &ArrayRef1<f64>| matrix.dot(&(x.to_owned() - &centre));
        for name in NAMES.into_iter().filter(|&name| name != "Powell") {
            let options = MinimizeOptions { tol: Some(1e-8), ..by(name) };
            let result = Minimizer::new(|x| 0.5 * (x.to_owned() - &centre).dot(&gradient(x)))
                .gradient(gradient)
                .hessian(|_| matrix.clone())
                .run(&start, &options)
                .unwrap();
            let error = (&result.x - &centre).mapv(f64::abs).sum();
            // Values cannot tell apart what is nearer than the root of the rounding error.
            let has_ended = result.success() || result.status == Status::PrecisionLoss;
            prop_assert!(has_ended && error < 1e-3, "{name}: {error}, {result:?}");
        }
    }

    /// The minimum of a convex quadratic in a box: where the gradient is zero or presses on a bound.
    #[test]
    fn a_box_is_solved_to_optimality(
        entries in prop::collection::vec(-1.0..1.0_f64, 16),
        centre in prop::collection::vec(-2.0..2.0_f64, 4),
        start in prop::collection::vec(-3.0..3.0_f64, 4),
    ) {
        let root = Array2::from_shape_vec((4, 4), entries).unwrap();
        let matrix = root.t().dot(&root) + Array2::<f64>::eye(4) * 0.1;
        let centre = Array1::from(centre);
        let gradient = |x: &ArrayRef1<f64>| matrix.dot(&(x.to_owned() - &centre));
        let bounds = Bounds::new(array![-1.0, 0.0, f64::NEG_INFINITY, -0.5], array![1.0, 0.5, 0.3, f64::INFINITY]).unwrap();
        let options = MinimizeOptions { bounds: Some(bounds.clone()), tol: Some(1e-12), ..Default::default() };
        let result = Minimizer::new(|x| 0.5 * (x.to_owned() - &centre).dot(&gradient(x)))
            .gradient(gradient)
            .run(&Array1::from(start), &options)
            .unwrap();
        prop_assert!(bounds.contains(&result.x));
        let slope = gradient(&result.x);
        for i in 0..4 {
            let (x, g) = (result.x[i], slope[i]);
            let held = (x == bounds.lower[i] && g >= 0.0) || (x == bounds.upper[i] && g <= 0.0);
            prop_assert!(held || g.abs() < 1e-5, "{}: x {x}, slope {g}, {:?}", i, result.status);
        }
    }
}
