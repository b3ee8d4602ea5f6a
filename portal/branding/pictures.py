"""Pictures an installation brings along: read once, small, and of a kind that is safe to serve."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path

KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}
MOST_BYTES = 200_000

_PNG, _ICO = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x01\x00"
_ROOT = re.compile(rb"<svg\b[^>]*>")
_VIEW_BOX = re.compile(rb"""\bviewBox=["'][-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)["']""")
_ACTIVE = re.compile(rb"<script|<foreignObject|<!ENTITY|javascript:|\bon[a-z]+\s*=", re.IGNORECASE)


class PictureError(ValueError):
    """A picture cannot be used. The message is one line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` give the proportions; an icon file has none: 0."""

    name: str
    mimetype: str
    content: bytes
    width: float
    height: float


def read_picture(path: Path) -> Picture:
    """The picture in a file: SVG with a viewBox and nothing that acts, PNG, or ICO. Raises PictureError."""
    if path.suffix not in KINDS:
        raise PictureError(f"{path.name!r} is not one of: {', '.join(KINDS)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PictureError(f"cannot read {path} ({error.strerror})") from None
    if len(content) > MOST_BYTES:
        raise PictureError(f"{path} has {len(content):,} bytes; at most {MOST_BYTES:,} are served")
    size = {".svg": _svg_size, ".png": _png_size, ".ico": _ico_size}[path.suffix](content, path)
    return Picture(path.name, KINDS[path.suffix], content, *size)


def _svg_size(content: bytes, path: Path) -> tuple[float, float]:
    root = _ROOT.search(content)
    box = _VIEW_BOX.search(root[0]) if root else None
    if box is None or not float(box[1]) or not float(box[2]):
        raise PictureError(f"{path} is no SVG with a viewBox")
    if _ACTIVE.search(content):
        raise PictureError(f"{path} holds a script, a handler or an entity: a picture has none")
    return float(box[1]), float(box[2])


def _png_size(content: bytes, path: Path) -> tuple[float, float]:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR":
        raise PictureError(f"{path} is no PNG")
    width, height = struct.unpack(">II", content[16:24])
    return float(width), float(height)


def _ico_size(content: bytes, path: Path) -> tuple[float, float]:
    if not content.startswith(_ICO):
        raise PictureError(f"{path} is no ICO")
    return 0.0, 0.0
