//! Summaries, quantiles, histograms and ranks against NumPy and SciPy.

use ndarray::{Array1, Axis, array, s};
use onkai_stats::*;
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// Relative tolerance of doubles against SciPy.
const F64: f64 = 1e-11;
/// Relative tolerance of single precision against double precision, in units of the largest value.
const F32: f64 = 2e-5;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "summary")
}

/// The same row as `summaries` of the golden script.
fn summaries<T: onkai_core::Real>(x: &Array1<T>) -> Result<Vec<f64>> {
    let y = x.mapv(|v| v.abs() + T::of(0.1));
    let w = Array1::linspace(0.5, 2.0, x.len()).mapv(T::of);
    let weights = Some(&*w);
    let m = mode(&x.mapv(|v| (v * T::of(4.0)).as_f64().round_ties_even()))?;
    let d = describe(x, &DescribeOptions::default())?;
    let base = IqrOptions::default();
    let iqrs = [
        base,
        IqrOptions { range: [10.0, 80.0], scale: NORMAL_IQR, ..base },
        IqrOptions { method: QuantileMethod::Higher, ..base },
    ];
    let limits = Limits { lower: Some(-0.5), upper: Some(0.6), ..Default::default() };
    let open = Limits { lower_inclusive: false, upper_inclusive: false, ..limits };
    let lower = Limits { upper: None, ..limits };
    let upper = Limits { lower: None, ..limits };
    let shape = KurtosisOptions::default();
    let mut out =
        vec![mean(x)?, median(x)?, gmean(&y, None)?, hmean(&y, None)?, pmean(&y, 1.7, None)?];
    out.extend([pmean(&y, -0.5, None)?, pmean(&y, 0.0, None)?, gmean(&y, weights)?]);
    out.extend([
        hmean(&y, weights)?,
        pmean(&y, 3.0, weights)?,
        T::of(m.mode),
        T::of_usize(m.count),
    ]);
    out.extend([variance(x, 0)?, variance(x, 2)?, std(x, 1)?, sem(x, 1)?, variation(&y, 0)?]);
    out.extend([variation(&y, 1)?, gstd(&y, 1)?]);
    for options in &iqrs {
        out.push(iqr(x, options)?);
    }
    out.push(median_abs_deviation(x, Center::Median, 1.0)?);
    out.push(median_abs_deviation(x, Center::Mean, NORMAL_MAD)?);
    out.extend([moment(x, 3, None)?, moment(x, 4, Some(0.25))?, skew(x, true)?, skew(x, false)?]);
    out.push(kurtosis(x, &shape)?);
    out.push(kurtosis(x, &KurtosisOptions { fisher: false, ..shape })?);
    out.push(kurtosis(x, &KurtosisOptions { bias: false, ..shape })?);
    out.extend([T::of_usize(d.n), d.min, d.max, d.mean, d.variance, d.skewness, d.kurtosis]);
    out.extend([tmean(x, &limits)?, tvar(x, &limits, 0)?, tstd(x, &open, 1)?, tmin(x, &lower)?]);
    out.extend([tmax(x, &upper)?, tsem(x, &limits, 1)?, trim_mean(x, 0.15)?]);
    out.extend([trimboth(x, 0.2)?.sum(), trim1(x, 0.3, Tail::Left)?.sum()]);
    out.extend([entropy(&y, None, None)?, entropy(&y, weights, Some(2.0))?]);
    let clip = sigmaclip(x, 1.1, 1.2)?;
    out.extend([T::of_usize(clip.clipped.len()), clip.lower, clip.upper]);
    let (vasicek, van_es, correa) =
        (EntropyMethod::Vasicek, EntropyMethod::VanEs, EntropyMethod::Correa);
    for method in [EntropyMethod::Auto, vasicek, van_es, EntropyMethod::Ebrahimi, correa] {
        let options = DifferentialEntropyOptions { method, ..Default::default() };
        out.push(differential_entropy(x, &options)?);
    }
    for method in [vasicek, van_es, correa] {
        let options =
            DifferentialEntropyOptions { window_length: Some(2), base: Some(10.0), method };
        out.push(differential_entropy(x, &options)?);
    }
    Ok(out.into_iter().map(T::as_f64).collect())
}

