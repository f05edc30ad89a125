//! Against SciPy 1.17.1.

use ndarray::{Array1, Array2, Array3, Axis, Ix3, array, s};
use onkai_spatial::Error;
use onkai_spatial::procrustes;
use onkai_spatial::transform::{
    AxisName, EulerFrame, EulerSequence, Rotation, Rotations, Slerp, align_vectors,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

const TOLERANCE: f64 = 1e-13;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "transform")
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap()
}

fn matrices(golden: &Golden, key: &str) -> Array3<f64> {
    golden.array(key).into_dimensionality::<Ix3>().unwrap()
}

fn rotations() -> Rotations<f64> {
    Rotations::from_quat(&matrix(12, 4, 1)).unwrap()
}

#[test]
fn forms_are_scipys() {
    let golden = golden();
    let r = rotations();
    let table = |key: &str| golden.array2::<f64>(key);
    assert_close!(r.as_quat(), table("quat"), 0.0, TOLERANCE);
    let canonical = |r: &Rotations<f64>| -> Array2<f64> {
        r.iter().map(|r| r.as_canonical_quat()).collect::<Vec<_>>().into()
    };
    assert_close!(canonical(&r), table("canonical"), 0.0, TOLERANCE);
    assert_close!(r.as_matrix(), matrices(&golden, "matrix"), 0.0, TOLERANCE);
    assert_close!(r.as_rotvec(), table("rotvec"), 0.0, TOLERANCE);
    assert_close!(r.as_mrp(), table("mrp"), 0.0, TOLERANCE);
    assert_close!(r.magnitude(), golden.array1::<f64>("magnitude"), 0.0, TOLERANCE);
    assert_close!(r.inv().inv().as_quat(), r.as_quat(), 0.0, 0.0);
    assert_close!(
        r.inv().as_matrix(),
        Rotations::from_quat(&table("inverse")).unwrap().as_matrix(),
        0.0,
        TOLERANCE
    );

    let back = Rotations::from_matrix(&r.as_matrix()).unwrap();
    assert_close!(canonical(&back), table("from_matrix"), 0.0, TOLERANCE);
    let rough = r.as_matrix() + noise(108, 9).into_shape_with_order((12, 3, 3)).unwrap() * 0.05;
    let mended = Rotations::from_matrix(&rough).unwrap();
    assert_close!(mended.as_matrix(), matrices(&golden, "from_rough_matrix"), 0.0, 1e-12);
    let turned = Rotations::from_rotvec(&(matrix(12, 3, 2) * 4.0)).unwrap();
    assert_close!(turned.as_matrix(), matrices(&golden, "from_rotvec"), 0.0, TOLERANCE);
    let small = Rotations::from_rotvec(&(matrix(12, 3, 2) * 1e-5)).unwrap();
    assert_close!(small.as_quat(), table("from_small_rotvec"), 1e-14, 0.0);
    assert_close!(small.as_rotvec(), table("small_rotvec"), 1e-14, 0.0);
    let turned = Rotations::from_mrp(&matrix(12, 3, 3)).unwrap();
    assert_close!(turned.as_matrix(), matrices(&golden, "from_mrp"), 0.0, TOLERANCE);
}

#[test]
fn what_rotations_do_is_scipys() {
    let golden = golden();
    let r = rotations();
    let vectors = matrix(12, 3, 4);
    assert_close!(r.apply(&vectors).unwrap(), golden.array2::<f64>("applied"), 0.0, TOLERANCE);
    let back = r.inv().apply(&vectors).unwrap();
    assert_close!(back, golden.array2::<f64>("applied_inverse"), 0.0, TOLERANCE);
    let reversed: Vec<_> = r.iter().rev().copied().collect();
    let composed = r.compose(&reversed).unwrap().as_matrix();
    assert_close!(composed, matrices(&golden, "composed"), 0.0, TOLERANCE);
    let square: Rotations<f64> = r.iter().map(|r| r.pow(2.0)).collect();
    assert_close!(square.as_rotvec(), golden.array2::<f64>("square"), 0.0, 1e-12);
    let part: Rotations<f64> = r.iter().map(|r| r.pow(0.3)).collect();
    assert_close!(part.as_matrix(), matrices(&golden, "power"), 0.0, TOLERANCE);
    let mean = r.mean(None).unwrap().as_matrix();
    assert_close!(mean, golden.array2::<f64>("mean"), 0.0, 1e-12);
    let weights = noise(12, 5) + 1.0;
    let mean = r.mean(Some(&weights)).unwrap().as_matrix();
    assert_close!(mean, golden.array2::<f64>("weighted_mean"), 0.0, 1e-12);
}

fn sequences(length: usize) -> Vec<String> {
    let mut names = vec![String::new()];
    for _ in 0..length {
        let longer = |name: &String| {
            "xyz"
                .chars()
                .filter(|&c| !name.ends_with(c))
                .map(|c| format!("{name}{c}"))
                .collect::<Vec<_>>()
        };
        names = names.iter().flat_map(longer).collect();
    }
    let capital: Vec<_> = names.iter().map(|n| n.to_uppercase()).collect();
    [names, capital].concat()
}

