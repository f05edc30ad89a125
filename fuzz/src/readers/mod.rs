//! What is done with the bytes of each format.

mod audio;
mod scientific;

pub(crate) use audio::audio;
pub(crate) use scientific::{
    arff, fortran, harwell_boeing, idl, mat, matrix_market, netcdf, npy, npz, wav,
};
