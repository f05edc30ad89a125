//! Laws that hold for any data.

use ndarray::{Array1, Axis, Ix1, s};
use onkai_interpolate::{
    Akima1DInterpolator, AkimaMethod, BarycentricInterpolator, CubicBoundary, CubicSpline,
    CubicSplineOptions, InterpSplineOptions, LsqSplineOptions, PPoly, PchipInterpolator,
    RootOptions, SplineBoundary, SplrepOptions, make_interp_spline, make_lsq_spline, make_splrep,
};
use onkai_testing::noise;
use proptest::prelude::*;

use crate::sample::{abscissae, inside};

fn is_close(a: &Array1<f64>, b: &Array1<f64>, tolerance: f64) -> bool {
    let scale = b.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= tolerance * scale)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn curves_go_through_their_points(n in 2..40_usize, seed in any::<u32>()) {
        let (x, y) = (abscissae(n, seed), noise(n, seed ^ 1));
        let boundaries = [CubicBoundary::NotAKnot, CubicBoundary::Natural, CubicBoundary::Clamped];
        for boundary in boundaries {
            let options = CubicSplineOptions { boundary, ..Default::default() };
            let curve = CubicSpline::new(&x, &y, Axis(0), &options).unwrap();
            prop_assert!(is_close(&curve.at(&x), &y, 1e-12));
        }
        prop_assert!(is_close(&PchipInterpolator::new(&x, &y, Axis(0)).unwrap().at(&x), &y, 1e-13));
        let akima = Akima1DInterpolator::new(&x, &y, Axis(0), AkimaMethod::Modified).unwrap();
        prop_assert!(is_close(&akima.at(&x), &y, 1e-13));
    }

    #[test]
    fn splines_join_smoothly_and_are_the_same_in_both_forms(n in 6..40_usize, seed in any::<u32>()) {
        let (x, y) = (abscissae(n, seed), noise(n, seed ^ 1));
        let curve = CubicSpline::new(&x, &y, Axis(0), &CubicSplineOptions::default()).unwrap();
        let options = InterpSplineOptions::default();
        let spline = make_interp_spline(&x, &y, Axis(0), &options).unwrap();
        let at = inside(&x, 50, seed ^ 2);
        prop_assert!(is_close(&curve.at(&at), &spline.at(&at), 1e-10));
        let bends = curve.derivative(2);
        let (left, right) = (x.mapv(|x| x - 1e-9), x.mapv(|x| x + 1e-9));
        prop_assert!(is_close(&bends.at(&left), &bends.at(&right), 1e-6));
    }

    #[test]
    fn periodic_splines_repeat(n in 2..30_usize, k in 2..6_usize, seed in any::<u32>()) {
        let (x, mut y) = (abscissae(n + 1, seed), noise(n + 1, seed ^ 1));
        y[n] = y[0];
        let options =
            InterpSplineOptions { degree: k, boundary: SplineBoundary::Periodic, knots: None };
        // Even degrees can be singular; what is made is periodic.
        if let Ok(spline) = make_interp_spline(&x, &y, Axis(0), &options) {
            let at = inside(&x, 20, seed ^ 2);
            let later = at.mapv(|v| v + 3.0 * (x[n] - x[0]));
            let scale = spline.coeffs().iter().fold(1.0_f64, |m, c| m.max(c.abs()));
            prop_assert!(is_close(&spline.at(&later), &spline.at(&at), 1e-9 * scale));
            prop_assert!(is_close(&spline.at(&x), &y, 1e-10 * scale));
        }
    }

    #[test]
    fn monotone_data_have_monotone_curves(n in 2..30_usize, seed in any::<u32>()) {
        let (x, y) = (abscissae(n, seed), abscissae(n, seed ^ 1));
        let curve = PchipInterpolator::new(&x, &y, Axis(0)).unwrap();
        let mut at = inside(&x, 200, seed ^ 2).to_vec();
        at.sort_by(f64::total_cmp);
        let values = curve.at(&Array1::from(at));
        prop_assert!(values.iter().zip(values.iter().skip(1)).all(|(a, b)| *a <= *b + 1e-12));
    }

    #[test]
    fn roots_are_roots_and_integrals_are_antiderivatives(n in 4..30_usize, seed in any::<u32>()) {
        let (x, y) = (abscissae(n, seed), noise(n, seed ^ 1));
        let curve: PPoly<f64, Ix1> =
            CubicSpline::new(&x, &y, Axis(0), &CubicSplineOptions::default()).unwrap().into();
        let roots = curve.roots(&RootOptions { extrapolate: Some(false), ..Default::default() });
        let roots = Array1::from(roots.into_scalar());
        prop_assert!(curve.at(&roots).iter().all(|v| v.abs() < 1e-11));
        let changes = y.iter().zip(y.iter().skip(1)).filter(|(a, b)| *a * *b < 0.0).count();
        prop_assert!(changes <= roots.len());
        let (a, b) = (x[0] - 0.5, x[n - 1] + 0.25);
        let primitive = curve.antiderivative(1).at(&Array1::from(vec![a, b]));
        let integral = curve.integrate(a, b).into_scalar();
        prop_assert!((primitive[1] - primitive[0] - integral).abs() < 1e-10 * (1.0 + integral.abs()));
    }

    #[test]
    fn inserted_knots_change_nothing(k in 1..6_usize, seed in any::<u32>(), share in 0.0..1.0_f64, m in 1..3_usize) {
        let (x, y) = (abscissae(12, seed), noise(12, seed ^ 1));
        let options = InterpSplineOptions { degree: k, ..Default::default() };
        let spline = make_interp_spline(&x, &y, Axis(0), &options).unwrap();
        let more = spline.insert_knot(x[0] + share * (x[11] - x[0]), m.min(k)).unwrap();
        let at = inside(&x, 40, seed ^ 2);
        prop_assert!(is_close(&more.at(&at), &spline.at(&at), 1e-10));
        prop_assert!(is_close(&spline.to_ppoly().at(&at), &spline.at(&at), 1e-8));
    }

    #[test]
    fn least_squares_meets_what_a_spline_can_meet(seed in any::<u32>(), k in 0..5_usize) {
        let x = abscissae(40, seed);
        let knots: Vec<f64> = std::iter::repeat_n(x[0], k + 1)
            .chain([12, 20, 30].map(|i| x[i] - 0.05))
            .chain(std::iter::repeat_n(x[39], k + 1))
            .collect();
        let knots = Array1::from(knots);
        let known = onkai_interpolate::BSpline::new(&knots, &noise(4 + k, seed ^ 1), k, Axis(0)).unwrap();
        let options = LsqSplineOptions { degree: k, weights: None };
        let found = make_lsq_spline(&x, &known.at(&x), Axis(0), &knots, &options).unwrap();
        prop_assert!(is_close(&found.coeffs(), &known.coeffs(), 1e-9));
    }

    #[test]
    fn smoothing_is_as_close_as_asked(seed in any::<u32>(), k in 1..6_usize, s in 0.01..20.0_f64) {
        let (x, y) = (abscissae(50, seed), noise(50, seed ^ 1));
        let fit = make_splrep(&x, &y, &SplrepOptions { degree: k, smoothing: s, ..Default::default() }).unwrap();
        let missed: f64 = (fit.spline.at(&x) - &y).iter().map(|d| d * d).sum();
        prop_assert!((missed - fit.residual).abs() < 1e-8 * (1.0 + missed));
        prop_assert!(!fit.converged || fit.residual <= 1.0011 * s);
    }

    #[test]
    fn a_polynomial_does_not_depend_on_how_points_came(seed in any::<u32>(), n in 2..8_usize) {
        let (x, y) = (abscissae(n, seed), noise(n, seed ^ 1));
        let all = BarycentricInterpolator::new(&x, &y, Axis(0)).unwrap();
        let mut grown = BarycentricInterpolator::new(&x.slice(s![..1]), &y.slice(s![..1]), Axis(0)).unwrap();
        grown.add(&x.slice(s![1..]), &y.slice(s![1..])).unwrap();
        let at = inside(&x, 20, seed ^ 2);
        prop_assert!(is_close(&grown.at(&at), &all.at(&at), 1e-10));
    }
}
