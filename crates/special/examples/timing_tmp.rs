#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::print_stdout, reason = "t")]
use onkai_special::*;
use std::time::Instant;
fn best(name: &str, n: usize, mut f: impl FnMut() -> f64) {
    let mut b = f64::INFINITY;
    let mut s = 0.0;
    for _ in 0..7 { let t = Instant::now(); s += f(); b = b.min(t.elapsed().as_secs_f64()); }
    println!("{name} {:.1} ns  ({s:e})", b * 1e9 / n as f64);
}
fn main() {
    let n = 1_000_000;
    let x = onkai_testing::noise(n, 3);
    let u = &x * 10.0;
    best("ellipj", n, || map(&u, |u| ellipj(u, 0.7))[5].sn);
    best("ellipj_par", n, || par_map(&u, |u| ellipj(u, 0.7))[5].sn);
    let y = &x * 15.0 + 15.5;
    best("expi", n, || map(&y, expi).sum());
    let y = x.slice(ndarray::s![..100_000]).to_owned() * 0.45;
    best("hyp2f1", n / 10, || map(&y, |x| hyp2f1(0.5, 1.25, 2.5, x)).sum());
    let y = x.slice(ndarray::s![..10_000]).to_owned();
    best("hyp2f1 -1..1", n / 100, || map(&y, |x| hyp2f1(0.5, 1.25, 2.5, x)).sum());
    best("hyp1f1 -50..50", n / 100, || map(&(&y * 50.0), |x| hyp1f1(0.5, 1.25, x)).sum());
    best("legendre100", n / 100, || map(&y, |x| eval_legendre(100, x)).sum());
    best("lambertw", n / 100, || map(&(&y * 5.0 + 5.0), |x| lambertw(x, 0)).sum());
    best("zeta", n / 100, || map(&(&y * 5.0 + 6.1), |x| zeta(x)).sum());
    for n in [100, 1000] {
        best("roots_legendre", 1, || roots_legendre(n).unwrap().nodes[0]);
        best("roots_laguerre", 1, || roots_laguerre(n).unwrap().nodes[0]);
    }
}
