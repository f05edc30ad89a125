//! Against SciPy 1.17.1, and against looking at all points.

use ndarray::{Array1, Array2, array};
use onkai_spatial::distance::{Metric, cdist};
use onkai_spatial::{
    BallOptions, CountOptions, Error, KdTree, KdTreeOptions, PairWeights, QueryOptions,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

const NORMS: [(f64, &str); 4] = [(1.0, "1.0"), (2.0, "2.0"), (3.5, "3.5"), (f64::INFINITY, "inf")];

fn matrix(rows: usize, columns: usize, seed: usize) -> Array2<f64> {
    noise(rows * columns, seed as u32).into_shape_with_order((rows, columns)).unwrap()
}

fn tree(points: &Array2<f64>) -> KdTree<f64> {
    // Small leaves, so that there is a tree at all.
    KdTree::new(points, &KdTreeOptions { leaf_size: 3 }).unwrap()
}

fn indices(x: &Array2<i64>) -> Array2<usize> {
    x.mapv(|i| usize::try_from(i).unwrap())
}

#[test]
fn neighbours_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "kdtree");
    for dim in [1, 2, 3, 5] {
        let (points, x) = (matrix(200, dim, dim), matrix(25, dim, 10 + dim));
        let tree = tree(&points);
        for (p, name) in NORMS {
            let nearest = tree.query(&x, &QueryOptions { k: 4, p, ..Default::default() }).unwrap();
            let distances: Array2<f64> = golden.array2(&format!("distances_{dim}_{name}"));
            assert_close!(nearest.distances, distances, 1e-12, 0.0, "dim {dim}, p {p}");
            let expected = indices(&golden.array2(&format!("indices_{dim}_{name}")));
            assert_eq!(nearest.indices, expected, "dim {dim}, p {p}");
        }
        let options = QueryOptions { k: 3, distance_upper_bound: 0.1, ..Default::default() };
        let nearest = tree.query(&x, &options).unwrap();
        let distances: Array2<f64> = golden.array2(&format!("bound_distances_{dim}"));
        assert_close!(nearest.distances, distances, 1e-12, 0.0, "dim {dim}, bounded");
        let expected = indices(&golden.array2(&format!("bound_indices_{dim}")));
        assert_eq!(nearest.indices, expected, "dim {dim}, bounded");
    }
}

#[test]
fn balls_pairs_and_counts_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "kdtree");
    for dim in [1, 2, 3, 5] {
        let (points, x, other) =
            (matrix(200, dim, dim), matrix(25, dim, 10 + dim), matrix(60, dim, 20 + dim));
        let (tree, there) = (tree(&points), tree(&other));
        for (p, name) in NORMS {
            let context = format!("dim {dim}, p {p}");
            let integers = |key: &str| golden.array1::<i64>(&format!("{key}_{dim}_{name}"));
            let ball = BallOptions { p, ..Default::default() };
            let counts = tree.query_ball_point_len(&x, &array![0.3], &ball).unwrap();
            let counts: Array1<i64> = counts.iter().map(|&n| n.cast_signed() as i64).collect();
            assert_eq!(counts, integers("ball"), "{context}");
            let pairs = tree.query_pairs(0.2, &ball).unwrap();
            let n_pairs: i64 = golden.scalar(&format!("pairs_{dim}_{name}"));
            assert_eq!(pairs.len().cast_signed() as i64, n_pairs, "{context}");

            let radii = array![0.4, 0.1, 0.0, 1.0, 5.0];
            let options = CountOptions { p, cumulative: true };
            let counts = tree.count_neighbors(&there, &radii, &options).unwrap();
            assert_eq!(counts.mapv(|n| n.cast_signed() as i64), integers("count"), "{context}");
            let (own, other) = (noise(200, 1) + 1.0, noise(60, 2) + 1.0);
            let weights = PairWeights { own: &own, other: &other };
            let sums = tree.count_neighbors_weighted(&there, &radii, &weights, &options).unwrap();
            let expected: Array1<f64> = golden.array1(&format!("weighted_{dim}_{name}"));
            assert_close!(sums, expected, 1e-10, 1e-12, "{context}");
            let ascending = array![0.0, 0.1, 0.4, 1.0, 5.0];
            let options = CountOptions { p, cumulative: false };
            let bins = tree.count_neighbors(&there, &ascending, &options).unwrap();
            assert_eq!(bins.mapv(|n| n.cast_signed() as i64), integers("bins"), "{context}");

            let sparse = tree.sparse_distance_matrix(&there, 0.25, p).unwrap();
            let sums = array![sparse.distances.len() as f64, sparse.distances.iter().sum()];
            let expected: Array1<f64> = golden.array1(&format!("sparse_{dim}_{name}"));
            assert_close!(sums, expected, 1e-10, 0.0, "{context}");
        }
    }
}

