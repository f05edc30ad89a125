//! Linear programs against SciPy 1.17.1 (`HiGHS`) and by their conditions.

use ndarray::{Array1, Array2, array};
use onkai_optimize::{
    Bounds, Integrality, LinearProgram, LinprogOptions, LinprogResult, LinprogStatus, Pricing,
    linprog,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

const INF: f64 = f64::INFINITY;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "linear")
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap()
}

fn solved(program: &LinearProgram) -> LinprogResult {
    linprog(program, &LinprogOptions::default()).unwrap()
}

/// What `xtask/golden/optimize_linear.py` makes.
fn random(kind: &str, (m_ub, m_eq, n): (usize, usize, usize), seed: u32) -> LinearProgram {
    let (mut a_ub, mut a_eq) = (matrix(m_ub, n, seed), matrix(m_eq, n, seed + 1));
    let mut c = noise(n, seed + 2);
    let mut inside = noise(n, seed + 3).mapv(|v| 0.5 * (v + 1.0));
    let mut bounds = Bounds::uniform(n, 0.0, INF).unwrap();
    let mut slack = noise(m_ub, seed + 5).mapv(|v| 0.3 * (v + 1.0));
    match kind {
        "boxed" => bounds.upper.fill(1.5),
        "mixed" => {
            for (j, pick) in noise(n, seed + 4).into_iter().enumerate() {
                let limits = match pick {
                    pick if pick < -0.5 => (-INF, 2.0),
                    pick if pick < -0.2 => (-INF, INF),
                    pick if pick > 0.8 => (inside[j], inside[j]),
                    _ => continue,
                };
                (bounds.lower[j], bounds.upper[j]) = limits;
            }
        }
        "coarse" => {
            a_ub.mapv_inplace(|v| (2.0 * v).round());
            a_eq.mapv_inplace(|v| (2.0 * v).round());
            c.mapv_inplace(|v| (3.0 * v).round());
            inside.mapv_inplace(|v| (2.0 * v).round());
            slack.mapv_inplace(f64::round);
        }
        _ => {}
    }
    let (b_ub, b_eq) = (a_ub.dot(&inside) + slack, a_eq.dot(&inside));
    LinearProgram::new(c).less_or_equal(a_ub, b_ub).equal(a_eq, b_eq).bounds(bounds)
}

/// A point is optimal if it and the prices are feasible and both say the same cost.
fn check_optimal(program: &LinearProgram, result: &LinprogResult) {
    assert_eq!(result.status, LinprogStatus::Optimal);
    let marginals = result.marginals.as_ref().unwrap();
    let near = |size: f64| 1e-8 * (1.0 + size.abs());
    assert!(result.slack.iter().all(|&s| s > -1e-8), "{}", result.slack);
    assert!(result.con.iter().all(|c| c.abs() < 1e-8), "{}", result.con);
    assert!((result.fun - program.c.dot(&result.x)).abs() <= near(result.fun));
    let mut cost = 0.0;
    for (&y, &b) in marginals.ineqlin.iter().zip(&program.b_ub) {
        assert!(y <= 0.0);
        cost += if y == 0.0 { 0.0 } else { y * b };
    }
    cost += marginals.eqlin.dot(&program.b_eq);
    let prices = program.a_ub.t().dot(&marginals.ineqlin) + program.a_eq.t().dot(&marginals.eqlin);
    for j in 0..program.c.len() {
        let (lower, upper) = (program.bounds.lower[j], program.bounds.upper[j]);
        assert!(lower - 1e-8 <= result.x[j] && result.x[j] <= upper + 1e-8);
        assert!(marginals.lower[j] >= 0.0 && marginals.upper[j] <= 0.0);
        let slope = program.c[j] - prices[j];
        assert!(
            (slope - marginals.lower[j] - marginals.upper[j]).abs() < near(program.c[j]),
            "{slope}"
        );
        cost += if marginals.lower[j] == 0.0 { 0.0 } else { marginals.lower[j] * lower };
        cost += if marginals.upper[j] == 0.0 { 0.0 } else { marginals.upper[j] * upper };
    }
    assert!((cost - result.fun).abs() < near(cost), "{cost} for {}", result.fun);
}

