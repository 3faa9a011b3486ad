"""The compiled part of the renderer: rays against simple solids, light and shadow. Not for deciding what stands where.

Every solid is a unit shape seen through an affine map, so one ray test per kind is enough. A ray's direction has
length one along the view axis, so that the ray parameter is the depth. Colours here are linear light.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

BALL, BOX, TUBE, CONE, ROOF, CARD, FLOOR = range(7)
FAR = 1e6


@njit(cache=True, fastmath=True)
def _quadric(a, b, c):
    """The nearer root of a t^2 + 2 b t + c, or -1."""
    det = b * b - a * c
    if det <= 0 or a <= 1e-12:
        return -1.0
    return (-b - math.sqrt(det)) / a


@njit(cache=True, fastmath=True)
def _slab(o, d):
    """Entry and exit of -1 <= o + t d <= 1."""
    if abs(d) < 1e-9:
        d = 1e-9
    a, b = (-1 - o) / d, (1 - o) / d
    return min(a, b), max(a, b)


@njit(cache=True, fastmath=True)
def _hit_box(ox, oy, oz, dx, dy, dz):
    x0, x1 = _slab(ox, dx)
    y0, y1 = _slab(oy, dy)
    z0, z1 = _slab(oz, dz)
    t = max(x0, y0, z0)
    if t > min(x1, y1, z1):
        return -1.0, 0.0, 0.0, 0.0
    if t == x0:
        return t, -math.copysign(1.0, dx), 0.0, 0.0
    if t == y0:
        return t, 0.0, -math.copysign(1.0, dy), 0.0
    return t, 0.0, 0.0, -math.copysign(1.0, dz)


@njit(cache=True, fastmath=True)
def _hit_tube(ox, oy, oz, dx, dy, dz):
    t = _quadric(dx * dx + dz * dz, ox * dx + oz * dz, ox * ox + oz * oz - 1)
    if t > 0 and abs(oy + t * dy) <= 1:
        return t, ox + t * dx, 0.0, oz + t * dz
    cap = -math.copysign(1.0, dy)
    if abs(dy) > 1e-9:
        t = (cap - oy) / dy
        x, z = ox + t * dx, oz + t * dz
        if t > 0 and x * x + z * z <= 1:
            return t, 0.0, cap, 0.0
    return -1.0, 0.0, 0.0, 0.0


@njit(cache=True, fastmath=True)
def _hit_cone(ox, oy, oz, dx, dy, dz):
    """Tip at y = 1, base of radius 1 at y = -1 (open below)."""
    h = 0.5 * (1 - oy)
    t = _quadric(dx * dx + dz * dz - 0.25 * dy * dy, ox * dx + oz * dz + 0.5 * h * dy, ox * ox + oz * oz - h * h)
    y = oy + t * dy
    if t > 0 and abs(y) <= 1:
        return t, ox + t * dx, 0.25 * (1 - y), oz + t * dz
    return -1.0, 0.0, 0.0, 0.0


@njit(cache=True, fastmath=True)
def _hit_roof(ox, oy, oz, dx, dy, dz):
    """A ridge along z at y = 1 over a base |x| <= 1, y >= -1, |z| <= 1."""
    near, far = _slab(oz, dz)
    nx, ny, nz = 0.0, 0.0, -math.copysign(1.0, dz)
    for k in range(3):
        ax, ay, b = (0.0, -1.0, 1.0) if k == 0 else ((1.0 if k == 1 else -1.0), 0.5, 0.5)
        den, gap = ax * dx + ay * dy, b - ax * ox - ay * oy
        if abs(den) < 1e-9:
            den = 1e-9
        t = gap / den
        if den < 0:
            if t > near:
                near, nx, ny, nz = t, ax, ay, 0.0
        elif t < far:
            far = t
    if near > far:
        return -1.0, 0.0, 0.0, 0.0
    return near, nx, ny, nz


@njit(cache=True, fastmath=True)
def _hit(kind, ox, oy, oz, dx, dy, dz):  # noqa: PLR0911 - one per kind of solid
    """Ray parameter (negative when missed) and the unnormalised local normal."""
    if kind == BALL:
        t = _quadric(dx * dx + dy * dy + dz * dz, ox * dx + oy * dy + oz * dz, ox * ox + oy * oy + oz * oz - 1)
        return t, ox + t * dx, oy + t * dy, oz + t * dz
    if kind == BOX:
        return _hit_box(ox, oy, oz, dx, dy, dz)
    if kind == TUBE:
        return _hit_tube(ox, oy, oz, dx, dy, dz)
    if kind == CONE:
        return _hit_cone(ox, oy, oz, dx, dy, dz)
    if kind == ROOF:
        return _hit_roof(ox, oy, oz, dx, dy, dz)
    if kind == CARD:
        if abs(dz) < 1e-9:
            return -1.0, 0.0, 0.0, 0.0
        t = -oz / dz
        if abs(ox + t * dx) > 1 or abs(oy + t * dy) > 1:
            return -1.0, 0.0, 0.0, 0.0
        return t, 0.0, 0.0, -math.copysign(1.0, dz)
    if abs(dy) < 1e-9:
        return -1.0, 0.0, 0.0, 0.0
    return -oy / dy, 0.0, -math.copysign(1.0, dy), 0.0


@njit(cache=True, fastmath=True)
def _tap(plane, u, v):
    """Bilinear value of a plane (n, n) that repeats, at u, v in repeats."""
    n = plane.shape[0]
    x, y = u * n - 0.5, v * n - 0.5
    xf, yf = math.floor(x), math.floor(y)
    a, b = x - xf, y - yf
    i, j = int(yf) % n, int(xf) % n
    k, m = (i + 1) % n, (j + 1) % n
    top = plane[i, j] * (1 - a) + plane[i, m] * a
    return top * (1 - b) + (plane[k, j] * (1 - a) + plane[k, m] * a) * b


@njit(cache=True, fastmath=True)
def _solid_here(kind, mask, repeat, x, y, z, facing):
    """Whether a masked surface is there: cut-outs for cards, leaves with ragged rims for everything else."""
    if kind == CARD:
        u, v = (0.5 + 0.499 * x) * repeat, (0.5 - 0.499 * y) * repeat
        return _tap(mask, u, v) > 127
    ax, ay, az = abs(x), abs(y), abs(z)
    if ax >= ay and ax >= az:
        u, v = y, z
    elif ay >= az:
        u, v = x, z
    else:
        u, v = x, y
    return _tap(mask, u * repeat, v * repeat) + 110 * (facing - 0.55) > 100


@njit(cache=True, fastmath=True)
def raster(rays, eye, inv, kind, window, mask_of, repeat, masks, depth, part, loc, nrm):
    """Fill depth (H, W), part (H, W), loc and nrm (H, W, 3; local) with what each ray meets first."""
    for p in range(kind.shape[0]):
        m = inv[p]
        ox = m[0, 0] * eye[0] + m[0, 1] * eye[1] + m[0, 2] * eye[2] + m[0, 3]
        oy = m[1, 0] * eye[0] + m[1, 1] * eye[1] + m[1, 2] * eye[2] + m[1, 3]
        oz = m[2, 0] * eye[0] + m[2, 1] * eye[1] + m[2, 2] * eye[2] + m[2, 3]
        for y in range(window[p, 0], window[p, 1]):
            for x in range(window[p, 2], window[p, 3]):
                d = rays[y, x]
                dx = m[0, 0] * d[0] + m[0, 1] * d[1] + m[0, 2] * d[2]
                dy = m[1, 0] * d[0] + m[1, 1] * d[1] + m[1, 2] * d[2]
                dz = m[2, 0] * d[0] + m[2, 1] * d[1] + m[2, 2] * d[2]
                t, nx, ny, nz = _hit(kind[p], ox, oy, oz, dx, dy, dz)
                if t < 0.02 or t >= depth[y, x]:
                    continue
                hx, hy, hz = ox + t * dx, oy + t * dy, oz + t * dz
                if mask_of[p] >= 0:
                    length = math.sqrt(dx * dx + dy * dy + dz * dz) * math.sqrt(nx * nx + ny * ny + nz * nz)
                    facing = abs(dx * nx + dy * ny + dz * nz) / (length + 1e-9)
                    if not _solid_here(kind[p], masks[mask_of[p]], repeat[p], hx, hy, hz, facing):
                        continue
                depth[y, x] = t
                part[y, x] = p
                loc[y, x, 0], loc[y, x, 1], loc[y, x, 2] = hx, hy, hz
                nrm[y, x, 0], nrm[y, x, 1], nrm[y, x, 2] = nx, ny, nz


@njit(cache=True, fastmath=True)
def _blocked(px, py, pz, lx, ly, lz, inv, kind, ball, casts, mask_of, repeat, masks, skip):
    """Whether anything that casts shadows stands between a point and the light."""
    for p in range(kind.shape[0]):
        if not casts[p] or p == skip:
            continue
        cx, cy, cz = ball[p, 0] - px, ball[p, 1] - py, ball[p, 2] - pz
        along = cx * lx + cy * ly + cz * lz
        r2 = ball[p, 3] * ball[p, 3]
        if along < -ball[p, 3] or cx * cx + cy * cy + cz * cz - along * along > r2:
            continue
        m = inv[p]
        ox = m[0, 0] * px + m[0, 1] * py + m[0, 2] * pz + m[0, 3]
        oy = m[1, 0] * px + m[1, 1] * py + m[1, 2] * pz + m[1, 3]
        oz = m[2, 0] * px + m[2, 1] * py + m[2, 2] * pz + m[2, 3]
        dx = m[0, 0] * lx + m[0, 1] * ly + m[0, 2] * lz
        dy = m[1, 0] * lx + m[1, 1] * ly + m[1, 2] * lz
        dz = m[2, 0] * lx + m[2, 1] * ly + m[2, 2] * lz
        t, _, _, _ = _hit(kind[p], ox, oy, oz, dx, dy, dz)
        if t <= 1e-3:
            continue
        if mask_of[p] >= 0 and not _solid_here(
            kind[p], masks[mask_of[p]], repeat[p], ox + t * dx, oy + t * dy, oz + t * dz, 0.7
        ):
            continue
        return True
    return False


@njit(cache=True, fastmath=True)
def _open_sky(px, py, pz, nx, ny, nz, ball, casts, skip):
    """How much of the surroundings a point sees, 0 .. 1: solids near it take light away."""
    shut = 0.0
    for p in range(ball.shape[0]):
        if not casts[p] or p == skip:
            continue
        cx, cy, cz = ball[p, 0] - px, ball[p, 1] - py, ball[p, 2] - pz
        d2 = cx * cx + cy * cy + cz * cz
        r2 = ball[p, 4] * ball[p, 4]
        if d2 > 16 * r2:
            continue
        lean = (cx * nx + cy * ny + cz * nz) / math.sqrt(d2 + 1e-9)
        if lean > 0:
            shut += lean * min(1.0, r2 / (d2 + 1e-9))
    return max(0.15, 1 - 0.75 * shut)


@njit(cache=True, fastmath=True)
def _to_world(m, n):
    """A part's own normal as a unit vector of the world."""
    x = m[0, 0] * n[0] + m[1, 0] * n[1] + m[2, 0] * n[2]
    y = m[0, 1] * n[0] + m[1, 1] * n[1] + m[2, 1] * n[2]
    z = m[0, 2] * n[0] + m[1, 2] * n[1] + m[2, 2] * n[2]
    s = 1 / (math.sqrt(x * x + y * y + z * z) + 1e-12)
    return x * s, y * s, z * s


