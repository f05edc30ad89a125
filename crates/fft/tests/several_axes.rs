//! Transforms over several axes, against SciPy.

use ndarray::{Array3, Axis, ShapeBuilder};
use onkai_fft::{
    Complex, DctType, DctnOptions, FftOptions, FftnOptions, Norm, dctn, dctn_with, dstn, dstn_with,
    fft_with, fft2, fftn, fftn_with, hfft2, hfftn, hfftn_with, idctn, idctn_with, idstn,
    idstn_with, ifft2, ifftn, ifftn_with, ihfft2, ihfftn, ihfftn_with, irfft2, irfftn, irfftn_with,
    rfft2, rfftn, rfftn_with,
};
use onkai_testing::noise;

use crate::sizes::{F32, F64, assert_scipys, complex, narrow_complex, open, real};

const SHAPE: (usize, usize, usize) = (4, 3, 5);
const NORMS: [&str; 3] = ["backward", "ortho", "forward"];

fn axes(indices: &[usize]) -> Vec<Axis> {
    indices.iter().map(|&i| Axis(i)).collect()
}

#[test]
fn shapes_axes_and_norms_are_scipys() {
    let golden = open("fft_several_axes");
    let (x, z) = (real(SHAPE), complex(SHAPE));
    let cases = [
        ("all", None, None),
        ("first_two", None, Some(axes(&[0, 1]))),
        ("turned", None, Some(axes(&[2, 0]))),
        ("one", None, Some(axes(&[1]))),
        ("cut_and_padded", Some(vec![3, 6]), Some(axes(&[1, 2]))),
        ("shape_only", Some(vec![5, 4]), None),
        ("turned_shape", Some(vec![6, 2, 7]), Some(axes(&[2, 1, 0]))),
    ];
    for (name, shape, axes) in cases {
        for norm in NORMS {
            let (shape, axes) = (shape.clone(), axes.clone());
            let options = FftnOptions { shape, axes, norm: norm.parse().unwrap() };
            let key = |transform: &str| format!("{transform}_{name}_{norm}");
            assert_scipys!(fftn_with(&z, &options), golden, key("fftn"), F64);
            assert_scipys!(ifftn_with(&z, &options), golden, key("ifftn"), F64);
            assert_scipys!(rfftn_with(&x, &options), golden, key("rfftn"), F64);
            assert_scipys!(irfftn_with(&z, &options), golden, key("irfftn"), F64);
            assert_scipys!(hfftn_with(&z, &options), golden, key("hfftn"), F64);
            assert_scipys!(ihfftn_with(&x, &options), golden, key("ihfftn"), F64);
        }
    }
}

#[test]
fn the_simple_forms_are_scipys_defaults() {
    let golden = open("fft_several_axes");
    let (x, z) = (real(SHAPE), complex(SHAPE));
    assert_scipys!(fftn(&x), golden, "fftn_real", F64);
    assert_scipys!(fftn(&z), golden, "fftn_all_backward", F64);
    assert_scipys!(ifftn(&z), golden, "ifftn_all_backward", F64);
    assert_scipys!(rfftn(&x), golden, "rfftn_all_backward", F64);
    assert_scipys!(irfftn(&z, 8), golden, "irfftn_all_backward", F64);
    assert_scipys!(hfftn(&z, 8), golden, "hfftn_all_backward", F64);
    assert_scipys!(ihfftn(&x), golden, "ihfftn_all_backward", F64);
    assert_scipys!(fft2(&z), golden, "fft2", F64);
    assert_scipys!(ifft2(&z), golden, "ifft2", F64);
    assert_scipys!(rfft2(&x), golden, "rfft2", F64);
    assert_scipys!(irfft2(&z, 8), golden, "irfft2", F64);
    assert_scipys!(irfft2(&z, 9), golden, "irfft2_odd", F64);
    assert_scipys!(hfft2(&z, 8), golden, "hfft2", F64);
    assert_scipys!(ihfft2(&x), golden, "ihfft2", F64);
    let narrow = narrow_complex(&z);
    assert_scipys!(fftn(&narrow), golden, "narrow_fftn", F32);
    assert_scipys!(irfftn(&narrow, 8), golden, "narrow_irfftn", F32);
}

#[test]
fn blocks_of_lanes_are_scipys() {
    let golden = open("fft_several_axes");
    let wide = noise(6 * 37 * 19, 3).into_shape_with_order((6, 37, 19)).unwrap();
    let mut mirrored = Array3::zeros((6, 37, 19).f());
    mirrored.assign(&wide);
    let options = FftOptions { axis: Some(Axis(1)), ..Default::default() };
    for given in [wide, mirrored] {
        assert_scipys!(fftn(&given.mapv(|v| Complex::new(v, 1.0))), golden, "wide_fftn", F64);
        assert_scipys!(fft_with(&given, &options), golden, "wide_fft_1", F64);
    }
}

#[test]
fn cosine_and_sine_transforms_are_scipys() {
    let golden = open("fft_several_axes");
    let (x, z) = (real(SHAPE), complex(SHAPE));
    let kinds = [DctType::I, DctType::II, DctType::III, DctType::IV];
    for (number, kind) in (1..).zip(kinds) {
        for name in NORMS {
            let norm: Norm = name.parse().unwrap();
            let key = |transform: &str| format!("{transform}{number}_{name}");
            assert_scipys!(dctn(&x, kind, norm), golden, key("dctn"), F64);
            assert_scipys!(idctn(&x, kind, norm), golden, key("idctn"), F64);
            assert_scipys!(dstn(&x, kind, norm), golden, key("dstn"), F64);
            assert_scipys!(idstn(&x, kind, norm), golden, key("idstn"), F64);
        }
    }
    let options =
        DctnOptions { shape: Some(vec![2, 7]), axes: Some(axes(&[1, 2])), ..Default::default() };
    assert_scipys!(dctn_with(&x, &options), golden, "dctn_cut_and_padded", F64);
    assert_scipys!(idctn_with(&x, &options), golden, "idctn_cut_and_padded", F64);
    assert_scipys!(dstn_with(&x, &options), golden, "dstn_cut_and_padded", F64);
    assert_scipys!(idstn_with(&x, &options), golden, "idstn_cut_and_padded", F64);
    let four = DctType::IV;
    assert_scipys!(dctn(&z, four, Norm::Backward), golden, "dctn_complex", F64);
    assert_scipys!(idctn(&z, four, Norm::Backward), golden, "idctn_complex", F64);
    assert_scipys!(dstn(&z, four, Norm::Backward), golden, "dstn_complex", F64);
    assert_scipys!(idstn(&z, four, Norm::Backward), golden, "idstn_complex", F64);
}
