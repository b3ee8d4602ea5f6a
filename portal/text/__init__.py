"""Text as Persian and Arabic writers type it: cleaning, folding, stems, similarity, personal data. Pure."""

from portal.text.cleaning import clean
from portal.text.folding import Word, fold, words
from portal.text.letters import latin_digits
from portal.text.personal import PersonalDatum, mask, personal_data

__all__ = ["PersonalDatum", "Word", "clean", "fold", "latin_digits", "mask", "personal_data", "words"]
