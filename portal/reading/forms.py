"""One button: marks a case as helpful, or takes the mark back."""

from wtforms import HiddenField
from wtforms.validators import AnyOf

from portal.web import Form


class HelpfulForm(Form):
    """Says which of both is meant, so that a form sent twice does no more than one sent once."""

    helpful = HiddenField(validators=[AnyOf(["yes", "no"])])

    @property
    def is_wanted(self) -> bool:
        return bool(self.helpful.data == "yes")
