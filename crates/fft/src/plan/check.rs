//! The lengths that can be planned.

use onkai_core::{Error, Result};

/// Refuses fewer than `least` samples, and more than any memory could hold with what a plan needs
/// beside them.
pub(crate) fn check_len(n: usize, least: usize) -> Result<()> {
    if n < least {
        return Err(Error::TooShort { name: "x", expected: least, actual: n });
    }
    // A plan takes some eight complex numbers in double precision for each sample.
    if isize::MAX as usize / 128 < n {
        return Err(Error::parameter("n", n as f64, "small enough for the memory"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_named() {
        assert_eq!(check_len(2, 2), Ok(()));
        assert!(matches!(check_len(1, 2), Err(Error::TooShort { expected: 2, .. })));
        assert!(matches!(check_len(usize::MAX, 1), Err(Error::Parameter { name: "n", .. })));
    }
}
