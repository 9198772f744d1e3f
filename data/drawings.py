"""Drawings of open icon sets, and the pictures made of them: what ``make_pets`` and ``pretrain_backbone`` share.

An icon set is a folder of the npm package ``@iconify-json/<set>`` (``icons.json`` and ``info.json``); to fetch some:
``npm install --ignore-scripts @iconify-json/noto @iconify-json/ph …`` in an empty folder, whose
``node_modules/@iconify-json`` is then the ``--from DIR`` of both scripts. Drawings are rendered by ``resvg-py``
(``pip install resvg-py``; neither is needed to build or to grade the course).
"""

import io
import json
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

# Who drew each set: all sets of one artist lie in one part. Line Awesome redraws Font Awesome, and goes with it.
# Left out for their licences (share alike, or GPL): openmoji, emojione-v1, typcn, icomoon-free.
ARTISTS = {
    "train": {
        "Google": ("noto", "noto-v1"),
        "Microsoft": ("fluent-emoji", "fluent-emoji-flat", "fluent-emoji-high-contrast", "fluent"),
        "Phosphor": ("ph",),
        "Game-icons.net": ("game-icons",),
        "ByteDance": ("icon-park", "icon-park-outline", "icon-park-solid"),
        "Lucide": ("lucide", "lucide-lab"),
        "Pictogrammers": ("mdi",),
        "480 Design": ("solar",),
        "CoreUI": ("cil",),
        "IBM": ("carbon",),
        "Ionic": ("ion",),
        "Gerrit Halfmann": ("majesticons", "pixelarticons"),
        "Iconoir": ("iconoir",),
        "Jam": ("jam",),
    },
    "val": {"Twitter": ("twemoji",), "Boxicons": ("bxs", "bx"), "Tabler": ("tabler",), "MingCute": ("mingcute",)},
    "test": {
        "EmojiOne": ("emojione", "emojione-monotone"),
        "Font Awesome": ("fa7-solid", "fa6-solid", "fa-solid", "la"),
    },
    "holdout": {
        "Streamline": (
            "streamline-emojis",
            "streamline",
            "streamline-flex",
            "streamline-plump",
            "streamline-ultimate",
            "streamline-ultimate-color",
        ),
        "Mozilla": ("fxemoji",),
        "Hugeicons": ("hugeicons",),
    },
}
# Sets of further artists, that only the backbone sees.
OTHER_SETS = (
    *("ri", "material-symbols", "ic", "uil", "icons8", "wpf", "maki", "temaki", "healthicons", "fluent-color"),
    *("flat-color-icons", "vaadin", "el", "fontisto", "raphael", "ep", "ant-design", "bi", "mynaui", "pepicons-pop"),
    *("basil", "gravity-ui", "humbleicons"),
)