const SIZES: [(usize, usize, usize); 6] =
    [(3, 0, 4), (6, 2, 8), (0, 4, 9), (15, 5, 20), (30, 10, 40), (60, 15, 60)];

#[test]
fn random_programs_as_highs() {
    let golden = golden();
    let kinds = ["plain", "boxed", "mixed", "coarse"];
    let cases = kinds.into_iter().flat_map(|kind| SIZES.map(|size| (kind, size)));
    for (k, (kind, size)) in cases.enumerate() {
        let program = random(kind, size, 1000 + 10 * u32::try_from(k).unwrap());
        for pricing in [Pricing::Devex, Pricing::Dantzig, Pricing::Bland] {
            let options = LinprogOptions { pricing, ..Default::default() };
            let result = linprog(&program, &options).unwrap();
            if golden.array1::<f64>(&format!("lp_{k}_status"))[0] != 0.0 {
                assert_eq!(result.status, LinprogStatus::Unbounded, "{kind} {size:?} {pricing:?}");
                continue;
            }
            check_optimal(&program, &result);
            let fun = golden.array1::<f64>(&format!("lp_{k}_fun"))[0];
            assert!(
                (result.fun - fun).abs() < 1e-9 * (1.0 + fun.abs()),
                "{} for {fun}",
                result.fun
            );
            if kind == "boxed" || kind == "mixed" {
                let marginals = result.marginals.unwrap();
                let parts = [marginals.ineqlin, marginals.eqlin, marginals.lower, marginals.upper];
                let all: Array1<f64> = parts.iter().flatten().copied().collect();
                let expected = golden.array1::<f64>(&format!("lp_{k}_marginals"));
                assert_close!(result.x, golden.array1::<f64>(&format!("lp_{k}_x")), 1e-8, 1e-8);
                assert_close!(all, expected, 1e-8, 1e-8, "{kind} {size:?}");
            }
        }
    }
}

#[test]
fn whole_numbers_as_highs() {
    use Integrality::{Continuous, Integer, SemiContinuous, SemiInteger};
    let golden = golden();
    for (k, (m, n)) in [(1, 6), (2, 8), (4, 10), (6, 12)].into_iter().enumerate() {
        let seed = u32::try_from(k).unwrap();
        let a = matrix(m, n, 3000 + seed).mapv(f64::abs);
        let c = -noise(n, 3100 + seed).mapv(f64::abs);
        let b = Array1::from_elem(m, 0.3 * n as f64);
        let mixed = (0..n).map(|j| if j % 2 == 1 { Integer } else { Continuous }).collect();
        let kinds = [mixed, vec![Integer; n], vec![SemiContinuous; n], vec![SemiInteger; n]];
        for (kind, integrality) in kinds.into_iter().enumerate() {
            let low = if kind >= 2 { 0.5 } else { 0.0 };
            let program = LinearProgram::new(c.clone())
                .less_or_equal(a.clone(), b.clone())
                .bounds(Bounds::uniform(n, low, 3.0).unwrap())
                .integrality(integrality.clone());
            let options = LinprogOptions { mip_rel_gap: 0.0, ..Default::default() };
            let result = linprog(&program, &options).unwrap();
            let expected = golden.array1::<f64>(&format!("mip_{k}_{kind}"));
            assert!(result.success() && expected[0] == 0.0);
            assert!((result.fun - expected[1]).abs() < 1e-6, "{} for {}", result.fun, expected[1]);
            assert!(result.slack.iter().all(|&s| s > -1e-8));
            for (&x, kind) in result.x.iter().zip(integrality) {
                let is_whole = x == x.round();
                assert!(is_whole || !matches!(kind, Integer | SemiInteger), "{x}");
                assert!(x == 0.0 || (low - 1e-8..=3.0 + 1e-8).contains(&x), "{x}");
            }
            let mip = result.mip.unwrap();
            assert!(mip.gap <= 1e-8 && (mip.dual_bound - result.fun).abs() < 1e-6, "{mip:?}");
        }
    }
}