/// The metric of a norm.
fn metric(p: f64) -> Metric<f64> {
    Metric::Minkowski { p }
}

/// Points on a coarse grid, so that many are equal and many distances, too.
fn coarse(n: usize, dim: usize, seed: u32, steps: f64) -> Array2<f64> {
    let x = noise(n * dim, seed).into_shape_with_order((n, dim)).unwrap();
    x.mapv(|x| (x * steps).round() / steps)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_is_missed(
        n in 1_usize..150, dim in 1_usize..6, seed: u32, k in 1_usize..60, leaf_size in 1_usize..20,
        norm in 0_usize..4, steps in prop_oneof![Just(2.0), Just(1e6)],
    ) {
        let p = NORMS[norm].0;
        let points = coarse(n, dim, seed, steps);
        let x = coarse(20, dim, seed ^ 1, steps);
        let tree = KdTree::new(&points, &KdTreeOptions { leaf_size }).unwrap();
        let all = cdist(&x, &points, &metric(p)).unwrap();
        let nearest = tree.query(&x, &QueryOptions { k, p, ..Default::default() }).unwrap();
        for (i, row) in all.rows().into_iter().enumerate() {
            let mut sorted = row.to_vec();
            sorted.sort_by(f64::total_cmp);
            sorted.resize(n.max(k), f64::INFINITY);
            let mut seen = Vec::new();
            for (rank, &expected) in sorted.iter().enumerate().take(k) {
                let (distance, index) = (nearest.distances[[i, rank]], nearest.indices[[i, rank]]);
                if rank < n {
                    prop_assert!((distance - expected).abs() < 1e-12);
                    prop_assert!((distance - row[index]).abs() < 1e-12);
                    seen.push(index);
                } else {
                    prop_assert_eq!((distance, index), (f64::INFINITY, n));
                }
            }
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), n.min(k));
        }
    }

    #[test]
    fn balls_hold_what_is_near(
        n in 1_usize..120, dim in 1_usize..5, seed: u32, radius in 0.0..1.5_f64, norm in 0_usize..4,
    ) {
        let p = NORMS[norm].0;
        let (points, x) = (coarse(n, dim, seed, 5.0), coarse(30, dim, seed ^ 1, 5.0));
        // No distance of this grid is so near to the radius that rounding decides.
        let radius = radius + 1e-4 * std::f64::consts::SQRT_2;
        let (tree, other) = (tree(&points), tree(&x));
        let options = BallOptions { p, eps: 0.0 };
        let all = cdist(&x, &points, &metric(p)).unwrap();
        prop_assume!(all.iter().all(|d| (d - radius).abs() > 1e-9));
        let near = |i: usize| -> Vec<usize> { (0..n).filter(|&j| all[[i, j]] <= radius).collect() };
        let expected: Vec<_> = (0..30).map(near).collect();
        prop_assert_eq!(&tree.query_ball_point(&x, &array![radius], &options).unwrap(), &expected);
        prop_assert_eq!(&other.query_ball_tree(&tree, radius, &options).unwrap(), &expected);
        let triplets = other.sparse_distance_matrix(&tree, radius, p).unwrap();
        let flat: Vec<_> = expected.iter().enumerate().flat_map(|(i, l)| l.iter().map(move |&j| (i, j))).collect();
        let found: Vec<_> = triplets.rows.iter().copied().zip(triplets.columns.iter().copied()).collect();
        prop_assert_eq!(found, flat);
        for ((i, j), d) in triplets.rows.iter().zip(&triplets.columns).zip(&triplets.distances) {
            prop_assert!((all[[*i, *j]] - d).abs() < 1e-12);
        }
        let own = tree.query_ball_point(&points, &array![radius], &options).unwrap();
        let pairs: Vec<_> = own.iter().enumerate()
            .flat_map(|(i, l)| l.iter().filter(move |&&j| i < j).map(move |&j| [i, j])).collect();
        prop_assert_eq!(tree.query_pairs(radius, &options).unwrap(), pairs);
    }
}

