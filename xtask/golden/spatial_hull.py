"""Golden values of onkai-spatial's hulls, triangulations and diagrams, from scipy.spatial."""
import numpy as np
from scipy.spatial import ConvexHull, Delaunay, Voronoi

from common import noise, save


def matrix(rows, columns, seed):
    return noise(rows * columns, seed).reshape(rows, columns)


def rows_in_order(x):
    x = np.sort(x, axis=1)
    return x[np.lexsort(x.T[::-1])].astype(np.int64)


def grid(n, dim):
    return np.stack(np.meshgrid(*[np.arange(n, dtype=float)] * dim, indexing="ij"), -1).reshape(-1, dim)


arrays = {}
clouds = {"plane": matrix(80, 2, 1), "space": matrix(90, 3, 2), "few_plane": matrix(5, 2, 3), "few_space": matrix(6, 3, 4),
          "grid_plane": grid(4, 2), "grid_space": grid(3, 3)}
for name, points in clouds.items():
    hull = ConvexHull(points)
    arrays[f"{name}_measures"] = np.array([hull.volume, hull.area])
    arrays[f"{name}_vertices"] = np.sort(hull.vertices).astype(np.int64)
    if not name.startswith("grid"):
        arrays[f"{name}_facets"] = rows_in_order(hull.simplices)
        equations = hull.equations
        arrays[f"{name}_equations"] = equations[np.lexsort(np.round(equations, 9).T[::-1])]
        arrays[f"{name}_simplices"] = rows_in_order(Delaunay(points).simplices)
    diagram = Voronoi(points)
    pairs = np.sort(diagram.ridge_points, axis=1)
    order = np.lexsort(pairs.T[::-1])
    arrays[f"{name}_ridge_points"] = pairs[order].astype(np.int64)
    sums, counts = [], []
    for ridge in order:
        vertices = diagram.ridge_vertices[ridge]
        finite = [v for v in vertices if v >= 0]
        sums.append(diagram.vertices[finite].sum(axis=0))
        counts.append([len(finite), int(-1 in vertices)])
    arrays[f"{name}_ridge_sums"] = np.array(sums)
    arrays[f"{name}_ridge_counts"] = np.array(counts, dtype=np.int64)
    regions = [diagram.regions[r] for r in diagram.point_region]
    arrays[f"{name}_region_counts"] = np.array([[sum(v >= 0 for v in r), int(-1 in r)] for r in regions], dtype=np.int64)
    arrays[f"{name}_n_vertices"] = np.array([len(diagram.vertices)], dtype=np.int64)
for dim in (2, 3):
    points, x = matrix(60, dim, 5), 1.2 * matrix(40, dim, 6)
    triangulation = Delaunay(points)
    found = triangulation.find_simplex(x)
    corners = [np.sort(triangulation.simplices[s]) if s >= 0 else np.full(dim + 1, -1) for s in found]
    arrays[f"find_{dim}"] = np.array(corners, dtype=np.int64)
save("spatial", "hull", arrays)
