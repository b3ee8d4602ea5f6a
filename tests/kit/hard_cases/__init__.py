"""Posts of our own that are hard to judge: complaints in a formal, literary or newspaper's voice, and everyday talk of
other things.

A line is side (``on`` or ``off`` the subject), group and text, tabs between. They serve for measuring alone: no weight
is made from them and no bound is set on them.
"""

from pathlib import Path


def hard_cases(language):
    """Side, group and text of each."""
    lines = Path(__file__).with_name(f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]
