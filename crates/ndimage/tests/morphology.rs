//! Morphology and regions against SciPy 1.17.1; the calls are those of
//! `xtask/golden/ndimage_morphology.py`.

use ndarray::{Array1, Array2, Array3, ArrayD, array};
use onkai_ndimage::{
    BinaryOptions, Boundary, GreyOptions, HitOrMissOptions, Iterations, Window, binary_closing,
    binary_dilation, binary_erosion, binary_fill_holes, binary_hit_or_miss, binary_opening,
    binary_propagation, black_tophat, center_of_mass, find_objects, generate_binary_structure,
    grey_closing, grey_dilation, grey_erosion, grey_opening, iterate_structure, label,
    maximum_labels, mean_labels, minimum_labels, morphological_gradient, morphological_laplace,
    sum_labels, white_tophat,
};
use onkai_testing::{Golden, assert_close};

use crate::{dynamic, flat, noise_of, steps};

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "morphology")
}

fn set(seed: u32, above: f64) -> Array2<bool> {
    noise_of((20, 17), seed).mapv(|v| v > above)
}

fn sparse() -> Array2<bool> {
    set(31, -0.1)
}

fn dense() -> Array2<bool> {
    set(32, -0.6)
}

fn mask() -> Array2<bool> {
    set(33, -0.5)
}

fn solid() -> Array3<bool> {
    noise_of((6, 7, 8), 34).mapv(|v| v > 0.1)
}

fn inverse(x: &Array3<bool>) -> Array3<bool> {
    x.mapv(|v| !v)
}

fn even() -> ArrayD<bool> {
    array![[false, true], [true, true], [true, false]].into_dyn()
}

fn ring() -> ArrayD<bool> {
    array![[true, true, true], [true, false, true], [false, true, true]].into_dyn()
}

fn square() -> ArrayD<bool> {
    Array2::from_elem((3, 3), true).into_dyn()
}

fn binary(options: &BinaryOptions) -> Array1<bool> {
    flat([sparse(), dense()].iter().flat_map(|x| {
        [
            dynamic(binary_erosion(x, options)),
            dynamic(binary_dilation(x, options)),
            dynamic(binary_opening(x, options)),
            dynamic(binary_closing(x, options)),
        ]
    }))
}

#[test]
fn repeated_operations_are_scipys() {
    let structures = [
        ("cross", None, vec![0]),
        ("even", Some(even()), vec![1, -1]),
        ("even0", Some(even()), vec![]),
        ("ring", Some(ring()), vec![]),
        ("square", Some(square()), vec![0, 1]),
    ];
    for (name, structure, origin) in structures {
        for times in 1..=3 {
            let iterations = Iterations::Times(times);
            let options = BinaryOptions {
                structure: structure.clone(),
                origin: origin.clone(),
                iterations,
                ..Default::default()
            };
            let expected = golden().array1::<bool>(&format!("{name}_{times}"));
            assert_eq!(binary(&options), expected, "{name} {times}");
            let masked =
                BinaryOptions { mask: Some(mask().into_dyn()), border_value: true, ..options };
            let expected = golden().array1::<bool>(&format!("{name}_{times}_masked"));
            assert_eq!(binary(&masked), expected, "{name} {times} masked");
        }
    }
}

#[test]
fn operations_until_nothing_changes_are_scipys() {
    let mut options = BinaryOptions {
        iterations: Iterations::UntilStable,
        mask: Some(mask().into_dyn()),
        ..Default::default()
    };
    assert_eq!(binary(&options), golden().array1::<bool>("cross_stable"));
    options.structure = Some(square());
    options.border_value = true;
    assert_eq!(binary(&options), golden().array1::<bool>("square_stable"));
}

#[test]
fn three_axes_are_scipys() {
    let twice = BinaryOptions { iterations: Iterations::Times(2), ..Default::default() };
    let actual = flat([
        dynamic(binary_dilation(&solid(), &twice)),
        dynamic(binary_erosion(&inverse(&solid()), &BinaryOptions::default())),
    ]);
    assert_eq!(actual, golden().array1::<bool>("solid"));
}

