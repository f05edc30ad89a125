//! Nodes and weights of Gauss quadrature against mpmath, and what they are for.

use onkai_special as special;
use onkai_special::{Quadrature, Result};
use onkai_testing::Golden;

/// Relative error allowed, whatever the number of nodes.
const TOLERANCE: f64 = 1e-13;

type Rule = (&'static str, fn(usize) -> Result<Quadrature>);

const RULES: &[Rule] = &[
    ("legendre", special::roots_legendre),
    ("hermite", special::roots_hermite),
    ("hermitenorm", special::roots_hermitenorm),
    ("laguerre", special::roots_laguerre),
    ("genlaguerre_-0.9", |n| special::roots_genlaguerre(n, -0.9)),
    ("genlaguerre_7.5", |n| special::roots_genlaguerre(n, 7.5)),
    ("gegenbauer_-0.4", |n| special::roots_gegenbauer(n, -0.4)),
    ("gegenbauer_2.5", |n| special::roots_gegenbauer(n, 2.5)),
    ("jacobi_-0.5_0.75", |n| special::roots_jacobi(n, -0.5, 0.75)),
    ("jacobi_3.0_-0.97", |n| special::roots_jacobi(n, 3.0, -0.97)),
    ("jacobi_-0.25_-0.75", |n| special::roots_jacobi(n, -0.25, -0.75)),
    ("chebyt", special::roots_chebyt),
    ("chebyu", special::roots_chebyu),
];

#[test]
fn nodes_and_weights_are_accurate() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "special_polynomial");
    let mut broken = Vec::new();
    for (name, rule) in RULES {
        let mut made: Option<(f64, Quadrature)> = None;
        for row in golden.array2::<f64>(&format!("roots_{name}")).rows() {
            let (n, i) = (row[0], row[1] as usize);
            if made.as_ref().is_none_or(|(last, _)| *last != n) {
                made = Some((n, rule(n as usize).unwrap()));
            }
            let (_, Quadrature { nodes, weights }) = made.as_ref().unwrap();
            // A node in the middle is exactly 0, and mpmath's is as small as its rounding.
            let of_node = (nodes[i] - row[2]).abs() / row[2].abs().max(1e-30);
            let of_weight = (weights[i] - row[3]).abs() / row[3].max(f64::MIN_POSITIVE);
            if !(of_node <= TOLERANCE && of_weight <= TOLERANCE) {
                broken.push(format!("{name}, node {i} of {n}: {of_node:e}, {of_weight:e}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn polynomials_are_integrated_exactly() {
    for (n, even_degree) in [(1, 0), (2, 2), (7, 12), (40, 78)] {
        let rule = special::roots_legendre(n).unwrap();
        for degree in [0, even_degree] {
            let value: f64 =
                rule.nodes.iter().zip(&rule.weights).map(|(x, w)| w * x.powi(degree)).sum();
            let exact = 2.0 / f64::from(degree + 1);
            assert!((value / exact - 1.0).abs() < 1e-13, "{n}, {degree}");
        }
    }
}

#[test]
fn thousands_of_nodes_ascend_and_add_up() {
    for (name, rule) in &RULES[..1] {
        let rule = rule(2000).unwrap();
        assert!(rule.nodes.windows(2).into_iter().all(|w| w[0] < w[1]), "{name}");
        assert!((rule.weights.sum() - 2.0).abs() < 1e-13, "{name}");
    }
}
