"""One style sheet, joined from the components' own in the order of `main.css`."""

import re
from functools import cache

from werkzeug.wrappers import Response

from portal.access import Permission
from portal.web.addresses import STATIC, static
from portal.web.loading import current_branding
from portal.web.routes import Routes
from portal.web.statics import Packed, answer, pack

IMPORT = re.compile(r'@import "([a-z-]+\.css)";\n')
TOKENS = "tokens.css"
STATIC_FILE = re.compile(r'url\("/static/([^"?]+)"\)')

routes = Routes("styles", under_language=False)


@routes.page("/styles.css", Permission.READ_PUBLIC)
def sheet() -> Response:
    return answer(_joined(current_branding().paint.sheet))


def stylesheet() -> str:
    """The sheet's address, which changes with its contents so that browsers may keep it for good."""
    return f"/styles.css?v={_joined(current_branding().paint.sheet).digest}"


@cache
def _joined(paint: str) -> Packed:
    """The sheets in their order, the installation's colours just behind the tokens they overrule."""
    contents = (STATIC / "css" / "main.css").read_text(encoding="utf-8")
    sheets = {name: (STATIC / "css" / name).read_text(encoding="utf-8") for name in IMPORT.findall(contents)}
    sheets[TOKENS] += paint
    versioned = STATIC_FILE.sub(lambda found: f'url("{static(found[1])}")', "\n".join(sheets.values()))
    return pack(versioned.encode(), "text/css")
