"""Golden values of onkai-spatial's distances, from scipy.spatial.distance."""
import warnings

import numpy as np
from scipy.spatial import distance

from common import noise, save

warnings.filterwarnings("ignore")

METRICS = ["euclidean", "sqeuclidean", "seuclidean", "minkowski", "cityblock", "chebyshev", "canberra", "braycurtis",
           "correlation", "cosine", "mahalanobis", "jensenshannon", "hamming", "jaccard", "dice", "rogerstanimoto",
           "russellrao", "sokalsneath", "yule"]
UNWEIGHTED = {"seuclidean", "mahalanobis", "jensenshannon"}
BOOLEAN = {"hamming", "jaccard", "dice", "rogerstanimoto", "russellrao", "sokalsneath", "yule"}


def matrix(rows, columns, seed):
    return noise(rows * columns, seed).reshape(rows, columns)


def flags(rows, columns, seed):
    """Numbers of which about half are zero, and a third of the rest one."""
    x = matrix(rows, columns, seed)
    return np.where(x < 0.0, 0.0, np.where(x < 0.6, 1.0, 0.75))


a, b = matrix(13, 5, 1), matrix(10, 5, 2)
p, q = flags(13, 5, 3), flags(10, 5, 4)
weights = np.array([0.5, 0.0, 2.0, 1.25, 3.0])
arrays = {}
for metric in METRICS:
    u, v = (abs(a), abs(b)) if metric == "jensenshannon" else (a, b)
    kinds = [("real", u, v)]
    if metric in BOOLEAN:
        # SciPy multiplies numbers other than 0 and 1 in some of these; as truth values they have one meaning.
        kinds = [("flags", p != 0, q != 0)]
    if metric in ("hamming", "jaccard"):
        kinds = [("flags", p, q)]
    for kind, u, v in kinds:
        arrays[f"cdist_{metric}"] = distance.cdist(u, v, metric)
        arrays[f"pdist_{metric}"] = distance.pdist(u, metric)
        if metric not in UNWEIGHTED:
            arrays[f"cdist_{metric}_w"] = distance.cdist(u, v, metric, w=weights)
            arrays[f"pdist_{metric}_w"] = distance.pdist(u, metric, w=weights)
for power in (1.0, 1.5, 2.0, 3.0, np.inf):
    arrays[f"cdist_minkowski_{power}"] = distance.cdist(a, b, "minkowski", p=power)
    arrays[f"cdist_minkowski_{power}_w"] = distance.cdist(a, b, "minkowski", p=power, w=weights)
variances = np.array([0.5, 1.0, 2.0, 0.1, 4.0])
arrays["cdist_seuclidean_given"] = distance.cdist(a, b, "seuclidean", V=variances)
inverse = np.diag(variances) + 0.25
arrays["cdist_mahalanobis_given"] = distance.cdist(a, b, "mahalanobis", VI=inverse)
arrays["jensenshannon_base_2"] = np.array([distance.jensenshannon(abs(u), abs(v), base=2.0) for u, v in zip(a, b)])

# What becomes of NaN, infinities and zeros.
odd = np.array([[0.0, 0.0, 0.0], [1.0, np.nan, 2.0], [np.inf, 1.0, 1.0], [1.0, 0.0, 2.0], [-1.0, 1.0, 0.0]])
for metric in METRICS:
    if metric in BOOLEAN - {"hamming", "jaccard"}:
        u = np.array([[0, 0, 0], [1, 0, 1], [1, 1, 1], [0, 1, 0]], dtype=bool)
    elif metric == "mahalanobis":
        continue
    elif metric == "seuclidean":
        arrays["odd_seuclidean"] = distance.cdist(odd, odd, metric, V=np.array([1.0, 2.0, 3.0]))
        continue
    elif metric == "jensenshannon":
        u = np.array([[0.0, 0.0, 0.0], [1.0, np.nan, 2.0], [1.0, 0.0, 2.0], [-1.0, 2.0, 0.0], [0.0, 3.0, 0.0]])
    else:
        u = odd
    arrays[f"odd_{metric}"] = distance.cdist(u, u, metric)
    if metric not in UNWEIGHTED:
        arrays[f"odd_{metric}_w"] = distance.cdist(u, u, metric, w=np.array([1.0, 0.0, 2.0]))
for power in (3.0, np.inf):
    arrays[f"odd_minkowski_{power}"] = distance.cdist(odd, odd, "minkowski", p=power)

condensed = distance.pdist(a)
arrays["squareform"] = distance.squareform(condensed)
for seed, (n, m) in enumerate([(30, 40), (7, 3), (1, 5)]):
    u, v = matrix(n, 3, 10 + seed), matrix(m, 3, 20 + seed)
    arrays[f"hausdorff_{seed}"] = np.array(distance.directed_hausdorff(u, v), dtype=float)
cities = np.array([[35.0456, -85.2672], [35.1174, -89.9711], [35.9728, -83.9422], [36.1667, -86.7833]])
arrays["cities_cdist"] = distance.cdist(cities, cities)
arrays["cities_pdist"] = distance.pdist(cities)
save("spatial", "distance", arrays)