class Drawings:
    """The icon sets under a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    @cache  # noqa: B019 - a few dozen sets, for the life of a script
    def icons(self, name: str) -> dict:
        """The set's ``icons.json``."""
        return json.loads((self.folder / name / "icons.json").read_text(encoding="utf-8"))

    @cache  # noqa: B019
    def info(self, name: str) -> dict:
        """The set's ``info.json``: author, licence, version."""
        return json.loads((self.folder / name / "info.json").read_text(encoding="utf-8"))

    def version(self, name: str) -> str:
        """The version of the set's npm package."""
        return json.loads((self.folder / name / "package.json").read_text(encoding="utf-8"))["version"]

    def render(self, name: str, icon: str, size: int) -> tuple[np.ndarray, bool]:
        """A drawing as ``(size, size, 4)`` bytes, not premultiplied, and whether it has no colour of its own."""
        import resvg_py

        data = self.icons(name)
        found = data["icons"][icon]
        left, top = found.get("left", data.get("left", 0)), found.get("top", data.get("top", 0))
        width, height = (found.get(key, data.get(key, 16)) for key in ("width", "height"))
        body = found["body"]
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" color="#000" '
            f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}">{body}</svg>'
        )
        png = resvg_py.svg_to_bytes(svg_string=svg, zoom=size / max(width, height), skip_system_fonts=True)
        image = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
        square = Image.new("RGBA", (size, size))
        square.paste(image, ((size - image.width) // 2, (size - image.height) // 2))
        return np.asarray(square), "currentColor" in body and "#" not in body


def hue_rotation(angles: torch.Tensor) -> torch.Tensor:
    """Rotations of colours about the grey axis, ``(n, 3, 3)``."""
    cos, sin = angles.cos(), angles.sin()
    a, b = cos + (1 - cos) / 3, (1 - cos) / 3
    c = sin * math.sqrt(1 / 3)
    rows = [a, b - c, b + c, b + c, a, b - c, b - c, b + c, a]
    return torch.stack(rows, 1).reshape(-1, 3, 3)


def uniform(generator: torch.Generator, low: float, high: float, *shape: int) -> torch.Tensor:
    """Uniform numbers from a generator."""
    return low + (high - low) * torch.rand(shape, generator=generator)


def backgrounds(n: int, height: int, width: int, generator: torch.Generator, clutter: float = 1.0) -> torch.Tensor:
    """Random gradients with a few shapes and some noise (both times ``clutter``), ``(n, 3, height, width)``."""
    grid = torch.rand(n, 3, 3, 3, generator=generator)
    grid = grid.mean((2, 3), keepdim=True) + uniform(generator, 0.1, 0.8, n, 1, 1, 1) * (grid - 0.5)
    grid = grid + uniform(generator, -0.35, 0.35, n, 1, 1, 1)
    result = F.interpolate(grid, (height, width), mode="bilinear", align_corners=True)
    y, x = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    for _ in range(3):
        centre = uniform(generator, -1.2, 1.2, n, 2, 1, 1)
        radius = uniform(generator, 0.15, 0.8, n, 2, 1, 1)
        angle = uniform(generator, 0, math.pi, n, 1, 1)
        power = torch.where(torch.rand(n, 1, 1, generator=generator) < 0.5, 2.0, 8.0)  # ellipses, rounded rectangles
        dx, dy = x - centre[:, 0], y - centre[:, 1]
        u = (angle.cos() * dx + angle.sin() * dy) / radius[:, 0]
        v = (-angle.sin() * dx + angle.cos() * dy) / radius[:, 1]
        inside = ((1 - u.abs() ** power - v.abs() ** power) * 8).clamp(0, 1)[:, None]
        inside = clutter * inside * uniform(generator, -0.5, 0.7, n, 1, 1, 1).clamp(min=0)
        result = result * (1 - inside) + inside * torch.rand(n, 3, 1, 1, generator=generator)
    texture = F.interpolate(torch.randn(n, 3, 9, 9, generator=generator), (height, width), mode="bicubic")
    result = result + clutter * uniform(generator, 0, 0.1, n, 1, 1, 1) * texture
    return result.clamp(0, 1)


def pictures(
    drawings: torch.Tensor,
    plain: torch.Tensor,
    height: int,
    width: int,
    generator: torch.Generator,
    scales: tuple[float, float] = (0.55, 0.95),
    stretch: float = 0.0,
    clutter: float = 1.0,
) -> torch.Tensor:
    """Each drawing (``(n, 4, s, s)`` bytes) on a background of its own, turned, scaled, coloured: in [0, 1].

    ``plain`` ones get a colour that stands out; of the others half get another hue. ``stretch``: log of the largest
    change of proportions.
    """
    n = len(drawings)
    image = backgrounds(n, height, width, generator, clutter)
    layer = drawings.float() / 255
    alpha, colour = layer[:, 3:], layer[:, :3]
    turned = torch.einsum("nij,njhw->nihw", hue_rotation(uniform(generator, 0, 2 * math.pi, n)), colour).clamp(0, 1)
    colour = torch.where(torch.rand(n, 1, 1, 1, generator=generator) < 0.5, turned, colour)
    grey = image.mean((1, 2, 3))
    flat = torch.rand(n, 3, generator=generator)
    flat = flat - flat.mean(1, keepdim=True)
    away = uniform(generator, 0.35, 0.7, n) * torch.where(grey < 0.5, 1.0, -1.0)
    flat = (flat * uniform(generator, 0, 1.4, n, 1) + (grey + away)[:, None]).clamp(0, 1)
    colour = torch.where(plain[:, None, None, None], flat[:, :, None, None], colour)

    scale = uniform(generator, *scales, n)
    angle = uniform(generator, -0.5, 0.5, n)
    flip = torch.where(torch.rand(n, generator=generator) < 0.5, 1.0, -1.0)
    ratio = torch.exp(uniform(generator, -stretch, stretch, n) / 2)
    room = (1.05 - scale).clamp(min=0.1)
    shift = uniform(generator, -1, 1, n, 2) * room[:, None]
    short = min(height, width)
    sx, sy = scale * ratio * short / width, scale / ratio * short / height
    cos, sin = angle.cos(), angle.sin()
    theta = torch.stack([flip * cos / sx, flip * sin / sx * height / width, torch.zeros(n)], 1)
    other = torch.stack([-sin / sy * width / height, cos / sy, torch.zeros(n)], 1)
    theta = torch.stack([theta, other], 1)
    theta[:, :, 2] = -torch.einsum("nij,nj->ni", theta[:, :, :2], shift)
    grid = F.affine_grid(theta, [n, 4, height, width], align_corners=False)
    moved = F.grid_sample(torch.cat([colour * alpha, alpha], 1), grid, align_corners=False)
    image = image * (1 - moved[:, 3:]) + moved[:, :3]

    contrast, light = uniform(generator, 0.7, 1.1, n, 1, 1, 1), uniform(generator, -0.1, 0.1, n, 1, 1, 1)
    image = 0.5 + (image - 0.5) * contrast + light
    return (image + 0.015 * torch.randn(image.shape, generator=generator)).clamp(0, 1)


def sets_of(part: str) -> list[tuple[str, str]]:
    """Artist and set, for one part."""
    return [(artist, name) for artist, names in ARTISTS[part].items() for name in names]


def stacked(rendered: Iterable[tuple[np.ndarray, bool]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rendered drawings as ``(n, 4, s, s)`` bytes, and which are plain."""
    images, plain = zip(*rendered, strict=True)
    return torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).contiguous(), torch.tensor(plain)
