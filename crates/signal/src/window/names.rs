//! The names that `scipy.signal.get_window` knows.

use std::str::FromStr;

use onkai_core::{Error, Result};

use crate::window::kind::Window;

const KNOWN: &str = "barthann, bartlett, blackman, blackmanharris, bohman, boxcar, cosine, \
    exponential, flattop, hamming, hann, lanczos, nuttall, parzen, taylor, triang, tukey";

impl FromStr for Window {
    type Err = Error;

    /// Reads SciPy's names and abbreviations of them; optional parameters get SciPy's defaults.
    ///
    /// # Errors
    ///
    /// [`Error::Values`] for a window that cannot be without a parameter, [`Error::UnknownName`]
    /// for any other name.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "barthann" | "brthan" | "bth" => Self::Barthann,
            "bartlett" | "bart" | "brt" => Self::Bartlett,
            "blackman" | "black" | "blk" => Self::Blackman,
            "blackmanharris" | "blackharr" | "bkh" => Self::BlackmanHarris,
            "bohman" | "bman" | "bmn" => Self::Bohman,
            "boxcar" | "box" | "ones" | "rect" | "rectangular" => Self::Boxcar,
            "cosine" | "halfcosine" => Self::Cosine,
            "exponential" | "poisson" => Self::Exponential { center: None, tau: 1.0 },
            "flattop" | "flat" | "flt" => Self::Flattop,
            "hamming" | "hamm" | "ham" => Self::Hamming,
            "hann" | "han" => Self::Hann,
            "lanczos" | "sinc" => Self::Lanczos,
            "nuttall" | "nutl" | "nut" => Self::Nuttall,
            "parzen" | "parz" | "par" => Self::Parzen,
            "taylor" | "taylorwin" => {
                Self::Taylor { n_bar: 4, sidelobe_level_db: 30.0, normalize: true }
            }
            "triangle" | "triang" | "tri" => Self::Triang,
            "tukey" | "tuk" => Self::Tukey { alpha: 0.5 },
            "chebwin" | "cheb" => return needs("chebwin", "be given its `attenuation_db`"),
            "dpss" => return needs("dpss", "be given its `nw`"),
            "gaussian" | "gauss" | "gss" => return needs("gaussian", "be given its `std`"),
            "general cosine" | "general_cosine" => {
                return needs("general_cosine", "be given its `coefficients`");
            }
            "general gaussian" | "general_gaussian" | "general gauss" | "general_gauss" | "ggs" => {
                return needs("general_gaussian", "be given its `power` and `std`");
            }
            "general hamming" | "general_hamming" => {
                return needs("general_hamming", "be given its `alpha`");
            }
            "kaiser" | "ksr" => return needs("kaiser", "be given its `beta`"),
            "kaiser bessel derived" | "kaiser_bessel_derived" | "kbd" => {
                return needs("kaiser_bessel_derived", "be given its `beta`");
            }
            _ => {
                let value = name.to_owned();
                return Err(Error::UnknownName { name: "window", value, known: KNOWN });
            }
        })
    }
}

fn needs(name: &'static str, requirement: &'static str) -> Result<Window> {
    Err(Error::Values { name, requirement })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_name_is_read() {
        for name in KNOWN.split(", ") {
            assert!(name.parse::<Window>().is_ok(), "{name}");
        }
        assert_eq!("tuk".parse(), Ok(Window::Tukey { alpha: 0.5 }));
    }

    #[test]
    fn a_missing_parameter_is_named() {
        let message = |name: &str| name.parse::<Window>().unwrap_err().to_string();
        assert_eq!(message("ksr"), "`kaiser` must be given its `beta`");
        assert_eq!(
            message("general_gauss"),
            "`general_gaussian` must be given its `power` and `std`"
        );
        for name in ["cheb", "gaussian", "general_cosine", "general_hamming", "kbd"] {
            assert!(message(name).contains("must be given its `"), "{name}");
        }
    }

    #[test]
    fn unknown_names_are_refused() {
        let error = "hanning".parse::<Window>().unwrap_err().to_string();
        assert!(error.starts_with("`hanning` is no window; known are barthann, "), "{error}");
        assert!("".parse::<Window>().is_err());
    }
}
