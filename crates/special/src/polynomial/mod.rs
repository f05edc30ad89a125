//! Orthogonal polynomials and Gauss quadrature.
