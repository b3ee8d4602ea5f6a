"""What an installation says of itself: name and texts, who runs it, colours, logo, categories, countries. Pure.

One file, `branding.toml`, in the instance folder; where it is silent, the file of the same name beside this one
speaks. It is read once at start; a value that cannot be used is a ConfigurationError that names file and key.
"""

from portal.branding.branding import Brand, Branding, Country, Words
from portal.branding.colours import ColourError, contrast, mix, painted, palette
from portal.branding.pictures import Picture, PictureError, read_picture
from portal.branding.reading import built_in, read_branding

__all__ = [
    "Brand",
    "Branding",
    "ColourError",
    "Country",
    "Picture",
    "PictureError",
    "Words",
    "built_in",
    "contrast",
    "mix",
    "painted",
    "palette",
    "read_branding",
    "read_picture",
]
