//! Prints the worst error of every function against mpmath, as the table in `docs/src/accuracy.md`.
#![allow(clippy::print_stdout, reason = "printing is its job")]

#[path = "../tests/accuracy/mod.rs"]
mod accuracy;

use accuracy::{families, measure};
use onkai_testing::Golden;

fn main() {
    for family in families() {
        println!("\n## {}\n", family.title);
        println!(
            "| function | points | worst error, ordinary range | at | worst error, elsewhere | at | NaN instead of a value |"
        );
        println!("|---|--:|--:|---|--:|---|--:|");
        let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), family.golden);
        for case in family.cases {
            let worst = measure(&golden, case);
            let [ordinary, far] = [&worst.ordinary, &worst.far].map(|(error, at)| {
                if at.is_empty() { "| ".to_owned() } else { format!("{error:.1e} | {at:?}") }
            });
            println!(
                "| {} | {} | {ordinary} | {far} | {} |",
                case.0, worst.n_points, worst.n_refused
            );
        }
    }
}
