"""Draws the pictures: `python -m tests.images [INSTANCE]`."""

import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from PIL import Image
from playwright.sync_api import Browser

from portal.branding import Branding, built_in, palette, read_branding
from portal.language import LANGUAGES
from portal.rendering import TEMPLATES
from tests.kit.browser import chromium

HERE = Path(__file__).parent
STATIC = TEMPLATES.parent / "static"
COLOURS = 96
SHARED = (1200, 630)
FAVICONS = (16, 32, 48)
TILE = {"radius": 7, "share": 0.8}
SMALL_TILE = {"radius": 7, "share": 0.9}
ICONS: Mapping[str, tuple[int, Mapping[str, float]]] = {
    "apple-touch-icon.png": (180, {"radius": 0, "share": 0.72}),
    "icon-192.png": (192, TILE),
    "icon-512.png": (512, TILE),
    # Whatever shape a device cuts out, a circle of four fifths is left.
    "icon-maskable-512.png": (512, {"radius": 0, "share": 0.6}),
}


class Studio:
    """Draws templates of this folder with a branding's name, colours and logo."""

    def __init__(self, browser: Browser, branding: Branding) -> None:
        self._browser, self._branding = browser, branding
        loader = FileSystemLoader([HERE, TEMPLATES])
        self._environment = Environment(
            loader=loader, autoescape=select_autoescape(["html", "svg"]), trim_blocks=True, lstrip_blocks=True
        )
        light, _ = palette((STATIC / "css" / "tokens.css").read_text(encoding="utf-8"))
        self._colours = light | dict(branding.paint.light)
        self._environment.globals.update(
            colour=self._colours,
            logo=_data(branding.logo.content, branding.logo.mimetype) if branding.logo else None,
            fonts=[_data(file.read_bytes(), "font/woff2") for file in sorted((STATIC / "fonts").glob("*.woff2"))],
        )

    def icon(self, **shape: float) -> str:
        return self._environment.get_template("icon.svg").render(shape)

    def drawn_icon(self, size: int, **shape: float) -> bytes:
        return self._shot("icon.html", size, size, icon=_data(self.icon(**shape).encode(), "image/svg+xml"), size=size)

    def shared(self, code: str) -> bytes:
        brand = self._branding.shown_in(code)
        return self._shot("share.html", *SHARED, brand=brand, language=LANGUAGES[code])

    def _shot(self, template: str, width: int, height: int, **context: object) -> bytes:
        page = self._browser.new_page(viewport={"width": width, "height": height})
        page.set_content(self._environment.get_template(template).render(context))
        page.evaluate("document.fonts.ready")
        taken = page.screenshot(omit_background=True)
        page.close()
        return taken


def pictures(studio: Studio) -> Iterator[tuple[str, bytes]]:
    yield "favicon.svg", studio.icon(**SMALL_TILE).encode()
    yield "favicon.ico", _icon_file([studio.drawn_icon(size, **SMALL_TILE) for size in FAVICONS])
    for name, (size, shape) in ICONS.items():
        yield name, _small(studio.drawn_icon(size, **shape))
    for code in LANGUAGES:
        yield f"share-{code}.png", _small(studio.shared(code))


def _data(content: bytes, mimetype: str) -> str:
    return f"data:{mimetype};base64,{b64encode(content).decode()}"


def _small(png: bytes) -> bytes:
    """The picture with few colours: it has few, and a third of the bytes."""
    written = BytesIO()
    Image.open(BytesIO(png)).convert("RGBA").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(
        written, "png", optimize=True
    )
    return written.getvalue()


def _icon_file(pngs: list[bytes]) -> bytes:
    written = BytesIO()
    *smaller, largest = (Image.open(BytesIO(png)) for png in pngs)
    largest.save(written, "ico", sizes=[(size, size) for size in FAVICONS], append_images=smaller)
    return written.getvalue()


def main(arguments: list[str]) -> None:
    branding = read_branding(Path(arguments[0]).absolute()) if arguments else built_in()
    folder = Path(arguments[0]) / "images" if arguments else STATIC / "images"
    folder.mkdir(exist_ok=True)
    with chromium() as browser:
        for name, content in pictures(Studio(browser, branding)):
            (folder / name).write_bytes(content)
            print(f"{folder / name}: {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
