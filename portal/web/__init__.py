"""The page kit: what every page needs, whatever its slice.

Addresses, routes with a permission, the actor at the door, the edge that commits, forms, kept forms,
pages, headers and errors.
"""

from portal.web.addresses import STATIC, absolute, path, static
from portal.web.brand import picture_address
from portal.web.drafts import draft_sent
from portal.web.forms import Form, LineField, TextField, Tick, choices
from portal.web.headers import CONTENT_SECURITY_POLICY
from portal.web.kept import claim_kept_form, forget_kept_form, keep_form, kept_fields, kept_for_account
from portal.web.loading import NotFoundError, authorise, current_actor, current_branding, current_language, optional
from portal.web.origins import DEVICE, prints_of_request
from portal.web.pacing import Pace
from portal.web.pages import flash, page, render, see_other
from portal.web.pagination import Pagination, page_number
from portal.web.routes import Routes
from portal.web.styles import stylesheet
from portal.web.validating import AtMost, MayBeOpen, Required, Submission, WhereOffered
from portal.web.writes import writing

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "DEVICE",
    "STATIC",
    "AtMost",
    "Form",
    "LineField",
    "MayBeOpen",
    "NotFoundError",
    "Pace",
    "Pagination",
    "Required",
    "Routes",
    "Submission",
    "TextField",
    "Tick",
    "WhereOffered",
    "absolute",
    "authorise",
    "choices",
    "claim_kept_form",
    "current_actor",
    "current_branding",
    "current_language",
    "draft_sent",
    "flash",
    "forget_kept_form",
    "keep_form",
    "kept_fields",
    "kept_for_account",
    "optional",
    "page",
    "page_number",
    "path",
    "picture_address",
    "prints_of_request",
    "render",
    "see_other",
    "static",
    "stylesheet",
    "writing",
]
