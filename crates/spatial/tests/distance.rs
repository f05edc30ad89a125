//! Against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, array};
use onkai_core::Real;
use onkai_spatial::Error;
use onkai_spatial::distance::{
    Metric, cdist, cdist_by, cdist_weighted, directed_hausdorff, jensenshannon, pdist, pdist_by,
    pdist_weighted, squareform_to_matrix, squareform_to_vector,
};
use onkai_testing::{Golden, assert_close, noise};

/// f64 against SciPy.
const F64: f64 = 1e-12;
/// f32 against SciPy, with distances of about 1.
const F32: f64 = 2e-5;
const NAMES: [&str; 19] = [
    "euclidean",
    "sqeuclidean",
    "seuclidean",
    "minkowski",
    "cityblock",
    "chebyshev",
    "canberra",
    "braycurtis",
    "correlation",
    "cosine",
    "mahalanobis",
    "jensenshannon",
    "hamming",
    "jaccard",
    "dice",
    "rogerstanimoto",
    "russellrao",
    "sokalsneath",
    "yule",
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "distance")
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap()
}

fn flags(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    let flag = |x| match x {
        x if x < 0.0 => 0.0,
        x if x < 0.6 => 1.0,
        _ => 0.75,
    };
    matrix(rows, columns, seed).mapv(flag)
}

fn is_boolean<F>(metric: &Metric<F>) -> bool {
    use Metric::{Dice, Hamming, Jaccard, RogersTanimoto, RussellRao, SokalSneath, Yule};
    matches!(metric, Hamming | Jaccard | Dice | RogersTanimoto | RussellRao | SokalSneath | Yule)
}

fn takes_weights<F>(metric: &Metric<F>) -> bool {
    use Metric::{JensenShannon, Mahalanobis, SEuclidean};
    !matches!(metric, JensenShannon { .. } | Mahalanobis { .. } | SEuclidean { .. })
}

fn inputs<F: Real>(metric: &Metric<F>) -> (Array2<F>, Array2<F>) {
    let (a, b) = match metric {
        Metric::JensenShannon { .. } => (matrix(13, 5, 1).abs(), matrix(10, 5, 2).abs()),
        metric if is_boolean(metric) => (flags(13, 5, 3), flags(10, 5, 4)),
        _ => (matrix(13, 5, 1), matrix(10, 5, 2)),
    };
    (a.mapv(F::of), b.mapv(F::of))
}

fn wide<F: Real, D: ndarray::Dimension>(x: &ndarray::Array<F, D>) -> ndarray::Array<f64, D> {
    x.mapv(F::as_f64)
}

fn all_metrics<F: Real>(tolerance: f64) {
    let golden = golden();
    let weights = array![0.5, 0.0, 2.0, 1.25, 3.0].mapv(F::of);
    for name in NAMES {
        let metric: Metric<F> = name.parse().unwrap();
        let (a, b) = inputs(&metric);
        let expected: Array2<f64> = golden.array2(&format!("cdist_{name}"));
        let actual = wide(&cdist(&a, &b, &metric).unwrap());
        assert_close!(actual, expected, tolerance, tolerance, "cdist {name}");
        // The function of two vectors and the columns of a transposed layout give the same.
        let one = metric.distance(&a.row(2), &b.row(3));
        if takes_weights(&metric) {
            assert!((one.unwrap().as_f64() - expected[[2, 3]]).abs() <= tolerance, "{name}");
        }
        let expected: Array1<f64> = golden.array1(&format!("pdist_{name}"));
        let actual = wide(&pdist(&a, &metric).unwrap());
        assert_close!(actual, expected, tolerance, tolerance, "pdist {name}");
        let turned = a.t().as_standard_layout().into_owned();
        assert_close!(wide(&pdist(&turned.t(), &metric).unwrap()), actual, 0.0, 0.0, "{name}");
        if !takes_weights(&metric) {
            let refused = cdist_weighted(&a, &b, &metric, &weights);
            assert!(matches!(refused, Err(Error::Values { name: "weights", .. })), "{name}");
            continue;
        }
        let expected: Array2<f64> = golden.array2(&format!("cdist_{name}_w"));
        let actual = wide(&cdist_weighted(&a, &b, &metric, &weights).unwrap());
        assert_close!(actual, expected, tolerance, tolerance, "cdist {name}, weighted");
        let one = metric.distance_weighted(&a.row(2), &b.row(3), &weights).unwrap();
        assert!((one.as_f64() - expected[[2, 3]]).abs() <= tolerance, "{name}, weighted");
        let expected: Array1<f64> = golden.array1(&format!("pdist_{name}_w"));
        let actual = wide(&pdist_weighted(&a, &metric, &weights).unwrap());
        assert_close!(actual, expected, tolerance, tolerance, "pdist {name}, weighted");
    }
}

