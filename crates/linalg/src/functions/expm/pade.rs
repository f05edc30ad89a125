//! Scaling, Padé approximation and squaring.

use num_traits::Float;
use onkai_core::Real;

use super::square::Square;
use crate::scalar::LinalgScalar;

/// A diagonal Padé approximant of the exponential: its degree and up to where it is good.
struct Approximant {
    degree: usize,
    /// Largest `‖Aᵖ‖^(1/p)` for which the backward error stays below the unit roundoff.
    theta: f64,
}

/// For double precision: Al-Mohy & Higham (2009), table 3.1; at degree 13 the smaller bound of their
/// section 3, which spares the denominator from ill-conditioning.
const DOUBLE: [Approximant; 5] = [
    Approximant { degree: 3, theta: 1.495585217958292e-2 },
    Approximant { degree: 5, theta: 2.539398330063230e-1 },
    Approximant { degree: 7, theta: 9.504178996162932e-1 },
    Approximant { degree: 9, theta: 2.097847961257068 },
    Approximant { degree: 13, theta: 4.25 },
];

/// For single precision: N. J. Higham, "The scaling and squaring method for the matrix exponential
/// revisited", SIAM J. Matrix Anal. Appl. 26 (2005), section 3, doi:10.1137/04061101X.
const SINGLE: [Approximant; 3] = [
    Approximant { degree: 3, theta: 4.258730016922831e-1 },
    Approximant { degree: 5, theta: 1.880152677804762 },
    Approximant { degree: 7, theta: 3.925724783138660 },
];

/// Even powers of a matrix, computed as they are needed.
struct Powers<M> {
    a: M,
    a2: M,
    a4: Option<M>,
    a6: Option<M>,
}

/// The scaling and the degree that [`choose`] found.
pub(super) struct Choice {
    degree: usize,
    pub(super) n_squarings: i32,
}

/// `e^A`.
pub(super) fn pade_exponential<T: LinalgScalar, M: Square<T>>(a: M) -> M {
    let (mut value, choice) = scaled_exponential(a);
    for _ in 0..choice.n_squarings {
        // What has overflowed stays so, however often it is squared.
        if !value.norm().is_finite() {
            break;
        }
        value = value.product(&value);
    }
    value
}

/// `e^(A / 2ˢ)` and `s`.
pub(super) fn scaled_exponential<T: LinalgScalar, M: Square<T>>(a: M) -> (M, Choice) {
    // The tenth power must not overflow; of so large a matrix hardly anything but zeros or infinities
    // will come.
    let largest = if is_single::<T>() { 12 } else { 100 };
    let excess = (a.norm().as_f64().log2().ceil() as i32 - largest).max(0);
    let a = if excess == 0 { a } else { a.scaled(T::Real::of(0.5).powi(excess)) };
    let a2 = a.product(&a);
    let mut powers = Powers { a, a2, a4: None, a6: None };
    let mut choice = choose::<T, M>(&mut powers);
    if 0 < choice.n_squarings {
        let half = T::Real::of(0.5).powi(choice.n_squarings);
        let quarter = half * half;
        powers.a = powers.a.scaled(half);
        powers.a2 = powers.a2.scaled(quarter);
        powers.a4 = powers.a4.map(|m| m.scaled(quarter * quarter));
        powers.a6 = powers.a6.map(|m| m.scaled(quarter * quarter * quarter));
    }
    let value = approximant::<T, M>(&powers, choice.degree);
    choice.n_squarings += excess;
    (value, choice)
}

fn is_single<T: LinalgScalar>() -> bool {
    f64::from(f32::EPSILON) <= T::Real::epsilon().as_f64()
}

/// Finds the cheapest approximant that is good enough, and the scaling for the last.
fn choose<T: LinalgScalar, M: Square<T>>(powers: &mut Powers<M>) -> Choice {
    let table = if is_single::<T>() { &SINGLE[..] } else { &DOUBLE[..] };
    let norm = powers.a.norm().as_f64();
    let fits = |i: usize, growth: f64, powers: &Powers<M>| {
        growth <= table[i].theta
            && extra_squarings::<T, M>(&powers.a, norm, table[i].degree, 0) == 0
    };
    let done = |i: usize| Choice { degree: table[i].degree, n_squarings: 0 };
    let d2 = powers.a2.norm().as_f64().sqrt();
    if fits(0, d2, powers) {
        return done(0);
    }
    let a4 = powers.a4.insert(powers.a2.product(&powers.a2));
    let d4 = a4.norm().as_f64().powf(0.25);
    // ‖A⁶‖ ≤ ‖A⁴‖ ‖A²‖, and likewise below: bounds that cost nothing.
    if fits(1, d4.max((d4.powi(4) * d2 * d2).powf(1.0 / 6.0)), powers) {
        return done(1);
    }
    let (a2, a4) = (&powers.a2, powers.a4.as_ref().expect("inserted above"));
    let a6 = powers.a6.insert(a2.product(a4));
    let d6 = a6.norm().as_f64().powf(1.0 / 6.0);
    let mut growth = d6.max(d4);
    for i in 2..table.len() - 1 {
        if fits(i, growth, powers) {
            return done(i);
        }
    }
    let last = table.len() - 1;
    if table[last].theta < growth {
        let (a4, a6) = (powers.a4.as_ref(), powers.a6.as_ref());
        let (a4, a6) = (a4.expect("inserted above"), a6.expect("inserted above"));
        let d8 = a4.norm_of_product(a4).as_f64().powf(0.125);
        growth = d6.max(d8);
        // The degree 13 has room for the growth of the powers 8 and 10 instead.
        if table[last].degree == 13 {
            growth = growth.min(d8.max(a4.norm_of_product(a6).as_f64().powf(0.1)));
        }
    }
    let s = (growth / table[last].theta).log2().ceil().max(0.0) as i32;
    let more = extra_squarings::<T, M>(&powers.a, norm, table[last].degree, s);
    Choice { degree: table[last].degree, n_squarings: s + more }
}

