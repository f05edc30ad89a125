//! Arithmetic of quaternions `[x, y, z, w]`.

use onkai_core::Real;

/// Hamilton's product.
pub(super) fn product<F: Real>([a, b, c, d]: [F; 4], [e, f, g, h]: [F; 4]) -> [F; 4] {
    [
        d * e + h * a + b * g - c * f,
        d * f + h * b + c * e - a * g,
        d * g + h * c + a * f - b * e,
        d * h - a * e - b * f - c * g,
    ]
}

pub(super) fn conjugate<F: Real>([x, y, z, w]: [F; 4]) -> [F; 4] {
    [-x, -y, -z, w]
}

/// The length, computed so that it neither overflows nor vanishes.
pub(super) fn length<F: Real, const N: usize>(v: [F; N]) -> F {
    let largest =
        v.iter().fold(F::zero(), |max, x| if max < x.modulus() { x.modulus() } else { max });
    if largest == F::zero() || !largest.is_finite() {
        return largest;
    }
    largest * v.iter().map(|&x| (x / largest) * (x / largest)).sum::<F>().sqrt()
}

/// The quaternion over its length, which is not zero.
pub(super) fn unit<F: Real>(q: [F; 4]) -> [F; 4] {
    let length = length(q);
    q.map(|x| x / length)
}

pub(super) fn dot<F: Real>(a: [F; 3], b: [F; 3]) -> F {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub(super) fn cross<F: Real>(a: [F; 3], b: [F; 3]) -> [F; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