#[test]
fn programs_on_which_simplex_methods_go_in_circles() {
    // Beale 1955; the optimum is -1/20.
    let beale = LinearProgram::new(array![-0.75, 150.0, -0.02, 6.0]).less_or_equal(
        array![[0.25, -60.0, -0.04, 9.0], [0.5, -90.0, -0.02, 3.0], [0.0, 0.0, 1.0, 0.0]],
        array![0.0, 0.0, 1.0],
    );
    // Chvátal 1983, page 31; the optimum is -1.
    let chvatal = LinearProgram::new(array![-10.0, 57.0, 9.0, 24.0]).less_or_equal(
        array![[0.5, -5.5, -2.5, 9.0], [0.5, -1.5, -0.5, 1.0], [1.0, 0.0, 0.0, 0.0]],
        array![0.0, 0.0, 1.0],
    );
    for (program, fun) in [(beale, -0.05), (chvatal, -1.0)] {
        for pricing in [Pricing::Devex, Pricing::Dantzig, Pricing::Bland] {
            let options = LinprogOptions { pricing, ..Default::default() };
            let result = linprog(&program, &options).unwrap();
            check_optimal(&program, &result);
            assert!((result.fun - fun).abs() < 1e-12, "{}", result.fun);
        }
    }
}

#[test]
fn klee_and_minty_s_cube() {
    for n in [3_usize, 6, 9] {
        let power = |base: f64, e: usize| base.powi(i32::try_from(e).unwrap());
        let c = (0..n).map(|j| -power(2.0, n - 1 - j)).collect();
        let a = Array2::from_shape_fn((n, n), |(i, j)| match j {
            j if j < i => power(2.0, i - j + 1),
            j if j == i => 1.0,
            _ => 0.0,
        });
        let b: Array1<f64> = (0..n).map(|i| power(5.0, i + 1)).collect();
        let program = LinearProgram::new(c).less_or_equal(a, b);
        let result = solved(&program);
        check_optimal(&program, &result);
        assert!((result.fun / -power(5.0, n) - 1.0).abs() < 1e-12);
        assert!(result.nit < 1 << n, "{} steps for {n} variables", result.nit);
    }
}

#[test]
fn a_transport_with_a_redundant_equality() {
    // Balanced supplies and demands: any one of the equalities follows from the others.
    let (supply, demand) = (array![20.0, 30.0, 25.0], array![10.0, 28.0, 27.0, 10.0]);
    let cost = array![[4.0, 5.0, 6.0, 8.0], [4.0, 7.0, 9.0, 3.0], [5.0, 8.0, 7.0, 6.0]];
    let a = Array2::from_shape_fn((7, 12), |(i, j)| {
        f64::from(u8::from(if i < 3 { j / 4 == i } else { j % 4 == i - 3 }))
    });
    let b = supply.iter().chain(&demand).copied().collect();
    let program = LinearProgram::new(cost.flatten().to_owned()).equal(a, b);
    let result = solved(&program);
    check_optimal(&program, &result);
    assert!(result.x.iter().all(|x| (x - x.round()).abs() < 1e-10), "{}", result.x);
}

#[test]
fn an_assignment_is_a_program() {
    let cost = matrix(8, 8, 5);
    let a = Array2::from_shape_fn((16, 64), |(i, j)| {
        f64::from(u8::from(if i < 8 { j / 8 == i } else { j % 8 == i - 8 }))
    });
    let program = LinearProgram::new(cost.flatten().to_owned()).equal(a, Array1::ones(16));
    let result = solved(&program);
    check_optimal(&program, &result);
    let best =
        onkai_optimize::linear_sum_assignment(&cost, onkai_optimize::Goal::default()).unwrap();
    assert!((result.fun - best.total(&cost)).abs() < 1e-12);
}