#[test]
fn summaries_agree_with_scipy() {
    for n in [7, 30, 101, 1500] {
        let found = Array1::from(summaries(&noise(n, n as u32)).unwrap());
        let expected = golden().array1::<f64>(&format!("summaries_{n}"));
        assert_close!(found, expected, F64, 1e-14, "n = {n}");
    }
}

#[test]
fn single_precision_agrees_with_double_precision() {
    let x = noise(101, 101);
    let single = Array1::from(summaries(&x.mapv(|v| v as f32)).unwrap());
    let double = Array1::from(summaries(&x).unwrap());
    assert_close!(single, double, F32, F32);
}

#[test]
fn scores_agree_with_scipy() {
    let (x, g) = (noise(12, 5), golden());
    assert_close!(zscore(&x, 1).unwrap(), g.array1::<f64>("zscore"), F64, 1e-14);
    let y = x.mapv(|v| v.abs() + 0.1);
    assert_close!(gzscore(&y, 0).unwrap(), g.array1::<f64>("gzscore"), F64, 1e-14);
    assert_close!(zmap(&noise(5, 6), &x, 0).unwrap(), g.array1::<f64>("zmap"), F64, 1e-14);
}

#[test]
fn axes_and_policies_agree_with_scipy() {
    let mut grid = noise(60, 9).into_shape_with_order((3, 4, 5)).unwrap();
    grid[[0, 1, 2]] = f64::NAN;
    grid[[2, 3, 4]] = f64::NAN;
    for axis in 0..3 {
        let skews = over_axis(&grid, Axis(axis), NanPolicy::Omit, |lane| skew(lane, true)).unwrap();
        let expected = golden().array2::<f64>(&format!("skew_omit_{axis}"));
        assert_close!(skews, expected, F64, 1e-13);
        let medians = over_axis(&grid, Axis(axis), NanPolicy::Propagate, median);
        let expected = golden().array2::<f64>(&format!("median_propagate_{axis}"));
        assert_close!(medians.unwrap(), expected, F64, 0.0);
    }
}

#[test]
fn quantiles_agree_with_numpy_by_every_method() {
    let third = 1.0 / 3.0;
    let levels = array![0.0, 0.01, 0.1, 0.25, third, 0.5, 0.6, 0.75, 0.9, 0.987, 1.0];
    let methods = [
        "inverted_cdf",
        "averaged_inverted_cdf",
        "closest_observation",
        "interpolated_inverted_cdf",
        "hazen",
        "weibull",
        "linear",
        "median_unbiased",
        "normal_unbiased",
        "lower",
        "higher",
        "midpoint",
        "nearest",
        "harrell-davis",
    ];
    for n in [1, 2, 8, 10, 31] {
        let x = noise(n, 100 + n as u32);
        for name in methods {
            let method = name.parse().unwrap();
            let found = quantile(&x, &levels, method).unwrap();
            let expected = golden().array1::<f64>(&format!("quantile_{n}_{name}"));
            assert_close!(found, expected, F64, 1e-15, "{name} of {n}");
            // Few levels take the way without sorting.
            for (i, &level) in levels.iter().enumerate() {
                assert_eq!(quantile(&x, &array![level], method).unwrap()[0], found[i]);
            }
        }
    }
}

#[test]
fn percentages_agree_with_scipy() {
    let x = noise(40, 3);
    let kinds =
        [ScoreInterpolation::Fraction, ScoreInterpolation::Lower, ScoreInterpolation::Higher];
    let mut found = Vec::new();
    for percent in [0.0, 13.7, 50.0, 90.0, 100.0] {
        for limit in [None, Some([-0.5, 0.75])] {
            for interpolation in kinds {
                let options = ScoreOptions { limit, interpolation };
                found.push(scoreatpercentile(&x, percent, &options).unwrap());
            }
        }
    }
    let expected = golden().array2::<f64>("scores").flatten().to_owned();
    assert_close!(Array1::from(found), expected, F64, 0.0);
    let x = x.mapv(|v| (v * 5.0).round_ties_even());
    let scores = array![-9.0, -2.0, 0.5, 1.0, 5.0, 9.0];
    let kinds =
        [PercentileKind::Rank, PercentileKind::Weak, PercentileKind::Strict, PercentileKind::Mean];
    for (kind, expected) in kinds.into_iter().zip(golden().array2::<f64>("percentiles").rows()) {
        assert_close!(percentileofscore(&x, &scores, kind).unwrap(), expected, F64, 0.0);
    }
}

