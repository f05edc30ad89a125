//! Functions of probabilities, entropies and counts.