#[test]
fn euler_angles_of_all_sequences_are_scipys() {
    let golden = golden();
    let angles = matrix(12, 3, 6) * 3.0;
    for name in (1..=3).flat_map(sequences) {
        let sequence: EulerSequence = name.parse().unwrap();
        let r = Rotations::from_euler(&sequence, &angles.slice(s![.., ..name.len()])).unwrap();
        let expected = matrices(&golden, &format!("from_euler_{name}_"));
        assert_close!(r.as_matrix(), expected, 0.0, TOLERANCE, "{name}");
        if name.len() < 3 {
            continue;
        }
        let expected: Array2<f64> = golden.array2(&format!("as_euler_{name}_"));
        assert_close!(rotations().as_euler(&sequence).unwrap(), expected, 0.0, 1e-12, "{name}");
        // At the ends of the second angle's range.
        let (first, last) = (name.chars().next(), name.chars().last());
        let pi = std::f64::consts::PI;
        let ends = if first == last { [0.0, pi] } else { [-pi / 2.0, pi / 2.0] };
        let locked = array![[0.4, ends[0], -0.7], [0.4, ends[1], -0.7]];
        let locked = Rotations::from_euler(&sequence, &locked).unwrap();
        let actual = locked.as_euler(&sequence).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("locked_euler_{name}_"));
        assert_close!(actual, expected, 0.0, 1e-7, "{name}, locked");
        let again = Rotations::from_euler(&sequence, &actual).unwrap();
        assert_close!(again.as_matrix(), locked.as_matrix(), 0.0, 1e-7, "{name}, locked");
    }
}

#[test]
fn alignments_are_scipys() {
    let golden = golden();
    let (a, b) = (matrix(9, 3, 7), matrix(9, 3, 8));
    let weights = noise(9, 9) + 1.0;
    let mut primary = weights.clone();
    primary[4] = f64::INFINITY;
    for (name, w) in [("plain", None), ("weighted", Some(&weights)), ("primary", Some(&primary))] {
        let alignment = align_vectors(&a, &b, w.map(|w| &**w)).unwrap();
        let expected: Array2<f64> = golden.array2(&format!("align_{name}"));
        assert_close!(alignment.rotation.as_matrix(), expected, 0.0, 1e-12, "{name}");
        let rssd: f64 = golden.scalar(&format!("align_{name}_rssd"));
        assert!((alignment.rssd - rssd).abs() < 1e-12, "{name}");
        assert!(alignment.is_unique);
        match alignment.sensitivity {
            Some(sensitivity) => {
                let expected: Array2<f64> = golden.array2(&format!("align_{name}_sensitivity"));
                assert_close!(sensitivity, expected, 1e-9, 1e-12, "{name}");
            }
            None => assert_eq!(name, "primary"),
        }
    }
    let one = align_vectors(&a.slice(s![..1, ..]), &b.slice(s![..1, ..]), None).unwrap();
    assert_close!(one.rotation.as_matrix(), golden.array2::<f64>("align_one"), 0.0, 1e-12);
    assert!((one.rssd - golden.scalar::<f64>("align_one_rssd")).abs() < 1e-12);
    assert!(!one.is_unique);
    // Opposite vectors have no shortest way, but a way.
    let opposite =
        align_vectors(&array![[0.0, 0.0, 1.0]], &array![[0.0, 0.0, -2.0]], None).unwrap();
    let [_, _, z] = opposite.rotation.apply([0.0, 0.0, -2.0]);
    assert!((z - 2.0_f64).abs() < 1e-14);
}

