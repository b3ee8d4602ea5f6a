"""Colours: how well one can be told from another (WCAG 2.2), and what an installation's few become on the pages.

The sheet of tokens stays the one place where the portal's own colours stand: what an installation gives is laid over
it, with everything that follows from it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FOR_TEXT = 4.5
COLOUR = re.compile("#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"

Properties = Mapping[str, str]

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")
_DARK = "prefers-color-scheme: dark"
_STEPS = tuple(step / 20 for step in range(1, 20))


class ColourError(ValueError):
    """A colour cannot be used. The message is one line and begins with its key."""


@dataclass(frozen=True, slots=True)
class Paint:
    """Custom properties that differ from the portal's own, by scheme, and what browsers colour around a page."""

    light: Properties
    dark: Properties
    light_header: str
    dark_header: str
    light_paper: str

    @property
    def sheet(self) -> str:
        """The properties as a style sheet; empty where there are none."""
        if not self.light:
            return ""
        return f":root {{ {_written(self.light)} }}\n@media ({_DARK}) {{ :root {{ {_written(self.dark)} }} }}\n"


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 (alike) to 21 (black and white), whichever is the lighter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The first colour with a share, 0 to 1, of the other in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(here + (there - here) * share):02x}" for here, there in pairs)


def palette(tokens: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of a sheet of tokens, in the light scheme and in the dark one."""
    light, _, dark = tokens.partition(_DARK)
    in_light = dict(_TOKEN.findall(light))
    return in_light, in_light | dict(_TOKEN.findall(dark))


def painted(tokens: str, light: Properties, dark: Properties) -> Paint:
    """What the colours header, accent and link of an installation become. Raises ColourError.

    A colour that is given for the light scheme alone is darkened or lightened for the dark one.
    """
    own_light, own_dark = palette(tokens)
    over_light = _scheme("light", own_light, light, BLACK)
    over_dark = _scheme("dark", own_dark, {**_darkened(light, own_dark), **dark}, WHITE)
    over_dark = {name: own_dark[name] for name in over_light if name not in over_dark} | over_dark
    headers = [over.get("header", own["header"]) for over, own in ((over_light, own_light), (over_dark, own_dark))]
    return Paint(over_light, over_dark, headers[0], headers[1], own_light["paper"])


def _darkened(light: Properties, own: Properties) -> dict[str, str]:
    """The light scheme's colours for the dark one."""
    made = dict(light)
    if "header" in light:
        made["header"] = mix(light["header"], BLACK, 0.3)
    if "link" in light:
        surfaces = [own["paper"], own["surface"], own["mute-wash"]]
        lighter = (mix(light["link"], WHITE, step) for step in _STEPS)
        made["link"] = next((one for one in lighter if _worst(one, surfaces) >= FOR_TEXT + 1), WHITE)
    return made


def _scheme(scheme: str, own: Properties, given: Properties, away: str) -> dict[str, str]:
    """The properties that follow from what is given; `away` is where a colour goes to stand out more."""
    made: dict[str, str] = {}
    header = given.get("header", own["header"])
    if "header" in given:
        made |= _header(header, given.get("accent", own["accent"]), own)
    if accent := given.get("accent"):
        made |= _accent(accent, own)
    if link := given.get("link"):
        made |= _link(f"colours.{scheme}.link", link, own, away)
    on_header = made.get("accent", own["accent"])
    if made and _rounded(on_header, header) < FOR_TEXT:
        key = "accent" if "accent" in given else "header"
        raise ColourError(_too_alike(f"colours.{scheme}.{key}", on_header, header, "the header"))
    return made


def _header(header: str, accent: str, own: Properties) -> dict[str, str]:
    """The band at the top, the panel in it on which the accent can be read as well, and two strengths of ink."""
    ink = _ink(header, own)
    panels = [mix(header, _opposite(ink), share) for share in (0.25, 0.15, 0.05)]
    panel = next((one for one in panels if contrast(accent, one) >= FOR_TEXT), header)
    quieter = (mix(ink, header, share) for share in (0.2, 0.1, 0))
    quiet = next(one for one in quieter if contrast(one, header) >= FOR_TEXT)
    return {"header": header, "header-deep": panel, "on-header": ink, "on-header-quiet": quiet}


def _accent(accent: str, own: Properties) -> dict[str, str]:
    ink = _ink(accent, own)
    deeper = (mix(accent, end, share) for share in (0.15, 0.1, 0.05, 0) for end in (BLACK, WHITE))
    return {
        "accent": accent,
        "on-accent": ink,
        "accent-deep": next(one for one in deeper if contrast(one, ink) >= FOR_TEXT),
        "accent-wash": mix(accent, own["surface"], 0.85),
    }


def _link(key: str, link: str, own: Properties, away: str) -> dict[str, str]:
    wash = mix(link, own["surface"], 0.9)
    grounds = {"the page": own["paper"], "cards": own["surface"], "the footer": own["mute-wash"], "its wash": wash}
    for what, ground in grounds.items():
        if _rounded(link, ground) < FOR_TEXT:
            raise ColourError(_too_alike(key, link, ground, what))
    return {"teal": link, "teal-deep": mix(link, away, 0.3), "teal-wash": wash, "on-teal": _ink(link, own)}


def _ink(ground: str, own: Properties) -> str:
    """What is written with on a colour: the portal's own light or dark ink, white or black where they do not do."""
    inks = (own["on-header"], own["on-accent"], WHITE, BLACK)
    return next(ink for ink in inks if contrast(ink, ground) >= FOR_TEXT)


def _opposite(ink: str) -> str:
    return BLACK if luminance(ink) > 0.5 else WHITE


def _too_alike(key: str, colour: str, ground: str, what: str) -> str:
    found = _rounded(colour, ground)
    return f"{key}: {colour} has a contrast of {found} on {what} ({ground}), and needs {FOR_TEXT} to be read there"


def _worst(colour: str, grounds: Sequence[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _rounded(one: str, other: str) -> float:
    return int(contrast(one, other) * 100) / 100


def _channels(colour: str) -> tuple[int, int, int]:
    if not COLOUR.fullmatch(colour):
        raise ColourError(f"{colour!r} is not a colour: six figures, as in #0d5257")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _written(properties: Properties) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in sorted(properties.items()))
