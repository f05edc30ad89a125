//! Cosine and sine transforms along one axis, against SciPy.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, Dimension, Ix1};
use onkai_core::Scalar;
use onkai_fft::{
    Complex, DctOptions, DctPlan, DctType, DstPlan, Norm, Result, dct, dct_with, dst, dst_with,
    idct, idct_with, idst, idst_with,
};
use onkai_testing::noise;

use crate::sizes::{F32, F64, assert_scipys, open};

const LENGTHS: [usize; 12] = [1, 2, 3, 4, 5, 7, 8, 16, 17, 30, 45, 101];
const NORMS: [&str; 3] = ["backward", "ortho", "forward"];
const KINDS: [DctType; 4] = [DctType::I, DctType::II, DctType::III, DctType::IV];
const NAMES: [&str; 4] = ["dct", "idct", "dst", "idst"];

fn simple(name: &str, x: &ArrayRef1<f64>, kind: DctType, norm: Norm) -> Result<Array<f64, Ix1>> {
    match name {
        "dct" => dct(x, kind, norm),
        "idct" => idct(x, kind, norm),
        "dst" => dst(x, kind, norm),
        _ => idst(x, kind, norm),
    }
}

fn with<T: Scalar, D: Dimension>(
    name: &str,
    x: &ArrayRef<T, D>,
    options: &DctOptions,
) -> Result<Array<T, D>> {
    match name {
        "dct" => dct_with(x, options),
        "idct" => idct_with(x, options),
        "dst" => dst_with(x, options),
        _ => idst_with(x, options),
    }
}

#[test]
fn every_type_norm_and_length_is_scipys() {
    let golden = open("fft_trigonometric");
    for n in LENGTHS {
        let x = noise(n, 1);
        for (number, kind) in (1..).zip(KINDS) {
            for name in NAMES {
                if n == 1 && number == 1 && name.ends_with("ct") {
                    continue;
                }
                for norm in NORMS {
                    let key = format!("{name}{number}_{norm}_{n}");
                    assert_scipys!(simple(name, &x, kind, norm.parse().unwrap()), golden, key, F64);
                }
            }
        }
    }
}

#[test]
fn options_and_scalars_are_scipys() {
    let golden = open("fft_trigonometric");
    let x = noise(90, 4).into_shape_with_order((3, 6, 5)).unwrap();
    let im = noise(90, 5).into_shape_with_order((3, 6, 5)).unwrap();
    let z = ndarray::Zip::from(&x).and(&im).map_collect(|&re, &im| Complex::new(re, im));
    let narrow = x.mapv(|v| v as f32);
    for (number, kind) in (1..).zip(KINDS) {
        let default = DctOptions { kind, ..Default::default() };
        for name in NAMES {
            let key = |rest: &str| format!("{name}{number}_{rest}");
            for n in [4, 6, 9] {
                let axis = Some(Axis(1));
                let options = DctOptions { n: Some(n), axis, norm: Norm::Ortho, ..default.clone() };
                assert_scipys!(with(name, &x, &options), golden, key(&format!("axis_{n}")), F64);
            }
            let first = DctOptions { axis: Some(Axis(0)), ..default.clone() };
            assert_scipys!(with(name, &z, &first), golden, key("complex"), F64);
            assert_scipys!(with(name, &narrow, &default), golden, key("narrow"), F32);
            let weights = [("ortho_False", false), ("backward_True", true), ("forward_True", true)];
            for (rest, orthogonalize) in weights {
                let norm = rest.split('_').next().unwrap().parse().unwrap();
                let orthogonalize = Some(orthogonalize);
                let options = DctOptions { norm, orthogonalize, ..default.clone() };
                assert_scipys!(with(name, &x, &options), golden, key(rest), F64);
            }
        }
    }
}

#[test]
fn plans_do_what_the_functions_do() {
    for n in [2, 7, 16] {
        let x = noise(n, 1);
        for kind in KINDS {
            let plan = DctPlan::new(n, kind, Norm::Ortho).unwrap();
            let mut y = x.to_vec();
            plan.run_into(&mut y, &mut plan.make_scratch());
            assert_eq!(y, dct(&x, kind, Norm::Ortho).unwrap().to_vec());
            let plan = DstPlan::new(n, kind, Norm::Forward).unwrap();
            let mut y = x.to_vec();
            plan.run_into(&mut y, &mut plan.make_scratch());
            assert_eq!(y, dst(&x, kind, Norm::Forward).unwrap().to_vec());
        }
    }
}
