"""Distances, trees and hulls: scipy.spatial."""
from scipy.spatial import ConvexHull, Delaunay, cKDTree
from scipy.spatial.distance import cdist, pdist


def distances(metric):
    return lambda i: lambda a=i.noise(2000, 16, seed=1), b=i.noise(2000, 16, seed=2): cdist(a, b, metric)


def neighbors(k):
    def case(inputs):
        tree, x = cKDTree(inputs.noise(1_000_000, 3, seed=1)), inputs.noise(100_000, 3, seed=2)
        return lambda: tree.query(x, k=k, workers=2)[0]

    return case


# Name: inputs -> the call that is timed. To add a case, add its line.
CASES = {
    "cdist_euclidean": distances("euclidean"),
    "cdist_cosine": distances("cosine"),
    "pdist": lambda i: lambda x=i.noise(2000, 16, seed=1): pdist(x),
    "kdtree_build": lambda i: lambda x=i.noise(1_000_000, 3, seed=1): cKDTree(x).maxes,
    "kdtree_query_1": neighbors(1),
    "kdtree_query_5": neighbors(5),
    "delaunay_2d": lambda i: lambda x=i.noise(100_000, 2, seed=1): [len(Delaunay(x).simplices)],
    "convex_hull_3d": lambda i: lambda x=i.noise(1_000_000, 3, seed=1): ConvexHull(x).vertices,
}
