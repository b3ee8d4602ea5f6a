"""One style sheet, joined from the components' own in the order of `main.css`."""

import re
from collections.abc import Mapping
from functools import lru_cache

from flask import request
from werkzeug.wrappers import Response

from portal.access import Permission
from portal.web.addresses import STATIC, static
from portal.web.loading import current_branding
from portal.web.routes import Routes
from portal.web.statics import Packed, answer, pack

IMPORT = re.compile(r'@import "([a-z-]+\.css)";\n')
TOKENS = "tokens.css"
DARK = "(prefers-color-scheme: dark)"
BOTH = "color-scheme: light dark;"
FORCED: Mapping[str, str] = {"light": "(max-width: 0)", "dark": "(min-width: 0)"}
"""A theme as a condition that never, or always, holds."""
STATIC_FILE = re.compile(r'url\("/static/([^"?]+)"\)')

routes = Routes("styles", under_language=False)


@routes.page("/styles.css", Permission.READ_PUBLIC)
def sheet() -> Response:
    theme = request.args.get("theme", "")
    return answer(_joined(current_branding().paint.sheet, theme if theme in FORCED else ""))


def stylesheet(theme: str = "") -> str:
    """The sheet's address, which changes with its contents so that browsers may keep it for good.

    A theme, light or dark, is shown whatever the reader prefers: for looking at both.
    """
    digest = _joined(current_branding().paint.sheet, theme).digest
    return f"/styles.css?v={digest}" + (f"&theme={theme}" if theme else "")


@lru_cache(maxsize=8)
def _joined(paint: str, theme: str) -> Packed:
    """The sheets in their order, the installation's colours just behind the tokens they overrule."""
    contents = (STATIC / "css" / "main.css").read_text(encoding="utf-8")
    sheets = {name: (STATIC / "css" / name).read_text(encoding="utf-8") for name in IMPORT.findall(contents)}
    sheets[TOKENS] += paint
    versioned = STATIC_FILE.sub(lambda found: f'url("{static(found[1])}")', "\n".join(sheets.values()))
    if theme:
        versioned = versioned.replace(DARK, FORCED[theme]).replace(BOTH, f"color-scheme: {theme};")
    return pack(versioned.encode(), "text/css")