fn check_histogram<T: onkai_core::Real>(key: &str, found: &Histogram<T>, tolerance: f64) {
    // Edges of single precision may be off by a rounding of the range.
    let rounding = T::epsilon().as_f64();
    let both = found.values.iter().copied().chain(found.edges.iter().map(|e| e.as_f64()));
    let expected = golden().array1::<f64>(key);
    assert_close!(both.collect::<Array1<f64>>(), expected, tolerance, rounding, "{key}");
}

#[test]
fn histograms_agree_with_numpy_by_every_rule() {
    for (n, scale) in [(50, 1.0), (1000, 3.0)] {
        let x = noise(n, 17).mapv(|v| scale * v.powi(3));
        for rule in ["auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"] {
            let options = HistogramOptions { bins: rule.parse().unwrap(), ..Default::default() };
            let found = histogram(&x, &options).unwrap();
            check_histogram(&format!("histogram_{n}_{rule}"), &found, F64);
        }
        let options = HistogramOptions { bins: Bins::Fd, range: Some([-0.3, 0.4]), density: false };
        check_histogram(&format!("histogram_{n}_range"), &histogram(&x, &options).unwrap(), F64);
        let options = HistogramOptions { bins: Bins::Count(13), range: None, density: true };
        check_histogram(&format!("histogram_{n}_density"), &histogram(&x, &options).unwrap(), F64);
        let bins = Bins::Edges(array![-0.5, -0.2, 0.0, 0.3, 2.0]);
        let options = HistogramOptions { bins, range: None, density: true };
        let found = histogram_weighted(&x, &Array1::linspace(0.0, 1.0, n), &options).unwrap();
        check_histogram(&format!("histogram_{n}_weighted"), &found, F64);
    }
    let options = HistogramOptions { bins: Bins::Count(29), ..Default::default() };
    let found = histogram(&onkai_testing::noise_f32(777, 4), &options).unwrap();
    check_histogram("histogram_f32", &found, 1e-6);
}

#[test]
fn histograms_of_points_and_binned_statistics_agree() {
    let (x, y, w) = (noise(200, 1), noise(200, 2), noise(200, 3).mapv(f64::abs));
    let options = HistogramDdOptions {
        bins: vec![Bins::Count(4), Bins::Edges(array![-0.9, -0.1, 0.6, 0.8])],
        density: true,
        weights: Some(w.clone()),
        ..Default::default()
    };
    let found = histogram2d(&x, &y, &options).unwrap();
    assert_close!(found.values, golden().array2::<f64>("histogram2d"), F64, 0.0);
    let points = ndarray::stack![Axis(1), x, y, w];
    let options = HistogramDdOptions {
        bins: vec![Bins::Count(2), Bins::Count(3), Bins::Count(4)],
        ranges: vec![Some([-1.0, 1.0]), None, Some([0.1, 0.8])],
        ..Default::default()
    };
    let found = histogramdd(&points, &options).unwrap();
    assert_close!(found.values, golden().array::<f64>("histogramdd"), 0.0, 0.0);
    let kinds = [
        ("mean", BinStatistic::Mean),
        ("std", BinStatistic::Std),
        ("median", BinStatistic::Median),
        ("count", BinStatistic::Count),
        ("sum", BinStatistic::Sum),
        ("min", BinStatistic::Min),
        ("max", BinStatistic::Max),
    ];
    let line = BinnedOptions { bins: Bins::Count(7), range: Some([-1.3, 0.7]) };
    let plane = [
        BinnedOptions { bins: Bins::Count(3), range: None },
        BinnedOptions { bins: Bins::Edges(array![-1.0, -0.2, 0.7]), range: None },
    ];
    for (name, kind) in kinds {
        let found = binned_statistic(&x, &w, kind, &line).unwrap();
        let expected = golden().array1::<f64>(&format!("binned_{name}"));
        assert_close!(found.statistic, expected, F64, 0.0, "{name}");
        let numbers = golden().array1::<i64>("binned_number");
        for (bin, number) in found.bin_idx.iter().zip(numbers) {
            assert_eq!(
                bin.map(|b| b + 1),
                usize::try_from(number).ok().filter(|n| (1..=7).contains(n))
            );
        }
        let found = binned_statistic_2d([&x, &y], &w, kind, &plane).unwrap();
        let expected = golden().array2::<f64>(&format!("binned2d_{name}"));
        assert_close!(found.statistic, expected, F64, 0.0, "{name}");
    }
}

