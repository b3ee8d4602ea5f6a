"""One style sheet, joined from the components' own in the order of `main.css`, compressed once."""

import gzip
import re
from functools import cache
from hashlib import blake2b

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.access import Permission
from portal.web.addresses import STATIC
from portal.web.loading import current_branding
from portal.web.routes import Routes

IMPORT = re.compile(r'@import "([a-z-]+\.css)";\n')
TOKENS = "tokens.css"
YEAR = 31_536_000

routes = Routes("styles", under_language=False)


@routes.page("/styles.css", Permission.READ_PUBLIC)
def sheet() -> Response:
    plain, compressed = _joined(current_branding().paint.sheet)
    zipped = request.accept_encodings.quality("gzip") > 0
    answer = current_app.response_class(compressed if zipped else plain, mimetype="text/css")
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def stylesheet() -> str:
    """The sheet's address, which changes with its contents so that browsers may keep it for good."""
    return f"/styles.css?v={blake2b(_joined(current_branding().paint.sheet)[0], digest_size=6).hexdigest()}"


@cache
def _joined(paint: str) -> tuple[bytes, bytes]:
    """The sheets in their order, the installation's colours just behind the tokens they overrule."""
    contents = (STATIC / "css" / "main.css").read_text(encoding="utf-8")
    parts = []
    for name in IMPORT.findall(contents):
        parts.append((STATIC / "css" / name).read_text(encoding="utf-8"))
        if name == TOKENS:
            parts.append(paint)
    plain = "\n".join(parts).encode()
    return plain, gzip.compress(plain, 9, mtime=0)
