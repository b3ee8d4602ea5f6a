"""Text as Persian and Arabic writers type it: cleaning, folding, stems, similarity, personal data. Pure."""

from portal.text.acknowledgements import ACKNOWLEDGEMENTS_VERSION, substance
from portal.text.cleaning import clean, is_blank
from portal.text.folding import Word, fold, words
from portal.text.letters import latin_digits
from portal.text.personal import MASK, PersonalDatum, mask, personal_data
from portal.text.shortening import shortened
from portal.text.similarity import RUN, new_words, runs
from portal.text.stems import stem

__all__ = [
    "ACKNOWLEDGEMENTS_VERSION",
    "MASK",
    "RUN",
    "PersonalDatum",
    "Word",
    "clean",
    "fold",
    "is_blank",
    "latin_digits",
    "mask",
    "new_words",
    "personal_data",
    "runs",
    "shortened",
    "stem",
    "substance",
    "words",
]
