//! Matrices with a name, against SciPy.

use ndarray::{Array2, aview2};
use num_complex::Complex;
use onkai_linalg::{
    ConvolutionMode, DftScale, PascalKind, block_diag, circulant, companion, convolution_matrix,
    dft, fiedler, fiedler_companion, hadamard, hankel, helmert, hilbert, invhilbert, invpascal,
    khatri_rao, kron, leslie, pascal, toeplitz, vander,
};

use crate::sample::{Sample, assert_near, for_all_types, matrix, open, read_real, vector};

fn check_generic<T: Sample>() {
    let golden = open("matrices");
    let check = |a: Array2<T>, key: &str| {
        assert_near(&a, &T::read(&golden, key), 8.0 * T::EPS, key);
    };
    let (c, r) = (vector::<T>(5, 1), vector::<T>(3, 2));
    check(toeplitz(&c, None), "toeplitz");
    check(toeplitz(&c, Some(&r)), "toeplitz_row");
    check(hankel(&c, None), "hankel");
    check(hankel(&c, Some(&r)), "hankel_row");
    check(hankel(&r, Some(&c)), "hankel_wide");
    check(circulant(&c), "circulant");
    check(companion(&c).unwrap(), "companion");
    for n in 2..=6 {
        let key = format!("fiedler_companion_{n}");
        check(fiedler_companion(&vector(n, 3)).unwrap(), &key);
    }
    check(leslie(&c, &vector(4, 4)).unwrap(), "leslie");
    for mode in ["full", "same", "valid"] {
        let parsed: ConvolutionMode = mode.parse().unwrap();
        let key = format!("convolution_{mode}_long");
        check(convolution_matrix(&c, 3, parsed).unwrap(), &key);
        let key = format!("convolution_{mode}_short");
        check(convolution_matrix(&r, 6, parsed).unwrap(), &key);
    }
    check(vander(&c, None, false), "vander");
    check(vander(&c, Some(7), true), "vander_increasing");
    let (a, b) = (matrix::<T>(3, 2, 5), matrix::<T>(2, 5, 6));
    check(kron(&a, &b), "kron");
    check(khatri_rao(&a, &matrix(4, 2, 7)).unwrap(), "khatri_rao");
    let corner = matrix::<T>(1, 1, 8);
    let blocks = [a.view(), b.view(), aview2(&[[]]), corner.view()];
    check(block_diag(&blocks), "block_diag");
    let distances = fiedler(&c).mapv(T::from_real);
    let expected = read_real(&golden, &format!("fiedler.{}", T::NAME));
    assert_near(&distances, &expected, 4.0 * T::EPS, "fiedler");
}

#[test]
fn matrices_made_of_vectors() {
    for_all_types!(check_generic);
}

#[test]
fn matrices_made_of_an_order() {
    let golden = open("matrices");
    for n in [1, 2, 7, 20] {
        let exact = |a: Array2<f64>, key: &str| {
            assert_eq!(a, golden.array2::<f64>(&format!("{key}_{n}")), "{key} of order {n}");
        };
        exact(hilbert(n), "hilbert");
        exact(invhilbert(n), "invhilbert");
        for kind in ["symmetric", "lower", "upper"] {
            let parsed: PascalKind = kind.parse().unwrap();
            exact(pascal(n, parsed), &format!("pascal_{kind}"));
            exact(invpascal(n, parsed), &format!("invpascal_{kind}"));
        }
        for (full, key) in [(true, "helmert"), (false, "helmert_part")] {
            let expected = read_real(&golden, &format!("{key}_{n}"));
            assert_near(&helmert::<f64>(n, full).unwrap(), &expected, 1e-15, key);
        }
        for scale in ["none", "sqrtn", "n"] {
            let parsed: DftScale = scale.parse().unwrap();
            let expected = golden.array::<Complex<f64>>(&format!("dft_{scale}_{n}"));
            // SciPy's roots are powers of the first one, and off by some n ε.
            assert_near(&dft::<f64>(n, parsed), &expected, 1e-13, "dft");
        }
    }
    for n in [1, 2, 16] {
        assert_eq!(hadamard::<f64>(n).unwrap(), golden.array2::<f64>(&format!("hadamard_{n}")));
    }
    let expected = golden.array2::<f64>("invhilbert_40");
    assert!((invhilbert::<f64>(40) / expected - 1.0).iter().all(|d: &f64| d.abs() < 3e-15));
}