#[test]
fn what_has_no_solution() {
    let infeasible = LinearProgram::new(array![1.0, 1.0])
        .less_or_equal(array![[1.0, 1.0], [-1.0, -1.0]], array![1.0, -2.0]);
    assert_eq!(solved(&infeasible).status, LinprogStatus::Infeasible);
    let contradicting = LinearProgram::new(array![0.0, 0.0])
        .equal(array![[1.0, 1.0], [2.0, 2.0]], array![1.0, 3.0]);
    assert_eq!(solved(&contradicting).status, LinprogStatus::Infeasible);
    let empty_row = LinearProgram::new(array![1.0]).equal(array![[0.0]], array![1.0]);
    assert_eq!(solved(&empty_row).status, LinprogStatus::Infeasible);
    let unbounded =
        LinearProgram::new(array![-1.0, 0.0]).less_or_equal(array![[-1.0, 1.0]], array![1.0]);
    let result = solved(&unbounded);
    assert_eq!(result.status, LinprogStatus::Unbounded);
    assert!(!result.success() && result.message().contains("unbounded"));
    let integers = LinearProgram::new(array![1.0])
        .bounds(Bounds::uniform(1, 0.4, 0.6).unwrap())
        .integrality(vec![Integrality::Integer]);
    assert_eq!(solved(&integers).status, LinprogStatus::Infeasible);
}

#[test]
fn limits_of_steps_and_nodes_are_told() {
    let program = random("boxed", (30, 10, 40), 7);
    let options = LinprogOptions { maxiter: Some(3), ..Default::default() };
    let result = linprog(&program, &options).unwrap();
    assert_eq!((result.status, result.nit), (LinprogStatus::IterationLimit, 3));
    let program = LinearProgram::new(-Array1::ones(4))
        .less_or_equal(matrix(2, 4, 9).mapv(f64::abs), array![1.1, 1.3])
        .integrality(vec![Integrality::Integer; 4]);
    let options = LinprogOptions { max_nodes: Some(1), ..Default::default() };
    assert_eq!(linprog(&program, &options).unwrap().status, LinprogStatus::IterationLimit);
}

#[test]
fn without_rows_bounds_alone_decide() {
    let bounds = Bounds::new(array![-1.0, -INF, 2.0], array![5.0, 3.0, 2.0]).unwrap();
    let program = LinearProgram::new(array![1.0, -1.0, 7.0]).bounds(bounds);
    let result = solved(&program);
    assert_eq!(result.x, array![-1.0, 3.0, 2.0]);
    check_optimal(&program, &result);
    assert_eq!(solved(&LinearProgram::new(array![-1.0])).status, LinprogStatus::Unbounded);
    let open = LinearProgram::new(array![1.0]).less_or_equal(array![[1.0]], array![INF]);
    check_optimal(&open, &solved(&open));
}

#[test]
fn badly_scaled_rows_and_columns() {
    let mut program = random("boxed", (6, 2, 8), 11);
    // Noise of a far seed: neighbouring seeds give a cost that depends on the rows.
    program.c = noise(8, 987_654_321);
    let expected = solved(&program);
    let rows = Array1::from_shape_fn(6, |i| 10.0_f64.powi(3 * i32::try_from(i).unwrap() - 8));
    let scaled = LinearProgram {
        a_ub: &program.a_ub * &rows.clone().insert_axis(ndarray::Axis(1)),
        b_ub: &program.b_ub * &rows,
        ..program.clone()
    };
    check_optimal(&program, &expected);
    let result = solved(&scaled);
    assert!(result.success());
    assert!((result.fun - expected.fun).abs() < 1e-9);
    assert_close!(result.x, expected.x, 1e-9, 1e-9);
    let marginals = result.marginals.unwrap().ineqlin * &rows;
    assert_close!(marginals, expected.marginals.unwrap().ineqlin, 1e-9, 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn primal_and_dual_agree(m_ub in 0_usize..15, m_eq in 0_usize..6, n in 6_usize..25, seed in 0_u32..1_000_000, coarse: bool) {
        let kind = if coarse { "coarse" } else { "boxed" };
        let program = random(kind, (m_ub, m_eq, n), seed);
        let result = solved(&program);
        match result.status {
            LinprogStatus::Unbounded => prop_assert!(coarse),
            _ => check_optimal(&program, &result),
        }
    }
}