/// By how much `A / 2ˢ` must be scaled further lest rounding in the approximant of degree `m` spoils it:
/// the function ℓ of Al-Mohy & Higham.
fn extra_squarings<T: LinalgScalar, M: Square<T>>(a: &M, norm: f64, m: usize, s: i32) -> i32 {
    // 1 / |c| for the first coefficient of the backward error: C(2m, m) (2m + 1)!.
    let recip: f64 = match m {
        3 => 100800.0,
        5 => 10059033600.0,
        7 => 4487938430976000.0,
        9 => 5914384781877411840000.0,
        _ => 113250775606021113483283660800000000.0,
    };
    let unit_roundoff = T::Real::epsilon().as_f64() / 2.0;
    let scaled_norm = norm * 0.5_f64.powi(s);
    let p = 2.0 * m as f64;
    if scaled_norm.powf(p) <= unit_roundoff * recip {
        return 0;
    }
    // Of the matrix divided by its norm, whose powers do not overflow.
    let unit = a.clone().scaled(T::Real::of(norm.recip()));
    let power = unit.norm_of_absolute_power(2 * m + 1).as_f64();
    let excess = (power / (recip * unit_roundoff)).log2() / p + scaled_norm.log2();
    excess.ceil().max(0.0) as i32
}

/// The numerator's coefficients of the approximant, of rising powers.
fn coefficients(degree: usize) -> &'static [f64] {
    match degree {
        3 => &[120.0, 60.0, 12.0, 1.0],
        5 => &[30240.0, 15120.0, 3360.0, 420.0, 30.0, 1.0],
        7 => &[17297280.0, 8648640.0, 1995840.0, 277200.0, 25200.0, 1512.0, 56.0, 1.0],
        9 => &[
            17643225600.0,
            8821612800.0,
            2075673600.0,
            302702400.0,
            30270240.0,
            2162160.0,
            110880.0,
            3960.0,
            90.0,
            1.0,
        ],
        _ => &[
            64764752532480000.0,
            32382376266240000.0,
            7771770303897600.0,
            1187353796428800.0,
            129060195264000.0,
            10559470521600.0,
            670442572800.0,
            33522128640.0,
            1323241920.0,
            40840800.0,
            960960.0,
            16380.0,
            182.0,
            1.0,
        ],
    }
}

/// `(V - U)⁻¹ (V + U)` with the odd part `U` and the even part `V` of the numerator.
fn approximant<T: LinalgScalar, M: Square<T>>(powers: &Powers<M>, degree: usize) -> M {
    let b = coefficients(degree);
    let (odd, v) = if degree == 13 {
        let odd = halves_of_13::<T, M>(powers, b, 1);
        (odd, halves_of_13::<T, M>(powers, b, 0))
    } else {
        let a8 = (degree == 9).then(|| {
            let a4 = powers.a4.as_ref().expect("degree 9 comes after the fourth power");
            a4.product(a4)
        });
        let even = [Some(&powers.a2), powers.a4.as_ref(), powers.a6.as_ref(), a8.as_ref()];
        let sum = |parity: usize| {
            let mut terms = Vec::with_capacity(4);
            for (k, power) in even.iter().take(degree / 2).enumerate() {
                let power = power.expect("a degree comes after the powers it needs");
                terms.push((T::Real::of(b[2 * (k + 1) + parity]), power));
            }
            M::combination(&terms, T::Real::of(b[parity]))
        };
        (sum(1), sum(0))
    };
    let u = powers.a.product(&odd);
    let one = T::Real::of(1.0);
    let denominator = M::combination(&[(one, &v), (-one, &u)], T::Real::of(0.0));
    let numerator = M::combination(&[(one, &v), (one, &u)], T::Real::of(0.0));
    denominator.solve(numerator)
}

/// The odd or even half of the numerator of degree 13, which takes one product.
fn halves_of_13<T: LinalgScalar, M: Square<T>>(powers: &Powers<M>, b: &[f64], odd: usize) -> M {
    let c = |i: usize| T::Real::of(b[i + odd]);
    let (a4, a6) = (powers.a4.as_ref(), powers.a6.as_ref());
    let a4 = a4.expect("degree 13 comes after the fourth power");
    let a6 = a6.expect("degree 13 comes after the sixth power");
    let high = M::combination(&[(c(12), a6), (c(10), a4), (c(8), &powers.a2)], T::Real::of(0.0));
    let high = a6.product(&high);
    let one = T::Real::of(1.0);
    let terms = [(one, &high), (c(6), a6), (c(4), a4), (c(2), &powers.a2)];
    M::combination(&terms, c(0))
}
