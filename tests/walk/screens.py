"""Photographs of every page, on sheets: `python -m tests.walk.screens [NAME ...] [--language fa] [--folder FOLDER]`.

A sheet for each language and width holds every stop of the walk in light and dark, as its first reader sees it, and
goes to docs/screens. With `--folder` each page is also kept there whole and in full size, to be looked at. Named
pages alone make no sheet: they need the folder.
"""

import argparse
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Page
from tqdm import tqdm

from portal.language import LANGUAGES
from tests.bench.workshop import ROOT
from tests.walk.browser import Opened, Walker, walking
from tests.walk.combinations import THEMES, WIDTHS, Combination
from tests.walk.inventory import STOPS, Stop
from tests.walk.places import make_places

SHEETS = ROOT / "docs" / "screens"
MOST_BYTES = 280_000
THUMBS = {"phone": (120, 9), "desktop": (240, 5)}
"""How wide a picture is on the sheet, and how many pages stand in a row."""
STYLE = """
body { margin: 8px; background: #888; font: 10px sans-serif; color: #fff; display: grid; gap: 6px 10px;
  grid-template-columns: repeat(%(columns)s, max-content) }
figure { margin: 0; display: grid; grid-template-columns: auto auto; gap: 2px }
figcaption { grid-column: 1 / 3 }
img { display: block; inline-size: %(wide)spx }
"""
PACK = """async ([picture, quality]) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const packed = await canvas.convertToBlob({ type: "image/webp", quality });
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(packed);
  });
}"""


@dataclass(frozen=True)
class Shot:
    stop: Stop
    combination: Combination
    picture: bytes

    @property
    def address(self) -> str:
        return f"data:image/jpeg;base64,{b64encode(self.picture).decode()}"


def shots(walker: Walker, stops: Sequence[Stop], language: str, width: str, folder: Path | None) -> Iterator[Shot]:
    planned = [(stop, Combination(language, theme, width)) for stop in stops for theme in THEMES]
    for stop, combination in tqdm(planned, desc=f"{language}-{width}", unit=" shots", disable=None, file=sys.stderr):
        with walker.opened(stop, stop.readers[0], combination) as opened:
            if folder is not None:
                kept = folder / f"{stop.name}-{combination}.jpg"
                opened.page.screenshot(path=kept, full_page=True, type="jpeg", quality=70)
            yield Shot(stop, combination, _picture(opened))


def _picture(opened: Opened) -> bytes:
    """As the font is there: on a first visit it may come too late to be used."""
    opened.page.evaluate("document.fonts.load('1em Vazirmatn').then(() => document.fonts.ready)")
    return opened.page.screenshot(type="jpeg", quality=85)


def sheet(page: Page, taken: Sequence[Shot], width: str) -> bytes:
    """All shots on one picture, as good as it may be within the bytes allowed."""
    wide, columns = THUMBS[width]
    pairs = [taken[place : place + len(THEMES)] for place in range(0, len(taken), len(THEMES))]
    figures = (
        f"<figure><figcaption>{escape(pair[0].stop.name)}</figcaption>"
        + "".join(f'<img src="{shot.address}" alt="">' for shot in pair)
        + "</figure>"
        for pair in pairs
    )
    style = STYLE % {"columns": columns, "wide": wide}
    page.set_content(f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(figures)}", wait_until="load")
    across = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": across, "height": 100})
    whole = f"data:image/png;base64,{b64encode(page.screenshot(full_page=True)).decode()}"
    for quality in (0.75, 0.6, 0.45, 0.3, 0.2, 0.1):
        packed = b64decode(page.evaluate(PACK, [whole, quality]).partition(",")[2])
        if len(packed) <= MOST_BYTES:
            break
    return packed


def photograph_the_store(walker: Walker, folder: Path) -> None:
    """For the README: a store's page in Persian."""
    stop = next(stop for stop in STOPS if stop.name == "store")
    with walker.opened(stop, stop.readers[0], Combination("fa", "light", "desktop")) as opened:
        opened.page.set_viewport_size({"width": 1000, "height": 900})
        _picture(opened)
        opened.page.screenshot(path=folder / "store-fa.png")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk.screens", description="Photograph every page.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pages of the inventory")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--width", choices=WIDTHS)
    parser.add_argument("--folder", type=Path, help="keep each page here too, whole")
    options = parser.parse_args(arguments)
    stops = [stop for stop in STOPS if stop.name in options.names or not options.names]
    if options.names and options.folder is None:
        parser.error("say with --folder where the pages you name are to go")
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
    sheets: Path = options.folder if options.names else SHEETS
    sheets.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shakwa-screens-") as place, walking(make_places(Path(place))) as walker:
        photograph_the_store(walker, sheets)
        for language in [options.language] if options.language else LANGUAGES:
            for width in [options.width] if options.width else WIDTHS:
                taken = list(shots(walker, stops, language, width, options.folder))
                with walker.blank_page() as page:
                    packed = sheet(page, taken, width)
                path = sheets / f"{language}-{width}.webp"
                path.write_bytes(packed)
                print(f"{path}: {len(taken)} shots, {len(packed) // 1000} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
