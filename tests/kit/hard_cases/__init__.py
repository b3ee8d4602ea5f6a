"""Posts of our own that are hard to judge: complaints in a formal, literary or newspaper's voice, everyday talk of
other things, and complaints in a dialect each.

A line is side (``on`` or ``off`` the subject), group and text, tabs between; of dialects it is dialect and text. They
serve for measuring alone: no weight is made from them and no bound is set on them.
"""

from pathlib import Path


def hard_cases(language):
    """Side, group and text of each."""
    return _rows(language)


def dialects(language):
    """Dialect and text of each, all on the subject."""
    return _rows(f"dialects_{language}")


def _rows(name):
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]
