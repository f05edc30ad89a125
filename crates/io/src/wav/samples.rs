//! Samples in the types that WAV files store.

use ndarray::Array2;

use crate::error::Error;

/// What a WAV file holds.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::wav::Wav;
///
/// let mono = Wav::new(44100, array![[0_i16, 1000, -1000]]);
/// assert_eq!((mono.bits_per_sample, mono.samples.n_channels()), (16, 1));
/// // Of 24 bits: the upper three bytes of a 32-bit integer.
/// let fine = Wav { bits_per_sample: 24, ..Wav::new(44100, array![[0_i32, 1 << 8, -1 << 31]]) };
/// assert_eq!(fine.samples.n_frames(), 3);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Wav {
    /// Frames a second, in hertz.
    pub sample_rate: u32,
    /// How many bits of a sample are used, from the most significant one on.
    pub bits_per_sample: u16,
    /// The samples.
    pub samples: Samples,
}

/// Samples, `[n_channels, n_frames]`, with the channels of a frame side by side in memory when read.
#[derive(Clone, Debug, PartialEq)]
pub enum Samples {
    /// 1 to 8 bits, unsigned; 128 is silence.
    U8(Array2<u8>),
    /// 9 to 16 bits.
    I16(Array2<i16>),
    /// 17 to 32 bits; those of 24 in the upper three bytes.
    I32(Array2<i32>),
    /// 33 to 64 bits, in the upper bytes.
    I64(Array2<i64>),
    /// Floating-point numbers of 32 bits.
    F32(Array2<f32>),
    /// Floating-point numbers of 64 bits.
    F64(Array2<f64>),
}

impl Wav {
    /// Samples of which all bits are used.
    pub fn new(sample_rate: u32, samples: impl Into<Samples>) -> Self {
        let samples = samples.into();
        Self { sample_rate, bits_per_sample: samples.n_bits(), samples }
    }
}

macro_rules! impl_samples {
    ($($number:ty => $kind:ident),*) => {
        impl Samples {
            /// How many channels there are.
            pub fn n_channels(&self) -> usize {
                match self {
                    $(Self::$kind(a) => a.nrows(),)*
                }
            }

            /// How many frames there are, samples of every channel.
            pub fn n_frames(&self) -> usize {
                match self {
                    $(Self::$kind(a) => a.ncols(),)*
                }
            }

            /// How many bits the type has.
            pub fn n_bits(&self) -> u16 {
                match self {
                    $(Self::$kind(_) => 8 * size_of::<$number>() as u16,)*
                }
            }

            fn kind(&self) -> &'static str {
                match self {
                    $(Self::$kind(_) => stringify!($number),)*
                }
            }
        }

        $(
            impl From<Array2<$number>> for Samples {
                fn from(samples: Array2<$number>) -> Self {
                    Self::$kind(samples)
                }
            }
            impl TryFrom<Samples> for Array2<$number> {
                type Error = Error;

                /// Takes samples of exactly this type.
                fn try_from(samples: Samples) -> Result<Self, Error> {
                    match samples {
                        Samples::$kind(samples) => Ok(samples),
                        other => Err(Error::WrongKind {
                            variable: None,
                            found: format!("numbers of type {}", other.kind()),
                            expected: concat!("an array of ", stringify!($number)).into(),
                        }),
                    }
                }
            }
        )*
    };
}

impl_samples!(u8 => U8, i16 => I16, i32 => I32, i64 => I64, f32 => F32, f64 => F64);

impl Samples {
    /// Whether they are floating-point numbers.
    pub(super) fn is_float(&self) -> bool {
        matches!(self, Self::F32(_) | Self::F64(_))
    }
}