#[test]
fn every_metric_is_scipys() {
    all_metrics::<f64>(F64);
    all_metrics::<f32>(F32);
}

#[test]
fn data_of_a_metric_may_be_given() {
    let golden = golden();
    let (a, b) = (matrix(13, 5, 1), matrix(10, 5, 2));
    let weights = array![0.5, 0.0, 2.0, 1.25, 3.0];
    for (p, name) in
        [(1.0, "1.0"), (1.5, "1.5"), (2.0, "2.0"), (3.0, "3.0"), (f64::INFINITY, "inf")]
    {
        let metric = Metric::Minkowski { p };
        let expected: Array2<f64> = golden.array2(&format!("cdist_minkowski_{name}"));
        assert_close!(cdist(&a, &b, &metric).unwrap(), expected, F64, 0.0, "p = {p}");
        let expected: Array2<f64> = golden.array2(&format!("cdist_minkowski_{name}_w"));
        let actual = cdist_weighted(&a, &b, &metric, &weights).unwrap();
        assert_close!(actual, expected, F64, 0.0, "p = {p}, weighted");
    }
    let variances = array![0.5, 1.0, 2.0, 0.1, 4.0];
    let inverse = Array2::from_diag(&variances) + 0.25;
    let metric = Metric::SEuclidean { variances: Some(variances) };
    let expected: Array2<f64> = golden.array2("cdist_seuclidean_given");
    assert_close!(cdist(&a, &b, &metric).unwrap(), expected, F64, 0.0);
    let metric = Metric::Mahalanobis { inverse_covariance: Some(inverse) };
    let expected: Array2<f64> = golden.array2("cdist_mahalanobis_given");
    assert_close!(cdist(&a, &b, &metric).unwrap(), expected, F64, 0.0);
    let pairs = a.rows().into_iter().zip(b.rows());
    let js: Array1<f64> =
        pairs.map(|(u, v)| jensenshannon(&u.abs(), &v.abs(), Some(2.0)).unwrap()).collect();
    assert_close!(js, golden.array1::<f64>("jensenshannon_base_2"), F64, 0.0);
}

#[test]
fn nan_infinities_and_zeros_are_treated_as_in_scipy() {
    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;
    let golden = golden();
    let odd = array![[0., 0., 0.], [1., NAN, 2.], [INF, 1., 1.], [1., 0., 2.], [-1., 1., 0.]];
    let distributions =
        array![[0., 0., 0.], [1., NAN, 2.], [1., 0., 2.], [-1., 2., 0.], [0., 3., 0.]];
    let booleans = array![[0., 0., 0.], [1., 0., 1.], [1., 1., 1.], [0., 1., 0.]];
    for name in NAMES {
        let mut metric: Metric<f64> = name.parse().unwrap();
        let x = match metric {
            Metric::Mahalanobis { .. } => continue,
            Metric::JensenShannon { .. } => &distributions,
            Metric::Hamming | Metric::Jaccard => &odd,
            ref metric if is_boolean(metric) => &booleans,
            _ => &odd,
        };
        if let Metric::SEuclidean { variances } = &mut metric {
            *variances = Some(array![1.0, 2.0, 3.0]);
        }
        let expected: Array2<f64> = golden.array2(&format!("odd_{name}"));
        assert_close!(cdist(x, x, &metric).unwrap(), expected, F64, 1e-15, "{name}");
        if takes_weights(&metric) {
            let expected: Array2<f64> = golden.array2(&format!("odd_{name}_w"));
            let actual = cdist_weighted(x, x, &metric, &array![1.0, 0.0, 2.0]).unwrap();
            assert_close!(actual, expected, F64, 1e-15, "{name}, weighted");
        }
    }
    for (p, name) in [(3.0, "3.0"), (INF, "inf")] {
        let expected: Array2<f64> = golden.array2(&format!("odd_minkowski_{name}"));
        let actual = cdist(&odd, &odd, &Metric::Minkowski { p }).unwrap();
        assert_close!(actual, expected, F64, 0.0, "p = {p}");
    }
}

#[test]
fn the_talks_four_cities() {
    let golden = golden();
    let cities =
        array![[35.0456, -85.2672], [35.1174, -89.9711], [35.9728, -83.9422], [36.1667, -86.7833]];
    let square = cdist(&cities, &cities, &Metric::Euclidean).unwrap();
    assert_close!(square, golden.array2::<f64>("cities_cdist"), 1e-14, 0.0);
    let condensed = pdist(&cities, &Metric::Euclidean).unwrap();
    assert_close!(condensed, golden.array1::<f64>("cities_pdist"), 1e-14, 0.0);
    assert_eq!(squareform_to_matrix(&condensed).unwrap(), square);
    assert_eq!(squareform_to_vector(&square, true).unwrap(), condensed);
}