#[test]
fn paths_are_scipys() {
    let times = array![0.0, 0.5, 2.0, 3.0, 3.25, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
    let r = rotations();
    let slerp = Slerp::new(&times, &r).unwrap();
    let at = slerp.at(&array![0.0, 0.25, 0.5, 1.9, 3.1, 9.99, 10.0]).unwrap();
    assert_close!(at.as_matrix(), matrices(&golden(), "slerp"), 0.0, 1e-12);
    for bad in [-0.1, 10.1, f64::NAN] {
        assert!(matches!(slerp.at(&array![bad]), Err(Error::Values { name: "times", .. })));
    }
    let equal = array![0.0, 1.0, 1.0];
    assert!(matches!(Slerp::new(&equal, &r[..3]), Err(Error::Values { name: "times", .. })));
    assert!(matches!(Slerp::new(&equal, &r[..2]), Err(Error::Shape { name: "times", .. })));
    assert!(matches!(Slerp::new(&array![0.0], &r[..1]), Err(Error::TooShort { .. })));
}

#[test]
fn shapes_laid_over_each_other_are_scipys() {
    let golden = golden();
    for dim in [2, 3] {
        let laid = procrustes(&matrix(10, dim, 11), &matrix(10, dim, 12)).unwrap();
        let standard: Array2<f64> = golden.array2(&format!("procrustes_{dim}_standard"));
        assert_close!(laid.standard, standard, 0.0, TOLERANCE);
        let fitted: Array2<f64> = golden.array2(&format!("procrustes_{dim}_fitted"));
        assert_close!(laid.fitted, fitted, 0.0, 1e-12);
        let disparity: f64 = golden.scalar(&format!("procrustes_{dim}_disparity"));
        assert!((laid.disparity - disparity).abs() < TOLERANCE);
    }
}

#[test]
fn single_precision_is_near() {
    let wide = rotations();
    let narrow = Rotations::from_quat(&matrix(12, 4, 1).mapv(|x| x as f32)).unwrap();
    assert_close!(narrow.as_matrix().mapv(f64::from), wide.as_matrix(), 0.0, 1e-6);
    assert_close!(narrow.as_rotvec().mapv(f64::from), wide.as_rotvec(), 0.0, 3e-6);
    let sequence = "ZYX".parse().unwrap();
    let (a, b) = (narrow.as_euler(&sequence).unwrap(), wide.as_euler(&sequence).unwrap());
    assert_close!(a.mapv(f64::from), b, 0.0, 1e-5);
}

#[test]
fn what_is_no_rotation_is_named() {
    let error = Rotations::from_quat(&Array2::<f64>::zeros((1, 4))).unwrap_err();
    assert_eq!(error.to_string(), "`quat` must have a norm other than zero");
    assert!(matches!(Rotations::from_quat(&matrix(2, 3, 1)), Err(Error::Shape { .. })));
    assert!(matches!(Rotations::from_rotvec(&matrix(2, 4, 1)), Err(Error::Shape { .. })));
    assert!(Rotation::from_mrp([f64::NAN, 0.0, 0.0]).is_err());
    assert!(Rotation::from_rotvec([f64::INFINITY, 0.0, 0.0]).is_err());
    for bad in ["", "xx", "xYz", "abc", "xyzx"] {
        assert!(bad.parse::<EulerSequence>().is_err(), "{bad}");
    }
    let two = EulerSequence::new(&[AxisName::X, AxisName::Z], EulerFrame::Intrinsic).unwrap();
    assert_eq!("XZ".parse(), Ok(two.clone()));
    assert!(Rotation::from_euler(&two, &[1.0]).is_err());
    assert!(Rotation::<f64>::identity().as_euler(&two).is_err());
    let r = rotations();
    assert!(r.apply(&matrix(5, 3, 1)).is_err() && r.compose(&r[..2]).is_err());
    assert!(Rotations::<f64>::default().mean(None).is_err());
    assert!(r.mean(Some(&Array1::zeros(12))).is_err());
    assert!(r.mean(Some(&Array1::from_elem(12, -1.0))).is_err());
    let a = matrix(3, 3, 1);
    assert!(align_vectors(&a, &matrix(2, 3, 1), None).is_err());
    assert!(align_vectors(&a.slice(s![..0, ..]), &a.slice(s![..0, ..]), None).is_err());
    let two_infinite = array![f64::INFINITY, f64::INFINITY, 1.0];
    assert!(align_vectors(&a, &a, Some(&two_infinite)).is_err());
    let zero = Array2::zeros((1, 3));
    assert!(matches!(
        align_vectors(&zero, &a.slice(s![..1, ..]), None),
        Err(Error::Values { name: "a", .. })
    ));
}

#[test]
fn random_rotations_turn_a_vector_anywhere() {
    let r = Rotations::<f64>::random(4000, 7);
    assert_eq!(r, Rotations::random(4000, 7));
    assert_ne!(r, Rotations::random(4000, 8));
    let turned = r.apply(&array![[0.0, 0.0, 1.0]]).unwrap();
    let mean = turned.mean_axis(Axis(0)).unwrap();
    assert!(mean.iter().all(|m| m.abs() < 0.05), "{mean}");
    // Archimedes: each coordinate of a point of the sphere is uniform.
    let above = turned.column(2).iter().filter(|&&z| 0.5 < z).count();
    assert!((above as f64 / 4000.0 - 0.25).abs() < 0.03);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn forms_convert_back(seed: u32) {
        let r = Rotation::from_quat({
            let q = noise(4, seed);
            [q[0], q[1], q[2], q[3]]
        }).unwrap();
        prop_assert!(Rotation::from_matrix(&r.as_matrix()).unwrap().approx_equal(r, 1e-13));
        prop_assert!(Rotation::from_rotvec(r.as_rotvec()).unwrap().approx_equal(r, 1e-13));
        prop_assert!(Rotation::from_mrp(r.as_mrp()).unwrap().approx_equal(r, 1e-13));
        for name in sequences(3) {
            let sequence = name.parse().unwrap();
            let angles = r.as_euler(&sequence).unwrap();
            prop_assert!(Rotation::from_euler(&sequence, &angles).unwrap().approx_equal(r, 1e-6));
        }
        prop_assert!((r * r.inv()).magnitude() < 1e-14);
        let [x, y, z] = r.inv().apply(r.apply([1.0, 2.0, 3.0]));
        prop_assert!((x - 1.0).abs() + (y - 2.0).abs() + (z - 3.0).abs() < 1e-13);
    }
}
