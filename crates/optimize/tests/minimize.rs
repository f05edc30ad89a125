//! Against SciPy 1.17.1: values, and how often they are asked for.

use ndarray::{Array1, ArrayRef1};
use onkai_optimize::{
    Bounds, DifferenceStep, Differences, LBfgsBOptions, Method, MinimizeOptions, Minimizer,
    NelderMeadOptions, OptimizeResult, PowellOptions, Scheme, Status, rosen, rosen_der,
};
use onkai_testing::Golden;

use super::problems::{PROBLEMS, Problem};

/// How many evaluations may be needed, relative to SciPy, and some more where there are few anyway.
const MORE: f64 = 1.2;
const A_FEW: f64 = 3.0;

/// What SciPy found.
struct Expected {
    fun: f64,
    nfev: f64,
    is_success: bool,
    x: Array1<f64>,
}

fn expected(key: &str) -> Expected {
    let row = Golden::open(env!("CARGO_MANIFEST_DIR"), "minimize").array1::<f64>(key);
    Expected {
        fun: row[0],
        nfev: row[1],
        is_success: row[5] == 1.0,
        x: row.iter().skip(6).copied().collect(),
    }
}

/// Which derivatives are given, and whether there are bounds.
#[derive(Clone, Copy)]
struct Setting {
    name: &'static str,
    gradient: bool,
    hessian: bool,
    bounds: bool,
    differences: Option<Differences>,
}

const PLAIN: Setting =
    Setting { name: "free", gradient: false, hessian: false, bounds: false, differences: None };
const GRADIENT: Setting = Setting { name: "gradient", gradient: true, ..PLAIN };
const HESSIAN: Setting = Setting { name: "hessian", hessian: true, ..GRADIENT };
const TWO_POINT: Setting = Setting { name: "two_point", ..PLAIN };
const THREE_POINT: Setting = Setting {
    name: "three_point",
    differences: Some(Differences { scheme: Scheme::ThreePoint, step: DifferenceStep::Automatic }),
    ..PLAIN
};
const BOX: Setting = Setting { name: "box", bounds: true, ..PLAIN };
const BOX_GRADIENT: Setting = Setting { name: "box", bounds: true, ..GRADIENT };
const BOX_TWO_POINT: Setting = Setting { name: "box_two_point", bounds: true, ..PLAIN };

fn run(problem: &Problem, method: Method, setting: Setting) -> OptimizeResult {
    let n = problem.start.len();
    let (low, high) = problem.limits;
    let mut minimizer = Minimizer::new(problem.fun);
    if setting.gradient {
        minimizer = minimizer.gradient(problem.gradient);
    }
    if let Some(hessian) = problem.hessian.filter(|_| setting.hessian) {
        minimizer = minimizer.hessian(hessian);
    }
    let options = MinimizeOptions {
        method: Some(method),
        bounds: setting.bounds.then(|| Bounds::uniform(n, low, high).unwrap()),
        differences: setting.differences,
        ..Default::default()
    };
    minimizer.run(&Array1::from(problem.start.to_vec()), &options).unwrap()
}

/// Compares one run with SciPy's; the complaint if it is worse.
fn complaint(problem: &Problem, name: &str, method: Method, setting: Setting) -> Option<String> {
    let expected = expected(&format!("{}.{name}.{}", problem.name, setting.name));
    let result = run(problem, method, setting);
    // A start of a hundred that ends at 1e-12 has ended at zero.
    let scale = (problem.fun)(&Array1::from(problem.start.to_vec())).abs().max(1.0);
    let tolerance = 1e-8 * scale.min(1e3) + 1e-7 * expected.fun.abs();
    let is_low = result.fun <= expected.fun + tolerance;
    // Rounding in differences decides how long conjugate gradients wander about: on ten variables SciPy's
    // own count lies between 6048 and 9849 if the start moves by 1e-13.
    let more = if name == "CG" && !setting.gradient { 2.0 } else { MORE };
    let is_quick = result.nfev as f64 <= more * expected.nfev + A_FEW;
    let is_inside = !setting.bounds || {
        let (low, high) = problem.limits;
        result.x.iter().all(|x| (low..=high).contains(x))
    };
    let is_consistent = result.fun == (problem.fun)(&result.x);
    let is_lowest = result.status == Status::PrecisionLoss && result.fun <= expected.fun;
    let succeeds = result.success() || !expected.is_success || is_lowest;
    if is_low && is_quick && is_inside && is_consistent && succeeds {
        return None;
    }
    Some(format!(
        "{} {name} {}: {:e} after {} ({}); SciPy {:e} after {} ({}) at {}",
        problem.name,
        setting.name,
        result.fun,
        result.nfev,
        result.message(),
        expected.fun,
        expected.nfev,
        expected.is_success,
        expected.x,
    ))
}

