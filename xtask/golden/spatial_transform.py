"""Golden values of onkai-spatial's rotations and of procrustes, from scipy.spatial."""
import itertools
import warnings

import numpy as np
from scipy.spatial import procrustes
from scipy.spatial.transform import Rotation, Slerp

from common import noise, save

warnings.filterwarnings("ignore")


def matrix(rows, columns, seed):
    return noise(rows * columns, seed).reshape(rows, columns)


arrays = {}
rotations = Rotation.from_quat(matrix(12, 4, 1))
arrays["quat"] = rotations.as_quat()
arrays["canonical"] = rotations.as_quat(canonical=True)
arrays["matrix"] = rotations.as_matrix()
arrays["rotvec"] = rotations.as_rotvec()
arrays["mrp"] = rotations.as_mrp()
arrays["magnitude"] = rotations.magnitude()
arrays["inverse"] = rotations.inv().as_quat()
arrays["square"] = (rotations ** 2).as_rotvec()
arrays["power"] = (rotations ** 0.3).as_matrix()
arrays["from_matrix"] = Rotation.from_matrix(rotations.as_matrix()).as_quat(canonical=True)
arrays["from_rough_matrix"] = Rotation.from_matrix(rotations.as_matrix() + 0.05 * noise(108, 9).reshape(12, 3, 3)).as_matrix()
arrays["from_rotvec"] = Rotation.from_rotvec(4.0 * matrix(12, 3, 2)).as_matrix()
arrays["from_small_rotvec"] = Rotation.from_rotvec(1e-5 * matrix(12, 3, 2)).as_quat()
arrays["small_rotvec"] = Rotation.from_rotvec(1e-5 * matrix(12, 3, 2)).as_rotvec()
arrays["from_mrp"] = Rotation.from_mrp(matrix(12, 3, 3)).as_matrix()
arrays["applied"] = rotations.apply(matrix(12, 3, 4))
arrays["applied_inverse"] = rotations.apply(matrix(12, 3, 4), inverse=True)
arrays["composed"] = (rotations * rotations[::-1]).as_matrix()
arrays["mean"] = rotations.mean().as_matrix()
arrays["weighted_mean"] = rotations.mean(weights=1.0 + noise(12, 5)).as_matrix()
angles = 3.0 * matrix(12, 3, 6)
for length in (1, 2, 3):
    for axes in itertools.product("xyz", repeat=length):
        if any(a == b for a, b in zip(axes, axes[1:])):
            continue
        for name in ("".join(axes), "".join(axes).upper()):
            arrays[f"from_euler_{name}_"] = Rotation.from_euler(name, angles[:, :length]).as_matrix()
            if length == 3:
                arrays[f"as_euler_{name}_"] = rotations.as_euler(name)
                # The middle angle at the ends of its range, where the others are not unique.
                ends = (0.0, np.pi) if name[0] == name[2] else (-np.pi / 2, np.pi / 2)
                locked = Rotation.from_euler(name, [[0.4, end, -0.7] for end in ends])
                arrays[f"locked_euler_{name}_"] = locked.as_euler(name)
a, b = matrix(9, 3, 7), matrix(9, 3, 8)
weights = 1.0 + noise(9, 9)
for name, w in {"plain": None, "weighted": weights, "primary": np.where(np.arange(9) == 4, np.inf, weights)}.items():
    found, rssd = Rotation.align_vectors(a, b, weights=w)
    arrays[f"align_{name}"], arrays[f"align_{name}_rssd"] = found.as_matrix(), np.array([rssd])
    if name != "primary":
        arrays[f"align_{name}_sensitivity"] = Rotation.align_vectors(a, b, weights=w, return_sensitivity=True)[2]
found, rssd = Rotation.align_vectors(a[:1], b[:1])
arrays["align_one"], arrays["align_one_rssd"] = found.as_matrix(), np.array([rssd])
times = np.array([0.0, 0.5, 2.0, 3.0, 3.25, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])
arrays["slerp"] = Slerp(times, rotations)(np.array([0.0, 0.25, 0.5, 1.9, 3.1, 9.99, 10.0])).as_matrix()

for dim in (2, 3):
    one, two = matrix(10, dim, 11), matrix(10, dim, 12)
    standard, fitted, disparity = procrustes(one, two)
    arrays[f"procrustes_{dim}_standard"], arrays[f"procrustes_{dim}_fitted"] = standard, fitted
    arrays[f"procrustes_{dim}_disparity"] = np.array([disparity])
save("spatial", "transform", arrays)
