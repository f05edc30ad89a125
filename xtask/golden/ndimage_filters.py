"""Golden values of onkai-ndimage's filters of any dimension, from scipy.ndimage.

The tests go through the same calls and compare one flat array for each.
"""
import numpy as np
import scipy.ndimage as ndimage

from common import noise, save

MODES = ["reflect", "mirror", "nearest", "wrap", "constant"]
CVAL = 0.3


def steps(n, seed):
    """Noise on a grid of 1/8, so that there are ties."""
    return np.round(noise(n, seed) * 8) / 8


def flat(arrays):
    return np.concatenate([np.ravel(a) for a in arrays])


IMAGE = steps(11 * 13, 21).reshape(11, 13)
CUBE = steps(5 * 6 * 7, 22).reshape(5, 6, 7)
LARGE = steps(40 * 150, 23).reshape(40, 150)
FOOTPRINT = noise(15, 24).reshape(3, 5) > -0.2
DISC = np.hypot(*(np.indices((11, 13)) - 6)) < 5.5
WEIGHTS = noise(12, 25).reshape(3, 4)


def orders(x, **options):
    return [
        ndimage.median_filter(x, **options),
        ndimage.rank_filter(x, 2, **options),
        ndimage.rank_filter(x, -2, **options),
        ndimage.percentile_filter(x, 30, **options),
        ndimage.percentile_filter(x, -10, **options),
        ndimage.percentile_filter(x, 100, **options),
        ndimage.minimum_filter(x, **options),
        ndimage.maximum_filter(x, **options),
    ]


arrays = {}
for mode in MODES:
    options = {"mode": mode, "cval": CVAL}
    arrays[f"box_{mode}"] = flat(orders(IMAGE, size=(3, 4), origin=(1, -2), **options))
    arrays[f"footprint_{mode}"] = flat(orders(IMAGE, footprint=FOOTPRINT, origin=(-1, 1), **options))
    arrays[f"uniform_{mode}"] = flat([
        ndimage.uniform_filter(IMAGE, (3, 4), origin=(1, -2), **options),
        ndimage.uniform_filter(CUBE, 2, **options),
    ])
    arrays[f"correlate_{mode}"] = flat([
        ndimage.correlate(IMAGE, WEIGHTS, origin=(1, -2), **options),
        ndimage.convolve(IMAGE, WEIGHTS, origin=(0, 1), **options),
        ndimage.correlate1d(IMAGE, WEIGHTS[0], axis=0, origin=1, **options),
        ndimage.convolve1d(IMAGE, WEIGHTS[1], axis=1, origin=-1, **options),
        ndimage.convolve1d(IMAGE, WEIGHTS[:, 1], axis=0, origin=1, **options),
    ])
    arrays[f"gaussian_{mode}"] = flat([
        ndimage.gaussian_filter(IMAGE, (1.2, 0.7), **options),
        ndimage.gaussian_filter(IMAGE, 1.5, order=(1, 2), truncate=3.0, **options),
        ndimage.gaussian_filter(CUBE, (0.0, 0.8, 1.0), order=(0, 3, 0), radius=(1, 3, 2), **options),
        ndimage.gaussian_filter1d(IMAGE, 2.0, axis=0, order=1, **options),
    ])
    arrays[f"edges_{mode}"] = flat([
        ndimage.sobel(IMAGE, axis=0, **options),
        ndimage.sobel(CUBE, axis=1, **options),
        ndimage.prewitt(IMAGE, axis=1, **options),
        ndimage.laplace(CUBE, **options),
        ndimage.gaussian_laplace(IMAGE, (1.0, 1.3), **options),
        ndimage.gaussian_gradient_magnitude(IMAGE, 1.1, **options),
    ])
arrays["cube"] = flat(orders(CUBE, size=3))
arrays["cube_large"] = flat(orders(CUBE, size=(5, 4, 6), mode="wrap"))
# Windows of more samples than are sorted one by one; more samples than one tile holds.
arrays["large_box"] = np.stack([ndimage.median_filter(LARGE, (9, 11)), ndimage.percentile_filter(LARGE, 77, (9, 11))])
arrays["large_disc"] = np.stack([
    ndimage.median_filter(LARGE, footprint=DISC, mode="mirror"),
    ndimage.rank_filter(LARGE, 10, footprint=DISC, origin=(2, -3)),
])
tall = np.tile(LARGE, (9, 3)) + np.linspace(0, 1, 360)[:, None]
arrays["tiles"] = ndimage.median_filter(tall, (9, 9))[::7, ::11]
arrays["generic"] = ndimage.generic_filter(IMAGE, lambda w: w[0] + 2 * w[-1], footprint=FOOTPRINT, mode="wrap")
narrow = IMAGE.astype(np.float32)
arrays["f32"] = flat([
    ndimage.median_filter(narrow, 3),
    ndimage.uniform_filter(narrow, 3),
    ndimage.gaussian_filter(narrow, 1.0),
    ndimage.correlate(narrow, WEIGHTS),
    ndimage.laplace(narrow),
]).astype(np.float32)
save("ndimage", "filters", arrays)
