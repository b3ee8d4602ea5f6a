"""Text as Persian and Arabic writers type it: cleaning, folding, terms, similarity, personal data. Pure."""

from portal.text.acknowledgements import ACKNOWLEDGEMENTS_VERSION, substance
from portal.text.arabizi import arabic_letters
from portal.text.cleaning import clean, is_blank
from portal.text.closest import Vocabulary, closest, is_one_slip
from portal.text.finglish import persian_letters
from portal.text.folding import Word, fold, words
from portal.text.layouts import other_layout
from portal.text.letters import latin_digits
from portal.text.masking import MASK, STAFF, Masked, masked, role_name, staff_number, unmarked
from portal.text.particles import is_particle
from portal.text.personal import PersonalDatum, personal_data
from portal.text.readings import readings
from portal.text.shortening import shortened
from portal.text.similarity import RUN, new_words, runs
from portal.text.staff import StaffName, names_somebody, opens_a_name, staff_names, untitled
from portal.text.stems import IRREGULAR, stem
from portal.text.synonyms import synonyms
from portal.text.terms import Term, terms

__all__ = [
    "ACKNOWLEDGEMENTS_VERSION",
    "IRREGULAR",
    "MASK",
    "RUN",
    "STAFF",
    "Masked",
    "PersonalDatum",
    "StaffName",
    "Term",
    "Vocabulary",
    "Word",
    "arabic_letters",
    "clean",
    "closest",
    "fold",
    "is_blank",
    "is_one_slip",
    "is_particle",
    "latin_digits",
    "masked",
    "names_somebody",
    "new_words",
    "opens_a_name",
    "other_layout",
    "persian_letters",
    "personal_data",
    "readings",
    "role_name",
    "runs",
    "shortened",
    "staff_names",
    "staff_number",
    "stem",
    "substance",
    "synonyms",
    "terms",
    "unmarked",
    "untitled",
    "words",
]
