"""Golden values of onkai-ndimage's morphology and regions, from scipy.ndimage.

The tests go through the same calls and compare one flat array for each.
"""
import numpy as np
import scipy.ndimage as ndimage

from common import noise, save

SET = noise(20 * 17, 31).reshape(20, 17) > -0.1
DENSE = noise(20 * 17, 32).reshape(20, 17) > -0.6
MASK = noise(20 * 17, 33).reshape(20, 17) > -0.5
SOLID = noise(6 * 7 * 8, 34).reshape(6, 7, 8) > 0.1
GREY = np.round(noise(12 * 15, 35) * 8).reshape(12, 15) / 8
# Uneven, with and without its own centre at the origins that are used.
EVEN = np.array([[0, 1], [1, 1], [1, 0]], bool)
RING = np.array([[1, 1, 1], [1, 0, 1], [0, 1, 1]], bool)
HEIGHTS = noise(6, 36).reshape(3, 2)
SQUARE = np.ones((3, 3), bool)


def flat(arrays):
    return np.concatenate([np.ravel(a) for a in arrays])


def binary(structure, origin, **options):
    options = {"structure": structure, "origin": origin, **options}
    return flat([
        operation(x, **options)
        for x in (SET, DENSE)
        for operation in (ndimage.binary_erosion, ndimage.binary_dilation, ndimage.binary_opening, ndimage.binary_closing)
    ])


arrays = {}
STRUCTURES = {"cross": (None, 0), "even": (EVEN, (1, -1)), "even0": (EVEN, 0), "ring": (RING, 0), "square": (SQUARE, (0, 1))}
for name, (structure, origin) in STRUCTURES.items():
    for times in (1, 2, 3):
        arrays[f"{name}_{times}"] = binary(structure, origin, iterations=times)
        arrays[f"{name}_{times}_masked"] = binary(structure, origin, iterations=times, mask=MASK, border_value=1)
arrays["cross_stable"] = binary(None, 0, iterations=-1, mask=MASK)
arrays["square_stable"] = binary(SQUARE, 0, iterations=-1, mask=MASK, border_value=1)
arrays["solid"] = flat([ndimage.binary_dilation(SOLID, iterations=2), ndimage.binary_erosion(~SOLID)])
arrays["propagation"] = flat([
    ndimage.binary_propagation(SET & ~DENSE, mask=MASK),
    ndimage.binary_propagation(SET & (np.indices(SET.shape)[0] == 3), structure=SQUARE, mask=SET),
])
arrays["holes"] = flat([
    ndimage.binary_fill_holes(DENSE),
    ndimage.binary_fill_holes(DENSE, structure=SQUARE),
    ndimage.binary_fill_holes(~SOLID),
])
arrays["hit_or_miss"] = flat([
    ndimage.binary_hit_or_miss(SET),
    ndimage.binary_hit_or_miss(SET, structure1=EVEN, origin1=(1, 0)),
    ndimage.binary_hit_or_miss(SET, structure1=EVEN, structure2=RING, origin1=(0, -1), origin2=(1, 1)),
    ndimage.binary_hit_or_miss(SET, structure1=SQUARE),
])
for rank, connectivity in [(1, 1), (2, 1), (2, 2), (3, 2), (4, 0)]:
    arrays[f"structure_{rank}_{connectivity}"] = ndimage.generate_binary_structure(rank, connectivity)
arrays["iterated_cross"] = ndimage.iterate_structure(ndimage.generate_binary_structure(2, 1), 3)
arrays["iterated_even"] = ndimage.iterate_structure(EVEN, 4)

GREYS = [
    ndimage.grey_erosion, ndimage.grey_dilation, ndimage.grey_opening, ndimage.grey_closing,
    ndimage.morphological_gradient, ndimage.morphological_laplace, ndimage.white_tophat, ndimage.black_tophat,
]
for mode in ("reflect", "mirror", "nearest", "wrap", "constant"):
    options = {"mode": mode, "cval": 0.3}
    arrays[f"grey_{mode}"] = flat(
        [f(GREY, size=(3, 4), origin=(1, -1), **options) for f in GREYS]
        + [f(GREY, footprint=EVEN, origin=(0, -1), **options) for f in GREYS]
        + [f(GREY, structure=HEIGHTS, **options) for f in GREYS]
        + [f(GREY, footprint=EVEN, structure=HEIGHTS, origin=(1, 0), **options) for f in GREYS]
    )

DIAGONAL = np.eye(3, dtype=bool)
UPRIGHT = np.array([[0, 1, 0], [0, 1, 0], [0, 1, 0]], bool)
SPREAD = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], bool)
WOVEN = np.array([[1, 1, 1], [0, 1, 0], [1, 1, 1]], bool)
for name, structure in {"cross": None, "square": SQUARE, "diagonal": DIAGONAL, "upright": UPRIGHT, "spread": SPREAD, "woven": WOVEN}.items():
    arrays[f"label_{name}"] = ndimage.label(SET, structure)[0].astype(np.uint32)
arrays["label_solid"] = ndimage.label(SOLID)[0].astype(np.uint32)
arrays["label_solid_full"] = ndimage.label(SOLID, np.ones((3, 3, 3)))[0].astype(np.uint32)
arrays["label_line"] = ndimage.label(SET.ravel())[0].astype(np.uint32)

labels = arrays["label_solid"].astype(int)
index = np.arange(1, labels.max() + 1)
values = noise(labels.size, 37).reshape(labels.shape)
boxes = ndimage.find_objects(labels)
arrays["boxes"] = np.array([[[s.start, s.stop] for s in box] for box in boxes]).astype(np.uint32)
arrays["statistics"] = np.stack([
    ndimage.sum_labels(values, labels, index), ndimage.mean(values, labels, index),
    ndimage.minimum(values, labels, index), ndimage.maximum(values, labels, index),
])
arrays["centres"] = np.array(ndimage.center_of_mass(values, labels, index))
save("ndimage", "morphology", arrays)