#[test]
fn square_and_condensed_are_scipys() {
    let condensed = pdist(&matrix(13, 5, 1), &Metric::Euclidean).unwrap();
    let square = squareform_to_matrix(&condensed).unwrap();
    assert_close!(square, golden().array2::<f64>("squareform"), F64, 0.0);
}

#[test]
fn hausdorff_distances_are_scipys() {
    let golden = golden();
    for (i, (n, m)) in [(30, 40), (7, 3), (1, 5)].into_iter().enumerate() {
        let (u, v) = (matrix(n, 3, 10 + i as u32), matrix(m, 3, 20 + i as u32));
        let expected: Array1<f64> = golden.array1(&format!("hausdorff_{i}"));
        for seed in [0, 1, 77] {
            let h = directed_hausdorff(&u, &v, seed).unwrap();
            let actual = array![h.distance, h.u_idx as f64, h.v_idx as f64];
            assert_close!(actual, expected, F64, 0.0, "case {i}, seed {seed}");
        }
    }
}

#[test]
fn a_distance_of_ones_own() {
    let (a, b) = (matrix(6, 3, 1), matrix(4, 3, 2));
    let l1 = |u: ndarray::ArrayView1<f64>, v: ndarray::ArrayView1<f64>| (&u - &v).abs().sum();
    let expected = cdist(&a, &b, &Metric::Cityblock).unwrap();
    assert_close!(cdist_by(&a, &b, l1).unwrap(), expected, F64, 0.0);
    assert_close!(pdist_by(&a, l1), pdist(&a, &Metric::Cityblock).unwrap(), F64, 0.0);
}

#[test]
fn many_rows_on_several_threads_give_what_one_pair_gives() {
    let (a, b) = (matrix(150, 33, 1), matrix(211, 33, 2));
    let all = cdist(&a, &b, &Metric::Euclidean).unwrap();
    for (i, j) in [(0, 0), (149, 210), (77, 8), (13, 199)] {
        assert_eq!(all[[i, j]], Metric::Euclidean.distance(&a.row(i), &b.row(j)).unwrap());
    }
    let condensed = pdist(&b, &Metric::Euclidean).unwrap();
    let square = cdist(&b, &b, &Metric::Euclidean).unwrap();
    assert_eq!(squareform_to_matrix(&condensed).unwrap(), square);
}

#[test]
fn empty_matrices_have_empty_distances() {
    let none = Array2::<f64>::zeros((0, 3));
    let some = matrix(2, 3, 1);
    assert_eq!(cdist(&none, &some, &Metric::Euclidean).unwrap().dim(), (0, 2));
    assert_eq!(cdist(&some, &none, &Metric::Cosine).unwrap().dim(), (2, 0));
    assert_eq!(pdist(&none, &Metric::Cityblock).unwrap().len(), 0);
    assert_eq!(pdist(&some.slice(ndarray::s![..1, ..]), &Metric::Yule).unwrap().len(), 0);
    assert!(directed_hausdorff(&none, &some, 0).is_err());
    assert!(directed_hausdorff(&some, &none, 0).is_err());
    assert!(pdist(&none, &Metric::SEuclidean { variances: None }).is_err());
}

#[test]
fn what_does_not_fit_is_named() {
    let (a, b) = (matrix(4, 3, 1), matrix(4, 2, 2));
    let error = cdist(&a, &b, &Metric::Euclidean).unwrap_err();
    assert_eq!(error.to_string(), "`b` has shape [4, 2], but must have [4, 3]");
    assert!(matches!(directed_hausdorff(&a, &b, 0), Err(Error::Shape { name: "v", .. })));
    for p in [0.0, -1.0, f64::NAN] {
        let error = pdist(&a, &Metric::Minkowski { p }).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "p", .. }), "{error}");
    }
    let weights = [array![1.0, 2.0], array![1.0, -1.0, 1.0], array![1.0, f64::NAN, 1.0]];
    for weights in weights {
        let error = pdist_weighted(&a, &Metric::Euclidean, &weights).unwrap_err();
        assert!(error.to_string().starts_with("`weights`"), "{error}");
    }
    let variances = Some(array![1.0]);
    assert!(pdist(&a, &Metric::SEuclidean { variances }).is_err());
    // Three columns need four rows; of equal columns no number is enough.
    let metric = Metric::Mahalanobis { inverse_covariance: None };
    let error = pdist(&a.slice(ndarray::s![..3, ..]), &metric).unwrap_err();
    assert!(error.to_string().contains("covariance of these rows is singular"), "{error}");
    let equal = ndarray::concatenate![Axis(1), a, a];
    assert!(pdist(&equal, &metric).is_err());
    let error = jensenshannon(&a.row(0), &a.row(1), Some(1.0)).unwrap_err();
    assert!(matches!(error, Error::Parameter { name: "base", .. }));
    let lost = array![[f64::NAN, 1.0, 1.0]];
    assert!(matches!(directed_hausdorff(&lost, &a, 0), Err(Error::NotFinite { name: "u", .. })));
}
