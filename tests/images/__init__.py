"""Draws what an installation is known by: icons, and a picture for shared links in each language.

`make images` draws the portal's own into `static/images/`; `make images INSTANCE=folder` those of an installation,
with its name, colours and logo, into `images/` of its instance folder. Needs Chromium and no network.
"""