#[test]
fn propagation_and_holes_are_scipys() {
    let by_square = |mask: Option<Array2<bool>>| BinaryOptions {
        structure: Some(square()),
        mask: mask.map(Array2::into_dyn),
        ..Default::default()
    };
    let within = BinaryOptions { mask: Some(mask().into_dyn()), ..Default::default() };
    let seeds = Array2::from_shape_fn((20, 17), |at| sparse()[at] && !dense()[at]);
    let row = Array2::from_shape_fn((20, 17), |(i, j)| i == 3 && sparse()[(i, j)]);
    let actual = flat([
        dynamic(binary_propagation(&seeds, &within)),
        dynamic(binary_propagation(&row, &by_square(Some(sparse())))),
    ]);
    assert_eq!(actual, golden().array1::<bool>("propagation"));
    let actual = flat([
        dynamic(binary_fill_holes(&dense(), &BinaryOptions::default())),
        dynamic(binary_fill_holes(&dense(), &by_square(None))),
        dynamic(binary_fill_holes(&inverse(&solid()), &BinaryOptions::default())),
    ]);
    assert_eq!(actual, golden().array1::<bool>("holes"));
}

#[test]
fn patterns_are_scipys() {
    let default = HitOrMissOptions::default;
    let options = [
        default(),
        HitOrMissOptions { structure1: Some(even()), origin1: vec![1, 0], ..default() },
        HitOrMissOptions {
            structure1: Some(even()),
            structure2: Some(ring()),
            origin1: vec![0, -1],
            origin2: Some(vec![1, 1]),
        },
        HitOrMissOptions { structure1: Some(square()), ..default() },
    ];
    let actual = flat(options.iter().map(|o| dynamic(binary_hit_or_miss(&sparse(), o))));
    assert_eq!(actual, golden().array1::<bool>("hit_or_miss"));
}

#[test]
fn structures_are_scipys() {
    let golden = golden();
    for (rank, connectivity) in [(1, 1), (2, 1), (2, 2), (3, 2), (4, 0)] {
        let actual = generate_binary_structure(rank, connectivity).unwrap();
        assert_eq!(actual, golden.array::<bool>(&format!("structure_{rank}_{connectivity}")));
    }
    let cross = generate_binary_structure(2, 1).unwrap();
    assert_eq!(dynamic(iterate_structure(&cross, 3)), golden.array::<bool>("iterated_cross"));
    assert_eq!(dynamic(iterate_structure(&even(), 4)), golden.array::<bool>("iterated_even"));
}

fn greys(window: &Window, options: &GreyOptions<f64>) -> Vec<ArrayD<f64>> {
    let x = steps((12, 15), 35);
    let w = || window.clone();
    vec![
        dynamic(grey_erosion(&x, w(), options)),
        dynamic(grey_dilation(&x, w(), options)),
        dynamic(grey_opening(&x, w(), options)),
        dynamic(grey_closing(&x, w(), options)),
        dynamic(morphological_gradient(&x, w(), options)),
        dynamic(morphological_laplace(&x, w(), options)),
        dynamic(white_tophat(&x, w(), options)),
        dynamic(black_tophat(&x, w(), options)),
    ]
}

#[test]
fn grey_values_are_scipys() {
    let heights = Some(noise_of((3, 2), 36).into_dyn());
    for mode in ["reflect", "mirror", "nearest", "wrap", "constant"] {
        let boundary = mode.parse::<Boundary<f64>>().unwrap().with_value(0.3);
        let options = |origin: &[isize], structure: &Option<ArrayD<f64>>| GreyOptions {
            structure: structure.clone(),
            origin: origin.to_vec(),
            boundary,
        };
        let parts = [
            greys(&[3, 4].into(), &options(&[1, -1], &None)),
            greys(&even().into(), &options(&[0, -1], &None)),
            greys(&[3, 2].into(), &options(&[], &heights)),
            greys(&even().into(), &options(&[1, 0], &heights)),
        ];
        let expected = golden().array1::<f64>(&format!("grey_{mode}"));
        assert_close!(flat(parts.concat()), expected, 1e-15, 1e-15, "{mode}");
    }
}

