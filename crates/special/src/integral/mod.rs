//! Integrals of elementary functions, and their relatives: sine, cosine and exponential integrals, zeta.
