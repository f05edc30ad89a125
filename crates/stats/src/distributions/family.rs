//! How a distribution's shape parameters are declared: struct, checks, names.

/// A named family of distributions, its members told apart by shape parameters.
pub trait Family: Sized {
    /// SciPy's name.
    const NAME: &'static str;
    /// SciPy's names of the shape parameters, in order.
    const SHAPES: &'static [&'static str];

    /// The member with these shape parameters.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) for the wrong count, else those of the constructor.
    fn from_shapes(shapes: &[f64]) -> crate::Result<Self>;

    /// The shape parameters, in the order of [`SHAPES`](Self::SHAPES).
    fn shapes(&self) -> Vec<f64>;
}

/// Declares the struct of a family, its checked constructor and [`Family`].
macro_rules! family {
    ($(#[$meta:meta])* $name:ident, $scipy:literal) => {
        $(#[$meta])*
        #[doc(alias = $scipy)]
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $name;

        impl $crate::distributions::family::Family for $name {
            const NAME: &'static str = $scipy;
            const SHAPES: &'static [&'static str] = &[];

            fn from_shapes(shapes: &[f64]) -> $crate::Result<Self> {
                $crate::distributions::family::check_count(shapes, 0)?;
                Ok(Self)
            }

            fn shapes(&self) -> Vec<f64> {
                Vec::new()
            }
        }
    };
    ($(#[$meta:meta])* $name:ident, $scipy:literal {
        $($field:ident: $check:expr => $requirement:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[doc(alias = $scipy)]
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name {
            $($field: f64,)+
        }

        impl $name {
            /// The distribution in standard form with these shape parameters:
            $(#[doc = concat!("`", stringify!($field), "` must be ", $requirement, ".")])+
            ///
            /// # Errors
            ///
            /// [`Error::Parameter`](crate::Error::Parameter) for a parameter out of range.
            pub fn new($($field: f64),+) -> $crate::Result<Self> {
                $(
                    let fits: bool = $check;
                    if !fits {
                        let name = stringify!($field);
                        return Err($crate::Error::parameter(name, $field, $requirement));
                    }
                )+
                Ok(Self { $($field),+ })
            }

            $(
                #[doc = concat!("The shape parameter `", stringify!($field), "`.")]
                pub fn $field(&self) -> f64 {
                    self.$field
                }
            )+
        }

        impl $crate::distributions::family::Family for $name {
            const NAME: &'static str = $scipy;
            const SHAPES: &'static [&'static str] = &[$(stringify!($field)),+];

            fn from_shapes(shapes: &[f64]) -> $crate::Result<Self> {
                $crate::distributions::family::check_count(shapes, Self::SHAPES.len())?;
                let mut given = shapes.iter().copied();
                $(let $field = given.next().unwrap_or(f64::NAN);)+
                Self::new($($field),+)
            }

            fn shapes(&self) -> Vec<f64> {
                vec![$(self.$field),+]
            }
        }
    };
}

/// Refuses a list of shape parameters of another length.
pub(crate) fn check_count(shapes: &[f64], expected: usize) -> crate::Result<()> {
    if shapes.len() == expected {
        return Ok(());
    }
    let (expected, actual) = (vec![expected], vec![shapes.len()]);
    Err(crate::Error::Shape { name: "shapes", expected, actual })
}

/// Greater than 0 and finite.
pub(crate) fn positive(value: f64) -> bool {
    0.0 < value && value < f64::INFINITY
}