@njit(cache=True, fastmath=True)
def light_up(rays, eye, depth, part, loc, nrm, inv, kind, ball, casts, mask_of, repeat, masks, sun, shadows):
    """What light reaches each pixel, (H, W, 4): direct, from around, mirrored, and how squarely the surface is seen."""
    h, w = depth.shape
    out = np.zeros((h, w, 4), np.float32)
    shadow = np.ones(((h + 1) // 2, (w + 1) // 2, 2), np.float32)
    for y in range(h):
        for x in range(w):
            p = part[y, x]
            if p < 0:
                continue
            m, n, d = inv[p], nrm[y, x], rays[y, x]
            nx, ny, nz = _to_world(m, n)
            t = depth[y, x]
            px, py, pz = eye[0] + t * d[0], eye[1] + t * d[1], eye[2] + t * d[2]
            e = 2e-3 * (1 + 0.2 * t)
            lit = nx * sun[0] + ny * sun[1] + nz * sun[2]
            if mask_of[p] >= 0:
                lit = 0.35 + 0.5 * lit  # leaves let light through
            twin = y - y % 2, x - x % 2  # shadows at half the size: the corner of each 2 x 2 block speaks for its part
            if (y % 2 or x % 2) and part[twin] == p:
                lit, shut = lit * shadow[twin[0] // 2, twin[1] // 2, 0], shadow[twin[0] // 2, twin[1] // 2, 1]
            else:
                clear = 1.0
                if (
                    shadows
                    and lit > -0.3
                    and _blocked(
                        px + e * nx,
                        py + e * ny,
                        pz + e * nz,
                        sun[0],
                        sun[1],
                        sun[2],
                        inv,
                        kind,
                        ball,
                        casts,
                        mask_of,
                        repeat,
                        masks,
                        p,
                    )
                ):
                    clear = 0.0
                shut = _open_sky(px, py, pz, nx, ny, nz, ball, casts, p)
                if not (y % 2 or x % 2):
                    shadow[y // 2, x // 2, 0], shadow[y // 2, x // 2, 1] = clear, shut
                lit *= clear
            long = math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2])
            face = -(nx * d[0] + ny * d[1] + nz * d[2]) / long
            rx, ry, rz = d[0] / long + 2 * face * nx, d[1] / long + 2 * face * ny, d[2] / long + 2 * face * nz
            shine = rx * sun[0] + ry * sun[1] + rz * sun[2]
            out[y, x, 0] = max(lit, 0.0)
            out[y, x, 1] = shut * (0.75 + 0.25 * ny)
            out[y, x, 2] = max(shine, 0.0) ** 24 * (lit > 0)
            out[y, x, 3] = abs(face)
    return out


@njit(cache=True, fastmath=True)
def paint(depth, part, loc, nrm, light, size, look, tint, levels, px_per_unit):
    """Surface colour (H, W, 3) by texture, with the coarseness that the distance asks for.

    size (n, 3) half sizes of the parts in metres; look (n, 4): texture, repeats a metre, second texture, its strength.
    """
    h, w = depth.shape
    out = np.zeros((h, w, 3), np.float32)
    for y in range(h):
        for x in range(w):
            p = part[y, x]
            if p < 0:
                continue
            n, q, s = nrm[y, x], loc[y, x], size[p]
            ax, ay, az = abs(n[0]), abs(n[1]), abs(n[2])
            if ax >= ay and ax >= az:
                u, v = q[2] * s[2], -q[1] * s[1]
            elif ay >= az:
                u, v = q[0] * s[0], q[2] * s[2]
            else:
                u, v = q[0] * s[0], -q[1] * s[1]
            per_m = look[p, 1]
            step = depth[y, x] / px_per_unit * per_m * levels[0].shape[1] / max(0.12, light[y, x, 3])
            k = min(len(levels) - 1, max(0, int(math.log2(max(step, 1.0)) + 0.3)))
            grime = 1.0
            if look[p, 3] > 0:
                step = step * 0.13
                j = min(len(levels) - 1, max(0, int(math.log2(max(step, 1.0)))))
                second = levels[j][int(look[p, 2])]
                grime = 1 - look[p, 3] + 2 * look[p, 3] * _tap(second[1], u * per_m * 0.13, v * per_m * 0.13) / 255
            tex = levels[k][int(look[p, 0])]
            for c in range(3):
                a = _tap(tex[c], u * per_m, v * per_m) / 255
                out[y, x, c] = a * a * tint[p, c] * grime
    return out
