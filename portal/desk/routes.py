"""The pages of the desk are declared on these routes."""

from portal.web import Routes

routes = Routes("desk")
