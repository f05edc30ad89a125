//! Critical values of the Anderson-Darling statistic with estimated parameters, for large samples.

/// Stephens 1974 and D'Agostino and Stephens 1986, unknown mean and variance.
pub(super) const NORM: [f64; 5] = [0.561, 0.631, 0.752, 0.873, 1.035];
/// Stephens 1974, unknown scale.
pub(super) const EXPON: [f64; 5] = [0.916, 1.062, 1.321, 1.591, 1.959];
/// Stephens 1977, both parameters unknown.
pub(super) const GUMBEL: [f64; 5] = [0.474, 0.637, 0.757, 0.877, 1.038];
/// Stephens 1979, both parameters unknown.
pub(super) const LOGISTIC: [f64; 6] = [0.426, 0.563, 0.660, 0.769, 0.906, 1.010];
/// Lockhart and Stephens 1994, table 1: a row for each reciprocal of the shape, 0 to 0.5 by 0.05.
pub(super) const WEIBULL: [[f64; 8]; 11] = [
    [0.292, 0.395, 0.467, 0.522, 0.617, 0.711, 0.836, 0.931],
    [0.295, 0.399, 0.471, 0.527, 0.623, 0.719, 0.845, 0.941],
    [0.298, 0.403, 0.476, 0.534, 0.631, 0.728, 0.856, 0.954],
    [0.301, 0.408, 0.483, 0.541, 0.640, 0.738, 0.869, 0.969],
    [0.305, 0.414, 0.490, 0.549, 0.650, 0.751, 0.885, 0.986],
    [0.309, 0.421, 0.498, 0.559, 0.662, 0.765, 0.902, 1.007],
    [0.314, 0.429, 0.508, 0.570, 0.676, 0.782, 0.923, 1.030],
    [0.320, 0.438, 0.519, 0.583, 0.692, 0.802, 0.947, 1.057],
    [0.327, 0.448, 0.532, 0.598, 0.711, 0.824, 0.974, 1.089],
    [0.334, 0.469, 0.547, 0.615, 0.732, 0.850, 1.006, 1.125],
    [0.342, 0.472, 0.563, 0.636, 0.757, 0.879, 1.043, 1.167],
];