#[test]
fn labels_are_scipys() {
    let golden = golden();
    let structures: [(&str, Option<[u8; 9]>); 6] = [
        ("cross", None),
        ("square", Some([1, 1, 1, 1, 1, 1, 1, 1, 1])),
        ("diagonal", Some([1, 0, 0, 0, 1, 0, 0, 0, 1])),
        ("upright", Some([0, 1, 0, 0, 1, 0, 0, 1, 0])),
        ("spread", Some([1, 0, 1, 0, 1, 0, 1, 0, 1])),
        ("woven", Some([1, 1, 1, 0, 1, 0, 1, 1, 1])),
    ];
    for (name, structure) in structures {
        let structure = structure
            .map(|members| Array2::from_shape_fn((3, 3), |(i, j)| members[3 * i + j] == 1));
        let found = label(&sparse(), structure.as_deref()).unwrap();
        let expected = golden.array2::<u32>(&format!("label_{name}"));
        assert_eq!(found.n_labels, expected.iter().copied().max().unwrap() as usize, "{name}");
        assert_eq!(found.labels, expected, "{name}");
    }
    let found = label(&solid(), None).unwrap();
    assert_eq!(found.labels.into_dyn(), golden.array::<u32>("label_solid"));
    let full = Array3::from_elem((3, 3, 3), true);
    let found = label(&solid(), Some(&full)).unwrap();
    assert_eq!(found.labels.into_dyn(), golden.array::<u32>("label_solid_full"));
    let line: Array1<bool> = sparse().iter().copied().collect();
    assert_eq!(label(&line, None).unwrap().labels, golden.array1::<u32>("label_line"));
}

#[test]
fn what_is_said_of_regions_is_scipys() {
    let golden = golden();
    let labels = label(&solid(), None).unwrap();
    let index: Vec<u32> = (1..=labels.n_labels as u32).collect();
    let values = noise_of((6, 7, 8), 37);
    let expected = golden.array2::<f64>("statistics");
    let of = [sum_labels, mean_labels, minimum_labels, maximum_labels];
    for (statistic, expected) in of.iter().zip(expected.rows()) {
        let actual = Array1::from(statistic(&values, &labels.labels, &index).unwrap());
        assert_close!(actual, expected, 1e-12, 1e-15);
    }
    let centres = center_of_mass(&values, &labels.labels, &index).unwrap();
    assert_close!(centres, golden.array2::<f64>("centres"), 1e-10, 0.0);
    let boxes: Vec<u32> = find_objects(&labels.labels, None)
        .unwrap()
        .into_iter()
        .flat_map(|found| found.expect("every label has samples"))
        .flat_map(|range| [range.start as u32, range.end as u32])
        .collect();
    assert_eq!(Array1::from(boxes), flat([golden.array::<u32>("boxes")]));
}

#[test]
fn statistics_of_missing_labels_are_told() {
    let (x, labels) = (array![1.0, f64::NAN, 4.0], array![1, 2, 1]);
    assert_eq!(sum_labels(&x, &labels, &[3, 1, 1]).unwrap(), [0.0, 5.0, 5.0]);
    assert!(mean_labels(&x, &labels, &[3]).unwrap()[0].is_nan());
    assert_eq!(minimum_labels(&x, &labels, &[3]).unwrap(), [0.0]);
    assert!(minimum_labels(&x, &labels, &[2]).unwrap()[0].is_nan());
    assert!(maximum_labels(&x, &labels, &[2]).unwrap()[0].is_nan());
    assert!(center_of_mass(&x, &labels, &[3]).unwrap()[(0, 0)].is_nan());
}
