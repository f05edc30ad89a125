//! Against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis};
use onkai_spatial::{ConvexHull, Delaunay, Voronoi};
use onkai_testing::{Golden, assert_close, noise};

const GENERAL: [&str; 4] = ["plane", "space", "few_plane", "few_space"];
const ALL: [&str; 6] = ["plane", "space", "few_plane", "few_space", "grid_plane", "grid_space"];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "hull")
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap()
}

fn grid(n: usize, dim: u32) -> Array2<f64> {
    let shape = (n.pow(dim), dim as usize);
    Array2::from_shape_fn(shape, |(i, k)| (i / n.pow(dim - 1 - k as u32) % n) as f64)
}

fn cloud(name: &str) -> Array2<f64> {
    match name {
        "plane" => matrix(80, 2, 1),
        "space" => matrix(90, 3, 2),
        "few_plane" => matrix(5, 2, 3),
        "few_space" => matrix(6, 3, 4),
        "grid_plane" => grid(4, 2),
        _ => grid(3, 3),
    }
}

/// The rows, each sorted, in order.
fn in_order(x: &Array2<usize>) -> Vec<Vec<i64>> {
    let sorted = |row: ndarray::ArrayView1<'_, usize>| {
        let mut row: Vec<i64> = row.iter().map(|&i| i.cast_signed() as i64).collect();
        row.sort_unstable();
        row
    };
    let mut rows: Vec<_> = x.rows().into_iter().map(sorted).collect();
    rows.sort();
    rows
}

fn rows(golden: &Golden, key: &str) -> Vec<Vec<i64>> {
    golden.array2::<i64>(key).rows().into_iter().map(|row| row.to_vec()).collect()
}

#[test]
fn hulls_are_scipys() {
    let golden = golden();
    for name in ALL {
        let hull = ConvexHull::new(&cloud(name)).unwrap();
        let measures = ndarray::array![hull.volume, hull.area];
        let expected: Array1<f64> = golden.array1(&format!("{name}_measures"));
        assert_close!(measures, expected, 1e-12, 0.0, "{name}");
        let mut vertices: Vec<i64> =
            hull.vertices.iter().map(|&i| i.cast_signed() as i64).collect();
        vertices.sort_unstable();
        assert_eq!(vertices, golden.array1::<i64>(&format!("{name}_vertices")).to_vec(), "{name}");
    }
    for name in GENERAL {
        let hull = ConvexHull::new(&cloud(name)).unwrap();
        assert_eq!(in_order(&hull.simplices), rows(&golden, &format!("{name}_facets")), "{name}");
        let mut equations: Vec<Vec<f64>> =
            hull.equations.rows().into_iter().map(|row| row.to_vec()).collect();
        let rounded =
            |row: &[f64]| row.iter().map(|x| (x * 1e9).round() as i64).collect::<Vec<_>>();
        equations.sort_by_key(|row| rounded(row));
        let expected: Array2<f64> = golden.array2(&format!("{name}_equations"));
        let actual = Array2::from_shape_vec(expected.dim(), equations.concat()).unwrap();
        assert_close!(actual, expected, 0.0, 1e-9, "{name}");
    }
}

#[test]
fn triangulations_are_scipys() {
    let golden = golden();
    for name in GENERAL {
        let triangulation = Delaunay::new(&cloud(name)).unwrap();
        let expected = rows(&golden, &format!("{name}_simplices"));
        assert_eq!(in_order(&triangulation.simplices), expected, "{name}");
        assert!(triangulation.duplicates.is_empty());
        // The facets of the hull are those of the hull.
        assert_eq!(
            in_order(&triangulation.convex_hull()),
            rows(&golden, &format!("{name}_facets")),
            "{name}"
        );
    }
}

#[test]
fn simplices_are_found_where_scipy_finds_them() {
    let golden = golden();
    for dim in [2, 3] {
        let triangulation = Delaunay::new(&matrix(60, dim, 5)).unwrap();
        let x = matrix(40, dim, 6) * 1.2;
        let expected = rows(&golden, &format!("find_{dim}"));
        for (i, found) in triangulation.find_simplex(&x).unwrap().into_iter().enumerate() {
            let Some(simplex) = found else {
                assert_eq!(expected[i][0], -1, "dim {dim}, point {i}");
                continue;
            };
            let row = triangulation.simplices.select(Axis(0), &[simplex]);
            assert_eq!(in_order(&row)[0], expected[i], "dim {dim}, point {i}");
            let shares = triangulation.barycentric(simplex, &x.row(i)).unwrap();
            assert!((shares.sum() - 1.0).abs() < 1e-12 && shares.iter().all(|&s| -1e-12 < s));
        }
    }
}

