"""The pages of the site are declared on these routes."""

from portal.web import Routes

routes = Routes("site")
bare_routes = Routes("bare", under_language=False)
"""Pages without a language: the way in, and what machines ask for."""