#[test]
fn a_large_tree_built_on_several_threads_finds_the_same() {
    let points = matrix(40000, 3, 1);
    let x = matrix(300, 3, 2);
    let large = KdTree::new(&points, &KdTreeOptions::default()).unwrap();
    let nearest = large.query(&x, &QueryOptions { k: 2, ..Default::default() }).unwrap();
    for i in 0..300 {
        let row = cdist(&x.slice(ndarray::s![i..=i, ..]), &points, &Metric::Euclidean).unwrap();
        let mut sorted = row.into_raw_vec_and_offset().0;
        sorted.sort_by(f64::total_cmp);
        let found = nearest.distances.row(i).to_vec();
        assert!((found[0] - sorted[0]).abs() < 1e-14 && (found[1] - sorted[1]).abs() < 1e-14);
    }
    assert_eq!(large.mins().len(), 3);
    assert!(large.mins().iter().all(|&m| -1.0 <= m) && large.maxes().iter().all(|&m| m < 1.0));
}

#[test]
fn many_equal_points_are_no_problem() {
    let points = Array2::from_elem((5000, 3), 0.5);
    let tree = KdTree::new(&points, &KdTreeOptions::default()).unwrap();
    let nearest =
        tree.query(&array![[0.5, 0.5, 1.5]], &QueryOptions { k: 7, ..Default::default() });
    assert_eq!(nearest.unwrap().distances, Array2::from_elem((1, 7), 1.0));
    assert_eq!(
        tree.count_neighbors(&tree, &array![0.0], &CountOptions::default()).unwrap()[0],
        25_000_000
    );
}

#[test]
fn an_approximate_neighbour_is_near_enough() {
    let (points, x) = (matrix(2000, 3, 1), matrix(100, 3, 2));
    let tree = tree(&points);
    let exact = tree.query(&x, &QueryOptions { k: 3, ..Default::default() }).unwrap().distances;
    let options = QueryOptions { k: 3, eps: 0.5, ..Default::default() };
    let rough = tree.query(&x, &options).unwrap().distances;
    assert!(rough.iter().zip(&exact).all(|(r, e)| e <= r && *r <= 1.5 * e));
    let sure = tree.query_ball_point_len(&x, &array![0.2 / 1.5], &BallOptions::default()).unwrap();
    let options = BallOptions { eps: 0.5, ..Default::default() };
    let rough = tree.query_ball_point_len(&x, &array![0.2], &options).unwrap();
    assert!(rough.iter().zip(&sure).all(|(r, s)| s <= r));
}

#[test]
fn single_precision_finds_the_same_points() {
    let (points, x) = (matrix(500, 3, 1), matrix(50, 3, 2));
    let options = QueryOptions { k: 2, ..Default::default() };
    let wide = tree(&points).query(&x, &options).unwrap();
    let narrow = KdTree::new(&points.mapv(|v| v as f32), &KdTreeOptions::default()).unwrap();
    let options = QueryOptions { k: 2, ..Default::default() };
    let narrow = narrow.query(&x.mapv(|v| v as f32), &options).unwrap();
    assert_eq!(narrow.indices, wide.indices);
    assert_close!(narrow.distances.mapv(f64::from), wide.distances, 0.0, 1e-6);
}

