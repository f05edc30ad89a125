//! Points that lie on lines, planes, circles and grids, or on each other: a right answer, or a clear
//! error.

use ndarray::{Array2, ArrayRef2, Axis, array, concatenate};
use onkai_spatial::{ConvexHull, Delaunay, Error, Voronoi};
use onkai_testing::noise;
use proptest::prelude::*;

/// Points on a coarse grid: many are equal, on lines, in planes and on circles.
fn coarse(n: usize, dim: usize, seed: u32, steps: f64) -> Array2<f64> {
    let x = noise(n * dim, seed).into_shape_with_order((n, dim)).unwrap();
    x.mapv(|x| (x * steps).round())
}

/// What all hulls must be: closed, with all points inside, and measured as one.
fn check_hull(points: &ArrayRef2<f64>, hull: &ConvexHull<f64>) {
    let dim = points.ncols();
    assert!(hull.contains(points, 1e-9).unwrap().iter().all(|&inside| inside));
    for (i, facet) in hull.simplices.rows().into_iter().enumerate() {
        for k in 0..dim {
            let other = hull.neighbors[[i, k]];
            assert!(
                hull.neighbors.row(other).iter().any(|&n| n == i),
                "neighbours know each other"
            );
            let shared = facet.iter().filter(|v| hull.simplices.row(other).iter().any(|w| w == *v));
            assert_eq!(shared.count(), dim - 1);
            assert!(
                !hull.simplices.row(other).iter().any(|w| *w == facet[k])
                    || dim == 2 && hull.simplices.nrows() == 2
            );
        }
    }
    // Each corner sticks out: without it the hull is smaller.
    for &v in &hull.vertices {
        let others: Vec<usize> = hull.vertices.iter().copied().filter(|&w| w != v).collect();
        if let Ok(smaller) = ConvexHull::new(&points.select(Axis(0), &others)) {
            assert!(smaller.volume < hull.volume);
        }
    }
}

