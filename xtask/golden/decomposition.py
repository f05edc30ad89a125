"""Golden values of onkai-decomposition, from sklearn.decomposition.NMF."""
import warnings

import numpy as np
from sklearn.decomposition import NMF, non_negative_factorization

from common import noise, save

warnings.filterwarnings("ignore")  # not converging is part of the result
PACKAGES = ("numpy", "scipy", "scikit-learn")
arrays = {}


def positive(shape, seed, zeros=False):
    x = noise(int(np.prod(shape)), seed).reshape(shape)
    return np.maximum(x, 0.0) if zeros else np.abs(x) + 0.01


def case(name, shape, k, *, zeros=False, dtype=np.float64, init="custom", **options):
    """What NMF.fit_transform gives; custom starts are noise of seeds 2 and 3."""
    x = positive(shape, 1, zeros).astype(dtype)
    model = NMF(k, init=init, random_state=0, **options)
    start = {}
    if init == "custom":
        start = {"W": positive((shape[0], k), 2).astype(dtype), "H": positive((k, shape[1]), 3).astype(dtype)}
    w = model.fit_transform(x, **start)
    arrays[f"{name}.w"] = w
    arrays[f"{name}.h"] = model.components_
    arrays[f"{name}.n_iter"] = model.n_iter_
    arrays[f"{name}.error"] = float(model.reconstruction_err_)
    return model


TALL, WIDE = (41, 17), (9, 50)
case("cd_tall", TALL, 5)
case("cd_wide", WIDE, 3, tol=1e-6, max_iter=37)
case("cd_zeros", TALL, 4, zeros=True)
case("cd_f32", TALL, 5, dtype=np.float32, max_iter=20)
case("cd_ridge", TALL, 4, alpha_W=0.01, max_iter=60)
case("cd_lasso", TALL, 4, alpha_W=0.002, alpha_H=0.005, l1_ratio=1.0, max_iter=60)
case("cd_mixed", WIDE, 4, alpha_W=0.003, alpha_H=0.0, l1_ratio=0.4, max_iter=60)
case("cd_one", (1, 7), 1)
for init in ("nndsvd", "nndsvda"):
    # So many components that scikit-learn looks at all directions: else its singular vectors are approximate.
    case(f"cd_{init}", TALL, 7, init=init, max_iter=30)
    case(f"cd_{init}_wide", WIDE, 6, init=init, zeros=True, max_iter=30)
LOSSES = {"frobenius": 2.0, "kullback": 1.0, "itakura": 0.0, "beta_half": 0.5, "beta_three_halves": 1.5, "beta_three": 3.0}
for name, beta in LOSSES.items():
    case(f"mu_{name}", TALL, 5, solver="mu", beta_loss=beta, max_iter=45)
    case(f"mu_{name}_regular", WIDE, 3, solver="mu", beta_loss=beta, alpha_W=0.01, alpha_H=0.003, l1_ratio=0.5, max_iter=45)
case("mu_converges", TALL, 2, solver="mu", beta_loss="kullback-leibler", tol=1e-2)
case("mu_zeros", TALL, 4, solver="mu", beta_loss="kullback-leibler", zeros=True, max_iter=45)
case("mu_f32", TALL, 5, solver="mu", beta_loss="kullback-leibler", dtype=np.float32, max_iter=20)

new = positive((13, 17), 4)
for name, options in {
    "cd": {},
    "cd_regular": {"alpha_W": 0.01, "l1_ratio": 0.3},
    "mu_frobenius": {"solver": "mu"},
    "mu_kullback": {"solver": "mu", "beta_loss": "kullback-leibler", "alpha_W": 0.01},
    "mu_itakura": {"solver": "mu", "beta_loss": "itakura-saito"},
}.items():
    w, _, n_iter = non_negative_factorization(
        new, H=positive((5, 17), 3), n_components=5, init="custom", update_H=False, max_iter=80, **options
    )
    arrays[f"transform_{name}.w"] = w
    arrays[f"transform_{name}.n_iter"] = n_iter
save("decomposition", "nmf", arrays, PACKAGES)