#[test]
fn an_empty_tree_has_no_neighbours() {
    let none = KdTree::new(&Array2::<f64>::zeros((0, 2)), &KdTreeOptions::default()).unwrap();
    assert!(none.is_empty());
    let nearest =
        none.query(&array![[1.0, 2.0]], &QueryOptions { k: 2, ..Default::default() }).unwrap();
    assert_eq!(nearest.distances, array![[f64::INFINITY, f64::INFINITY]]);
    assert_eq!(nearest.indices, array![[0, 0]]);
    let ball = BallOptions::default();
    assert_eq!(none.query_ball_point(&array![[1.0, 2.0]], &array![9.0], &ball).unwrap(), [vec![]]);
    assert!(none.query_pairs(1.0, &ball).unwrap().is_empty());
    let counts = none.count_neighbors(&none, &array![1.0], &CountOptions::default()).unwrap();
    assert_eq!(counts, array![0]);
    let no_queries = Array2::<f64>::zeros((0, 2));
    assert_eq!(none.query(&no_queries, &QueryOptions::default()).unwrap().indices.dim(), (0, 1));
}

#[test]
fn what_a_tree_cannot_answer_is_named() {
    let points = matrix(20, 3, 1);
    let tree = tree(&points);
    let query = |options: QueryOptions<f64>| tree.query(&points, &options).unwrap_err().to_string();
    assert_eq!(
        query(QueryOptions { k: 0, ..Default::default() }),
        "`k` is 0, but must be at least 1"
    );
    assert!(query(QueryOptions { p: 0.5, ..Default::default() }).starts_with("`p` is 0.5"));
    assert!(query(QueryOptions { p: f64::NAN, ..Default::default() }).starts_with("`p`"));
    assert!(query(QueryOptions { eps: -1.0, ..Default::default() }).starts_with("`eps`"));
    let bound = QueryOptions { distance_upper_bound: f64::NAN, ..Default::default() };
    assert!(query(bound).starts_with("`distance_upper_bound`"));
    let error = tree.query(&matrix(3, 2, 1), &QueryOptions::default()).unwrap_err();
    assert!(matches!(error, Error::Shape { name: "x", .. }));
    let lost = array![[f64::NAN, 0.0, 0.0]];
    let error = tree.query(&lost, &QueryOptions::default()).unwrap_err();
    assert!(matches!(error, Error::NotFinite { name: "x", .. }));
    let error = KdTree::new(&lost, &KdTreeOptions::default()).unwrap_err();
    assert!(matches!(error, Error::NotFinite { name: "points", .. }));
    assert!(KdTree::new(&points, &KdTreeOptions { leaf_size: 0 }).is_err());
    assert!(KdTree::new(&Array2::<f64>::zeros((3, 0)), &KdTreeOptions::default()).is_err());

    let ball = BallOptions::default();
    assert!(tree.query_ball_point(&points, &array![1.0, 2.0], &ball).is_err());
    assert!(tree.query_ball_point(&points, &array![f64::NAN], &ball).is_err());
    assert!(tree.query_pairs(f64::NAN, &ball).is_err());
    let flat = KdTree::new(&matrix(5, 2, 1), &KdTreeOptions::default()).unwrap();
    assert!(matches!(
        tree.query_ball_tree(&flat, 1.0, &ball),
        Err(Error::Shape { name: "other", .. })
    ));
    let descending = CountOptions { cumulative: false, ..Default::default() };
    assert!(tree.count_neighbors(&tree, &array![2.0, 1.0], &descending).is_err());
    let weights = array![1.0];
    let count = CountOptions::default();
    let weights = PairWeights { own: &weights, other: &weights };
    let error = tree.count_neighbors_weighted(&tree, &array![1.0], &weights, &count);
    assert!(matches!(error, Err(Error::Shape { name: "weights.own", .. })));
}
