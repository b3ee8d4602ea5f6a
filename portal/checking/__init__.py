"""What the rules say of a text before it is sent, for every form whose text a moderator will read.

Owns the remarks, what is proposed instead, and the way a form comes to both: while somebody types and, without a
script, on sending. Keeps nothing and stops nobody.
"""

from portal.checking.forms import CheckedForm, Heard, TextInCase, hear, look, say
from portal.checking.remarks import NOTHING_FOUND, Checked, Remark, Written

__all__ = [
    "NOTHING_FOUND",
    "Checked",
    "CheckedForm",
    "Heard",
    "Remark",
    "TextInCase",
    "Written",
    "hear",
    "look",
    "say",
]
