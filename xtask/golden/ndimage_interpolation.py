"""Golden values of onkai-ndimage's interpolation, from scipy.ndimage.

The tests go through the same loops and compare one flat array for each order and mode.
"""
import warnings

import numpy as np
import scipy.ndimage as ndimage

from common import noise, save

warnings.filterwarnings("ignore")
MODES = ["reflect", "grid-mirror", "mirror", "nearest", "wrap", "grid-wrap", "constant", "grid-constant"]
CVAL = 0.7
IMAGE = noise(7 * 9, 11).reshape(7, 9)
CUBE = noise(4 * 5 * 6, 12).reshape(4, 5, 6)
# Far beyond the ends on both sides, and exactly on the samples and ends.
POINTS = np.concatenate([30 * noise(80, 13).reshape(2, 40), [[0.0, 6.0, -1.0, 3.0], [0.0, 8.0, 9.0, 2.5]]], axis=1)
MATRIX = np.array([[0.9, 0.3], [-0.2, 1.1]])


# The B-splines at the integers from 0 on.
KNOTS = {2: [3 / 4, 1 / 8], 3: [2 / 3, 1 / 6], 4: [115 / 192, 19 / 96, 1 / 384], 5: [11 / 20, 13 / 60, 1 / 120]}


def reflected(x, order, axis):
    """The coefficients that SciPy 1.17's recursion misses for short reflected lines: it begins with a sum of which
    one term has already been overwritten."""
    n = x.shape[axis]
    if n == 1:
        return x
    matrix = np.zeros((n, n))
    for i in range(n):
        for k in range(-2, 3):
            if abs(k) < len(KNOTS[order]):
                place = (i + k) % (2 * n)
                matrix[i, min(place, 2 * n - 1 - place)] += KNOTS[order][abs(k)]
    return np.moveaxis(np.linalg.solve(matrix, np.moveaxis(x, axis, 0).reshape(n, -1)).reshape(
        (n,) + tuple(np.delete(x.shape, axis))), 0, axis)


class Exact:
    """scipy.ndimage, but for the coefficients of reflected splines."""

    def __getattr__(self, name):
        function = getattr(ndimage, name)

        def call(x, *args, **options):
            mode, order = options.get("mode"), options.get("order", 3)
            if mode in ("reflect", "grid-mirror") and order > 1 and options.get("prefilter", True):
                if name == "zoom" and all(out == 1 for out in np.atleast_1d(args[0])):
                    return x
                axes = range(x.ndim)
                if name == "rotate":
                    axes = options.get("axes", (1, 0))
                for axis in axes:
                    x = reflected(x, order, axis)
                options = {**options, "prefilter": False}
            return function(x, *args, **options)

        return call


def flat(arrays):
    return np.concatenate([np.ravel(a) for a in arrays])


exact = Exact()


def image(order, mode):
    options = {"order": order, "mode": mode, "cval": CVAL}
    unfiltered = {**options, "prefilter": False}
    return flat([
        exact.shift(IMAGE, (1.3, -2.6), **options),
        exact.shift(IMAGE, (-7.25, 20.5), **unfiltered),
        exact.zoom(IMAGE, (1.7, 0.6), **options),
        exact.zoom(IMAGE, (0.7, 1.4), grid_mode=True, **options),
        exact.map_coordinates(IMAGE, POINTS, **options),
        exact.rotate(IMAGE, 33.0, **options),
        exact.rotate(IMAGE, -115.0, reshape=False, **options),
        exact.affine_transform(IMAGE, MATRIX, offset=(0.5, -1.2), **options),
        exact.affine_transform(IMAGE, np.diag([0.5, 1.5]), offset=-1.25, output_shape=(5, 8), **options),
        # Singular: every row of the result is the same.
        exact.affine_transform(IMAGE, [[0.0, 0.5], [0.0, 1.0]], offset=0.25, **options),
    ])


def lines(order, mode):
    options = {"order": order, "mode": mode, "cval": CVAL}
    rows = []
    for n in (1, 2, 3, 14):
        for move in (0.0, 0.4, -1.0, 5.3):
            rows.append(exact.shift(noise(n, 14), move, **options))
        rows.append(exact.zoom(noise(n, 14), 2.6, **options))
    return flat(rows)


def cube(order, mode):
    options = {"order": order, "mode": mode, "cval": CVAL}
    return flat([
        exact.zoom(CUBE, 1.3, **options),
        exact.rotate(CUBE, 60.0, axes=(2, 0), **options),
        exact.affine_transform(CUBE, [[1, 0.1, 0, 0.5], [0.2, 0.9, 0, 0], [0, 0.1, 1, -1], [0, 0, 0, 1]], **options),
    ])


arrays = {}
for order in range(6):
    for mode in MODES:
        arrays[f"image_{order}_{mode}"] = image(order, mode)
        arrays[f"lines_{order}_{mode}"] = lines(order, mode)
        if order > 1:
            if mode in ("reflect", "grid-mirror", "nearest"):
                coefficients = [reflected(reflected(IMAGE, order, 0), order, 1), reflected(CUBE, order, 1)]
            else:
                coefficients = [
                    ndimage.spline_filter(IMAGE, order, mode=mode), ndimage.spline_filter1d(CUBE, order, axis=1, mode=mode),
                ]
            arrays[f"filter_{order}_{mode}"] = flat(coefficients)
            # Long lines, where the error of the reflected ones has died away.
            arrays[f"long_{order}_{mode}"] = ndimage.spline_filter1d(noise(60, 15), order, mode=mode)
for order, mode in [(1, "reflect"), (3, "constant"), (3, "mirror"), (4, "grid-constant")]:
    arrays[f"cube_{order}_{mode}"] = cube(order, mode)
for angle in (0.0, 90.0, 180.0, 270.0, 45.0):
    arrays[f"turn_{angle:.0f}"] = ndimage.rotate(IMAGE, angle)


def spiral(index):
    return index[0] * 0.9 + 0.01 * index[1] * index[0], index[1] * 0.5 + index[2]


arrays["geometric"] = ndimage.geometric_transform(IMAGE, spiral, output_shape=(3, 4, 2), mode="nearest")
save("ndimage", "interpolation", arrays)
