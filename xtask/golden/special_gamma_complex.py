"""Gamma functions of complex arguments, by mpmath."""
import mpmath as mp
from common import accuracy, noise, save

arrays = {}


def box(half_width, n, seed):
    z = noise(2 * n, seed) * half_width
    return [complex(a, b) for a, b in zip(z[::2], z[1::2])]


def around(centers, radii, seed):
    points = []
    for i, c in enumerate(centers):
        angles = noise(len(radii), seed + i)
        points += [c + r * complex(mp.expjpi(a)) for r, a in zip(radii, angles)]
    return points


RADII = [1e-13, 1e-9, 1e-5, 1e-2, 0.1, 0.3]
moderate = box(5.0, 80, 1) + box(40.0, 60, 2) + around([0.0, 1.0, 2.0, -1.0, -4.0, -20.0], RADII, 3)
moderate += [complex(0.0, y) for y in (1e-10, 0.5, 3.0, 9.0, 60.0, 200.0)] + [complex(-3.5, 1e-8), complex(1e-300, 1e-300)]
steep = [complex(x, y) for x, y in ((150.0, 100.0), (-150.3, 60.0), (0.5, 440.0), (200.0, 300.0), (1000.0, 2200.0), (-300.5, 1e-9))]
far = [complex(2000.0, 4000.0), complex(10000.0, 30500.0), complex(-400.25, 30.0)]


def representable(points):
    with mp.workdps(20):
        return [z for z in points if -300 < mp.log10(abs(mp.gamma(z))) < 300]


accuracy(arrays, "gamma, complex", mp.gamma, representable(moderate + steep + far))
accuracy(arrays, "rgamma, complex", mp.rgamma, representable(moderate + steep + far))
large = [complex(x, y) for x, y in ((1e10, 1e10), (-1e8, 1e9), (-1e6 - 0.25, 3.0), (1e150, -1e100), (-1e5, 1e-5), (3.0, 1e12), (-2.5, 1e-300))]
cut = [complex(x, y) for x in (-0.5, -1.5, -7.25, -30.5) for y in (1e-12, -1e-12)]
accuracy(arrays, "loggamma, complex", mp.loggamma, moderate + steep + far + large + cut)
with mp.workdps(40):
    zeros = [complex(mp.findroot(mp.digamma, g)) for g in (1.4616, -0.504, -1.573, -9.702, -40.77)]
accuracy(arrays, "digamma, complex", mp.digamma, moderate + steep + far + large + cut + around(zeros, RADII, 40))

save("special", "gamma_complex", arrays, packages=("numpy", "mpmath"))