#[test]
fn frequencies_and_ranks_agree() {
    let (x, w) = (noise(200, 1), noise(200, 3).mapv(f64::abs));
    let row = |found: CumulativeFrequency| {
        let mut row = found.values.to_vec();
        row.extend([found.lower_limit, found.bin_size, found.n_extra as f64]);
        Array1::from(row)
    };
    let options = FrequencyOptions { n_bins: 6, weights: Some(w), ..Default::default() };
    let expected = golden().array1::<f64>("cumfreq");
    assert_close!(row(cumfreq(&x, &options).unwrap()), expected, F64, 0.0);
    let options = FrequencyOptions { n_bins: 9, limits: Some([-0.6, 0.5]), ..Default::default() };
    let expected = golden().array1::<f64>("relfreq");
    assert_close!(row(relfreq(&x, &options).unwrap()), expected, F64, 0.0);
    let x = noise(60, 8).mapv(|v| (v * 6.0).round_ties_even());
    let methods = [
        ("average", RankMethod::Average),
        ("min", RankMethod::Min),
        ("max", RankMethod::Max),
        ("dense", RankMethod::Dense),
        ("ordinal", RankMethod::Ordinal),
    ];
    for (name, method) in methods {
        let expected = golden().array1::<f64>(&format!("rank_{name}"));
        assert_eq!(rankdata(&x, method), expected, "{name}");
    }
    let found = tiecorrect(&rankdata(&x, RankMethod::Average));
    assert_close!(array![found], golden().array1::<f64>("tiecorrect"), F64, 0.0);
}

proptest! {
    #[test]
    fn quantiles_ascend_and_stay_within(n in 1_usize..60, seed in 0_u32..1000) {
        let x = noise(n, seed);
        let levels = Array1::linspace(0.0, 1.0, 17);
        for method in [QuantileMethod::Linear, QuantileMethod::Weibull, QuantileMethod::HarrellDavis] {
            let found = quantile(&x, &levels, method).unwrap();
            prop_assert!(found.windows(2).into_iter().all(|w| w[0] <= w[1] + 1e-12));
            prop_assert!(found[0] >= x.fold(1.0_f64, |a, b| a.min(*b)) - 1e-12);
        }
    }

    #[test]
    fn counts_and_ranks_add_up(n in 1_usize..200, n_bins in 1_usize..40, seed in 0_u32..1000) {
        let x = noise(n, seed);
        let options = HistogramOptions { bins: Bins::Count(n_bins), ..Default::default() };
        prop_assert_eq!(histogram(&x, &options).unwrap().values.sum(), n as f64);
        prop_assert_eq!(rankdata(&x, RankMethod::Average).sum(), (n * (n + 1) / 2) as f64);
        let reversed = rankdata(&x.slice(s![..;-1]), RankMethod::Dense);
        prop_assert_eq!(reversed.slice(s![..;-1]), rankdata(&x, RankMethod::Dense));
    }

    #[test]
    fn shifts_move_the_mean_and_nothing_else(n in 5_usize..80, shift in -50.0_f64..50.0) {
        let x = noise(n, n as u32);
        let y: Array1<f64> = x.mapv(|v| v + shift);
        let options = DescribeOptions::default();
        let (a, b) = (describe(&x, &options).unwrap(), describe(&y, &options).unwrap());
        prop_assert!((a.mean + shift - b.mean).abs() < 1e-12);
        prop_assert!((a.variance - b.variance).abs() < 1e-10);
        prop_assert!((a.kurtosis - b.kurtosis).abs() < 1e-8);
    }
}
