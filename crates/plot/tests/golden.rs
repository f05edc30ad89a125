//! Against matplotlib 3.11.

use ndarray::{Array1, Array2};
use onkai_plot::ColorMap;
use onkai_testing::Golden;

#[test]
fn color_maps_are_matplotlibs() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "plot");
    let positions: Array1<f64> = golden.array1("positions");
    for name in ["magma", "viridis", "coolwarm", "gray", "gray_r"] {
        let map: ColorMap = name.parse().unwrap();
        let expected: Array2<u8> = golden.array2(&format!("map_{name}"));
        for (&position, expected) in positions.iter().zip(expected.rows()) {
            let color = map.color(position);
            let actual = [color.red, color.green, color.blue];
            assert_eq!(actual.as_slice(), expected.as_slice().unwrap(), "{name} at {position}");
        }
    }
}
