//! `cargo xtask bench`: onkai, the Python originals and other libraries, call by call in turns.
//!
//! Reading order: `run` is the subcommand; `lineup` says who takes part in what, of whom `peers` are the libraries beside
//! the originals; a `contender` is a `side` that is started again if it dies; `turns` times a case on all sides and `cold`
//! whole processes, of which `talk` is one told step by step; `table`, `page` and `chart` tell what came out.

mod run;
mod lineup;
mod peers;
mod contender;
mod side;
mod turns;
mod statistics;
mod cold;
mod talk;
mod process;
mod table;
mod page;
mod chart;
mod machine;

pub(crate) use run::{Options, run};