/// What all triangulations must be: they fill the hull without overlapping, and no point lies in a
/// circle or sphere.
fn check_delaunay(points: &ArrayRef2<f64>, triangulation: &Delaunay<f64>, volume: f64) {
    let dim = points.ncols();
    let mut sum = 0.0;
    let mut used = vec![false; points.nrows()];
    for (i, simplex) in triangulation.simplices.rows().into_iter().enumerate() {
        let origin = points.row(simplex[0]);
        let edges: Vec<Vec<f64>> =
            simplex.iter().skip(1).map(|&v| (&points.row(v) - &origin).to_vec()).collect();
        let size = if dim == 2 {
            edges[0][0] * edges[1][1] - edges[0][1] * edges[1][0]
        } else {
            let m = nalgebra::Matrix3::from_fn(|r, c| edges[r][c]);
            m.determinant().abs() / 3.0
        };
        assert!(0.0 < size, "triangles are counterclockwise and none is flat");
        sum += size / 2.0;
        simplex.iter().for_each(|&v| used[v] = true);
        for k in 0..=dim {
            if let Some(other) = triangulation.neighbors[[i, k]] {
                assert!(triangulation.neighbors.row(other).iter().any(|&n| n == Some(i)));
            }
        }
    }
    assert!((sum - volume).abs() <= 1e-9 * volume, "{sum} for {volume}");
    for (i, used) in used.iter().enumerate() {
        let double = triangulation.duplicates.iter().find(|pair| pair[0] == i);
        assert_eq!(double.is_none(), *used, "point {i}");
        if let Some(&[_, of]) = double {
            assert_eq!(points.row(i), points.row(of));
        }
    }
    let diagram = Voronoi::new(points).unwrap();
    for (vertex, ridge) in diagram.ridge_vertices.iter().enumerate() {
        let [a, b] = [0, 1].map(|k| points.row(diagram.ridge_points[[vertex, k]]));
        for &v in ridge.iter().flatten() {
            let to = |p: ndarray::ArrayView1<f64>| {
                (&p - &diagram.vertices.row(v)).mapv(|x| x * x).sum().sqrt()
            };
            let radius = to(a);
            let noise = 1e-9 * (1.0 + radius);
            assert!((radius - to(b)).abs() < noise, "a ridge is as near to both of its points");
            assert!(
                points.rows().into_iter().all(|p| radius - noise < to(p)),
                "and to no third nearer"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn coarse_points_of_the_plane(n in 3_usize..60, seed: u32, steps in 1_u8..6) {
        let points = coarse(n, 2, seed, f64::from(steps));
        check_both(&points);
    }

    #[test]
    fn coarse_points_of_space(n in 4_usize..60, seed: u32, steps in 1_u8..4) {
        let points = coarse(n, 3, seed, f64::from(steps));
        check_both(&points);
    }
}

fn check_both(points: &ArrayRef2<f64>) {
    match (ConvexHull::new(points), Delaunay::new(points)) {
        (Ok(hull), Ok(triangulation)) => {
            check_hull(points, &hull);
            check_delaunay(points, &triangulation, hull.volume);
        }
        (hull, triangulation) => {
            assert!(matches!(hull, Err(Error::Values { name: "points", .. })));
            assert_eq!(hull.unwrap_err(), triangulation.unwrap_err());
        }
    }
}

#[test]
fn a_grid_has_the_corners_of_its_box() {
    for n in [2_usize, 3, 5, 8] {
        let points =
            Array2::from_shape_fn((n * n * n, 3), |(i, k)| (i / n.pow(k as u32) % n) as f64);
        let hull = ConvexHull::new(&points).unwrap();
        let side = (n - 1) as f64;
        assert_eq!((hull.vertices.len(), hull.simplices.nrows()), (8, 12));
        assert!(
            (hull.volume - side.powi(3)).abs() < 1e-9
                && (hull.area - 6.0 * side * side).abs() < 1e-9
        );
        check_hull(&points, &hull);
        check_delaunay(&points, &Delaunay::new(&points).unwrap(), hull.volume);
        let square = points.slice(ndarray::s![..n * n, ..2]).to_owned();
        let hull = ConvexHull::new(&square).unwrap();
        assert_eq!(hull.vertices, [0, n - 1, n * n - 1, n * n - n]);
        check_delaunay(&square, &Delaunay::new(&square).unwrap(), side * side);
    }
}

#[test]
fn a_circle_and_a_sphere_of_many_points() {
    let circle = Array2::from_shape_fn((360, 2), |(i, k)| {
        let angle = f64::from(i as u32).to_radians();
        if k == 0 { angle.cos() } else { angle.sin() }
    });
    let hull = ConvexHull::new(&circle).unwrap();
    assert_eq!(hull.vertices.len(), 360);
    check_delaunay(&circle, &Delaunay::new(&circle).unwrap(), hull.volume);
    assert_eq!(Voronoi::new(&circle).unwrap().regions.len(), 360);
}

#[test]
fn lines_and_planes_are_refused_rounded_ones_too() {
    let line =
        Array2::from_shape_fn((20, 2), |(i, k)| 0.1 * i as f64 * if k == 0 { 0.3 } else { 0.7 });
    let plane = Array2::from_shape_fn((30, 3), |(i, k)| {
        let (u, v) = (0.1 * (i % 6) as f64, 0.1 * (i / 6) as f64);
        [0.6 * u + 0.1, 0.8 * u - 0.3 * v, 0.7 * v][k]
    });
    for (points, what) in [(&line, "collinear"), (&plane, "coplanar")] {
        let errors = [
            ConvexHull::new(points).unwrap_err(),
            Delaunay::new(points).unwrap_err(),
            Voronoi::new(points).unwrap_err(),
        ];
        for error in errors {
            assert!(error.to_string().contains(what), "{error}");
        }
    }
    let narrow = plane.mapv(|x| x as f32);
    assert!(matches!(ConvexHull::new(&narrow), Err(Error::Values { name: "points", .. })));
    let same = Array2::from_elem((9, 2), 3.0);
    assert!(Delaunay::new(&same).unwrap_err().to_string().contains("two different rows"));
}

#[test]
fn too_few_too_flat_and_not_finite() {
    let three = array![[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
    assert!(matches!(
        ConvexHull::new(&three),
        Err(Error::TooShort { name: "points", expected: 4, actual: 3 })
    ));
    assert!(matches!(Delaunay::new(&Array2::<f64>::zeros((0, 2))), Err(Error::TooShort { .. })));
    for dim in [0, 1, 4] {
        assert!(matches!(Voronoi::new(&Array2::<f64>::zeros((9, dim))), Err(Error::Shape { .. })));
    }
    let lost = array![[0.0, 0.0], [1.0, f64::NAN], [0.0, 1.0]];
    assert!(matches!(
        ConvexHull::new(&lost),
        Err(Error::NotFinite { name: "points", index: 3, .. })
    ));
    let triangle = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
    let triangulation = Delaunay::new(&triangle).unwrap();
    assert!(triangulation.find_simplex(&array![[f64::INFINITY, 0.0]]).is_err());
    assert!(triangulation.find_simplex(&array![[0.0]]).is_err());
    assert!(triangulation.barycentric(1, &array![0.0, 0.0]).is_err());
    // Corners and edges belong to the triangle.
    let found = triangulation
        .find_simplex(&array![[0.0, 0.0], [0.5, 0.5], [0.5, 0.0], [0.6, 0.6]])
        .unwrap();
    assert_eq!(found, [Some(0), Some(0), Some(0), None]);
}

#[test]
fn duplicates_are_told() {
    let once = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.5]];
    let twice = concatenate![Axis(0), once, once];
    let triangulation = Delaunay::new(&twice).unwrap();
    assert_eq!(triangulation.simplices.nrows(), 2);
    assert_eq!(triangulation.duplicates.len(), 4);
    assert_eq!(ConvexHull::new(&twice).unwrap().vertices, [0, 1, 3, 2]);
    let diagram = Voronoi::new(&twice).unwrap();
    assert_eq!(diagram.regions.len(), 4);
    assert!((0..4).all(|i| diagram.point_region[i] == diagram.point_region[i + 4]));
}
