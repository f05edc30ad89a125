"""Golden values of onkai-mir's util, sync and norms, from librosa.util."""
import warnings

import librosa
import numpy as np

from common import noise, save

warnings.filterwarnings("ignore")
out = {}
util = librosa.util
x = noise(9 * 14, 3).reshape(9, 14)
rough = np.round(3 * x)
# No two lanes with their maxima in one place: NumPy may sort equals in any order.
peaked = x[:7, :7].copy()
peaked[[3, 0, 6, 1, 5, 2, 4], range(7)] = 5.0
for axis in (0, 1):
    out[f"localmax_{axis}"] = util.localmax(rough, axis=axis)
    out[f"localmin_{axis}"] = util.localmin(rough, axis=axis)
    out[f"sort_{axis}"], out[f"order_{axis}"] = util.axis_sort(peaked, axis=axis, index=True)
    out[f"sort_norm_{axis}"] = util.axis_sort(x, axis=axis, value=lambda s, axis: np.sum(s**2, axis=axis))
    out[f"gradient_{axis}"] = util.cyclic_gradient(x, axis=axis, edge_order=1 + axis)
    out[f"count_{axis}"] = util.count_unique(rough, axis=axis)
    out[f"unique_{axis}"] = util.is_unique(np.round(9 * x), axis=axis)
    for factor in (-2, 1, 5):
        out[f"shear_{factor}_{axis}"] = util.shear(x, factor=factor, axis=axis)
    for mode in ("constant", "edge", "reflect", "wrap"):
        out[f"center_{mode}_{axis}"] = util.pad_center(x, size=19, axis=axis, mode=mode)
        out[f"length_{mode}_{axis}"] = util.fix_length(x, size=11, axis=axis, mode=mode)
    for norm in (np.inf, -np.inf, 0, 1, 2, 0.5):
        for fill in (None, False, True):
            if norm == 0 and fill:
                continue
            out[f"normalize_{norm}_{fill}_{axis}"] = util.normalize(x, norm=norm, axis=axis, fill=fill, threshold=0.9)
out["normalize_all"] = util.normalize(x, norm=3.0, axis=None, fill=True)
out["normalize_complex"] = util.normalize(x[:4] + 1j * x[4:8], norm=2, axis=1)
for quantile in (0.0, 0.01, 0.3):
    out[f"sparse_{quantile}"] = util.sparsify_rows(x, quantile=quantile).toarray()
out["sparse_complex"] = util.sparsify_rows(x[:4] + 1j * x[4:8], quantile=0.2).toarray()
for shape in ((6, 6), (5, 8), (8, 5)):
    for radius in (0.0, 0.25, 0.5):
        z = np.ones(shape)
        util.fill_off_diagonal(z, radius=radius, value=-2.0)
        out[f"diagonal_{shape[0]}_{radius}"] = z
raw = (128 * (noise(24, 8) + 1)).astype(np.uint8)
out["raw"] = raw
for n_bytes in (1, 2, 4):
    out[f"buffer_{n_bytes}"] = util.buf_to_float(raw, n_bytes=n_bytes, dtype=np.float64)

starts = 10 * (noise(12, 1) + 1)
queries = np.stack([starts, starts + 1.5 * (noise(12, 2) + 1.001)], axis=1)
begins = 2.2 * np.arange(11.0)[np.argsort(noise(11, 7))]
segments = np.stack([begins, begins + 1.2], axis=1)
out["intervals"], out["segments"] = queries, segments
long = segments + np.array([0.0, 1.5])
out["match_strict"] = util.match_intervals(queries, long, strict=True).astype(np.int64)
events, candidates = starts, np.sort(10 * (noise(30, 4) + 1))
candidates = np.concatenate([[-1.0], candidates, [30.0], events[:3]])
out["events"], out["candidates"] = events, candidates
for name, sides in {"either": {}, "before": dict(right=False), "after": dict(left=False)}.items():
    out[f"events_{name}"] = util.match_events(events, candidates, **sides).astype(np.int64)
out["events_at"] = util.match_events(events[:3], candidates, left=False, right=False).astype(np.int64)
out["slices"] = np.array([(s.start, s.stop) for s in util.index_to_slice([9, 3, 3, 40], idx_min=1, idx_max=30)])
# Booleans are bytes here.
save("mir", "util", {k: v.astype(np.uint8) if v.dtype == bool else v for k, v in out.items()}, ("numpy", "librosa"))