#[test]
fn diagrams_are_scipys() {
    let golden = golden();
    for name in ALL {
        let diagram = Voronoi::new(&cloud(name)).unwrap();
        let n_vertices: i64 = golden.scalar(&format!("{name}_n_vertices"));
        assert_eq!(diagram.vertices.nrows().cast_signed() as i64, n_vertices, "{name}");
        let mut order: Vec<usize> = (0..diagram.ridge_vertices.len()).collect();
        let pair = |r: usize| {
            let (a, b) = (diagram.ridge_points[[r, 0]], diagram.ridge_points[[r, 1]]);
            vec![a.min(b).cast_signed() as i64, a.max(b).cast_signed() as i64]
        };
        order.sort_by_key(|&r| pair(r));
        let pairs: Vec<_> = order.iter().map(|&r| pair(r)).collect();
        assert_eq!(pairs, rows(&golden, &format!("{name}_ridge_points")), "{name}");
        let counts = rows(&golden, &format!("{name}_ridge_counts"));
        let sums: Array2<f64> = golden.array2(&format!("{name}_ridge_sums"));
        for (i, &r) in order.iter().enumerate() {
            let vertices = &diagram.ridge_vertices[r];
            let finite: Vec<usize> = vertices.iter().flatten().copied().collect();
            let unbounded = i64::from(vertices.contains(&None));
            assert_eq!(
                vec![finite.len().cast_signed() as i64, unbounded],
                counts[i],
                "{name}, ridge {i}"
            );
            let sum = diagram.vertices.select(Axis(0), &finite).sum_axis(Axis(0));
            assert_close!(sum, sums.row(i), 1e-8, 1e-8, "{name}, ridge {i}");
        }
        let counts = rows(&golden, &format!("{name}_region_counts"));
        for (point, &region) in diagram.point_region.iter().enumerate() {
            let region = &diagram.regions[region];
            let actual = vec![
                region.iter().flatten().count().cast_signed() as i64,
                i64::from(region.contains(&None)),
            ];
            assert_eq!(actual, counts[point], "{name}, region of point {point}");
        }
    }
}

#[test]
fn regions_of_the_plane_go_round_their_points() {
    let points = cloud("plane");
    let diagram = Voronoi::new(&points).unwrap();
    let mut area = 0.0;
    for (point, &region) in diagram.point_region.iter().enumerate() {
        let region: Vec<usize> = diagram.regions[region].iter().flatten().copied().collect();
        if region.len() != diagram.regions[diagram.point_region[point]].len() {
            continue;
        }
        for (i, &a) in region.iter().enumerate() {
            let b = region[(i + 1) % region.len()];
            let (u, v) = (
                &diagram.vertices.row(a) - &points.row(point),
                &diagram.vertices.row(b) - &points.row(point),
            );
            let turn = u[0] * v[1] - u[1] * v[0];
            assert!(-1e-12 < turn, "point {point}");
            area += turn / 2.0;
        }
    }
    assert!(0.0 < area);
}

#[test]
fn single_precision_and_large_numbers_make_no_difference() {
    let points = cloud("space");
    let expected = ConvexHull::new(&points).unwrap();
    let narrow = ConvexHull::new(&points.mapv(|x| x as f32)).unwrap();
    assert_eq!(narrow.vertices, expected.vertices);
    assert!((f64::from(narrow.volume) - expected.volume).abs() < 1e-5);
    // Products of such numbers would overflow, or vanish.
    for exponent in [300, -300] {
        let scale = 2.0_f64.powi(exponent);
        let hull = ConvexHull::new(&(&points * scale)).unwrap();
        assert_eq!(hull.simplices, expected.simplices);
        assert!((hull.area / scale / scale - expected.area).abs() < 1e-12);
        let triangulation = Delaunay::new(&(&points * scale)).unwrap();
        assert_eq!(triangulation.simplices, Delaunay::new(&points).unwrap().simplices);
    }
}
