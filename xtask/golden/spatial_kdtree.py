"""Golden values of onkai-spatial's tree, from scipy.spatial.KDTree."""
import numpy as np
from scipy.spatial import KDTree

from common import noise, save


def matrix(rows, columns, seed):
    return noise(rows * columns, seed).reshape(rows, columns)


arrays = {}
for dim in (1, 2, 3, 5):
    points, x, other = matrix(200, dim, dim), matrix(25, dim, 10 + dim), matrix(60, dim, 20 + dim)
    tree, there = KDTree(points), KDTree(other)
    for p in (1.0, 2.0, 3.5, np.inf):
        distances, indices = tree.query(x, k=4, p=p)
        arrays[f"distances_{dim}_{p}"], arrays[f"indices_{dim}_{p}"] = distances, indices
        arrays[f"ball_{dim}_{p}"] = tree.query_ball_point(x, 0.3, p=p, return_length=True)
        arrays[f"pairs_{dim}_{p}"] = len(tree.query_pairs(0.2, p=p))
        radii = np.array([0.4, 0.1, 0.0, 1.0, 5.0])
        arrays[f"count_{dim}_{p}"] = tree.count_neighbors(there, radii, p=p)
        arrays[f"bins_{dim}_{p}"] = tree.count_neighbors(there, np.sort(radii), p=p, cumulative=False)
        weights = (1.0 + noise(200, 1), 1.0 + noise(60, 2))
        arrays[f"weighted_{dim}_{p}"] = tree.count_neighbors(there, radii, p=p, weights=weights)
        sparse = tree.sparse_distance_matrix(there, 0.25, p=p).toarray()
        arrays[f"sparse_{dim}_{p}"] = np.array([np.count_nonzero(sparse), sparse.sum()])
    distances, indices = tree.query(x, k=3, distance_upper_bound=0.1)
    arrays[f"bound_distances_{dim}"], arrays[f"bound_indices_{dim}"] = distances, indices
save("spatial", "kdtree", {k: v.astype(np.int64) if np.issubdtype(np.asarray(v).dtype, np.integer) else v
                           for k, v in ((k, np.asarray(v)) for k, v in arrays.items())})