fn all(name: &str, method: &Method, settings: &[Setting]) {
    let mut complaints = vec![];
    for problem in &PROBLEMS {
        for &setting in settings {
            if setting.hessian && problem.hessian.is_none() {
                continue;
            }
            if is_chance(problem.name, name, setting) {
                continue;
            }
            complaints.extend(complaint(problem, name, method.clone(), setting));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Where rounding decides in SciPy, too, and there is nothing to compare.
fn is_chance(problem: &str, method: &str, setting: Setting) -> bool {
    match (problem, method) {
        // A step of 1.5e-8 makes the difference over y wrong by 15000: where that stops is luck.
        ("brown", "BFGS" | "CG" | "L-BFGS-B") => setting.name == "two_point",
        // In ten dimensions the simplex collapses; SciPy ends anywhere from 3e-9 to 9.6 if the start moves
        // by 1e-13.
        ("rosen10", "Nelder-Mead") => true,
        _ => false,
    }
}

#[test]
fn bfgs_is_as_good_and_as_quick() {
    all("BFGS", &Method::default(), &[GRADIENT, TWO_POINT, THREE_POINT]);
}

#[test]
fn cg_is_as_good_and_as_quick() {
    all("CG", &"CG".parse().unwrap(), &[GRADIENT, TWO_POINT, THREE_POINT]);
}

#[test]
fn lbfgsb_is_as_good_and_as_quick() {
    let settings = [GRADIENT, TWO_POINT, THREE_POINT, BOX_GRADIENT, BOX_TWO_POINT];
    all("L-BFGS-B", &"L-BFGS-B".parse().unwrap(), &settings);
    let options =
        LBfgsBOptions { max_correction: 3, gtol: 1e-8, ftol: 1e-14, ..Default::default() };
    all("L-BFGS-B", &Method::LBfgsB(options), &[Setting { name: "options", ..GRADIENT }]);
}

/// Few pairs are remembered of many steps, and many variables sit on bounds.
#[test]
fn lbfgsb_with_many_variables() {
    let default = LBfgsBOptions::default();
    let cases = [
        ("wide", (-5.0, 5.0), LBfgsBOptions { max_correction: 5, ..default }),
        ("tight", (-1.5, 0.9), LBfgsBOptions { max_correction: 5, ftol: 1e-13, ..default }),
        ("half", (0.3, f64::INFINITY), LBfgsBOptions { max_correction: 3, ..default }),
        (
            "free",
            (f64::NEG_INFINITY, f64::INFINITY),
            LBfgsBOptions { max_correction: 17, gtol: 1e-8, ..default },
        ),
    ];
    let x0: Array1<f64> = [-1.2, 1.0].into_iter().cycle().take(200).collect();
    for (label, (low, high), method) in cases {
        let expected = expected(&format!("many.{label}"));
        let bounds = Some(Bounds::uniform(200, low, high).unwrap());
        let method = Some(Method::LBfgsB(method));
        let options = MinimizeOptions { method, bounds, ..Default::default() };
        let result = Minimizer::new(rosen).gradient(rosen_der).run(&x0, &options).unwrap();
        assert!(result.success() && expected.is_success, "{label}: {}", result.message());
        assert!(result.fun <= expected.fun * (1.0 + 1e-6) + 1e-5, "{label}: {}", result.fun);
        let nfev = result.nfev as f64;
        assert!(nfev <= MORE * expected.nfev, "{label}: {nfev}, SciPy {}", expected.nfev);
    }
}

#[test]
fn nelder_mead_is_as_good_and_as_quick() {
    let limits =
        NelderMeadOptions { maxiter: Some(20_000), maxfun: Some(20_000), ..Default::default() };
    all("Nelder-Mead", &Method::NelderMead(limits.clone()), &[PLAIN, BOX]);
    let options = NelderMeadOptions { adaptive: true, xatol: 1e-7, fatol: 1e-9, ..limits };
    let setting = Setting { name: "options", ..PLAIN };
    all("Nelder-Mead", &Method::NelderMead(options), &[setting]);
}

#[test]
fn powell_is_as_good_and_as_quick() {
    let options =
        PowellOptions { maxiter: Some(20_000), maxfun: Some(20_000), ..Default::default() };
    all("Powell", &Method::Powell(options), &[PLAIN, BOX]);
}

#[test]
fn newton_cg_is_as_good_and_as_quick() {
    all("Newton-CG", &"Newton-CG".parse().unwrap(), &[GRADIENT, HESSIAN]);
}

#[test]
fn trust_region_methods_are_as_good_and_as_quick() {
    all("trust-ncg", &"trust-ncg".parse().unwrap(), &[HESSIAN]);
    all("trust-exact", &"trust-exact".parse().unwrap(), &[HESSIAN]);
    for problem in PROBLEMS.iter().filter(|p| ["rosen2", "booth", "quadratic"].contains(&p.name)) {
        let complaint = complaint(problem, "dogleg", "dogleg".parse().unwrap(), HESSIAN);
        assert_eq!(complaint, None);
    }
}

#[test]
fn derivatives_of_the_problems_are_those_of_their_functions() {
    let central = Differences { scheme: Scheme::ThreePoint, step: DifferenceStep::Automatic };
    for problem in &PROBLEMS {
        let x = Array1::from(problem.start.to_vec()) * 0.9 + 0.05;
        let scale = (problem.gradient)(&x).mapv(f64::abs).sum().max(1.0);
        let error =
            onkai_optimize::check_grad(problem.fun, problem.gradient, &x, &central).unwrap();
        assert!(
            error < 1e-7 * scale + 1e-10 * (problem.fun)(&x).abs(),
            "{}: {error}",
            problem.name
        );
        let Some(hessian) = problem.hessian else { continue };
        for i in 0..x.len() {
            let slope = |x: &ArrayRef1<f64>| (problem.gradient)(x)[i];
            let row = onkai_optimize::approx_fprime(slope, &x, &central).unwrap();
            let wrong = (row - hessian(&x).row(i)).mapv(f64::abs).sum();
            assert!(wrong < 1e-6 * scale, "{} row {i}: {wrong}", problem.name);
        }
    }
}
