"""Text as Persian and Arabic writers type it: cleaning, folding, stems, similarity, personal data. Pure."""

from portal.text.cleaning import clean
from portal.text.folding import Word, fold, words
from portal.text.letters import latin_digits

__all__ = ["Word", "clean", "fold", "latin_digits", "words"]
