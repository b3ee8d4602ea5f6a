"""Pairs of queries: one in two spellings, and two that must not meet."""

from pathlib import Path


def pairs(name):
    """The rows (kind, one, other) of `meeting` or `apart`."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line]
