"""Moderators' own figures, for everybody: how long texts wait, what is let through and what was reversed.

Counted by the worker every quarter of an hour and kept in one row, so that a page reads them at the price of one.
"""

from portal.transparency.operations import count_figures, refresh_figures
from portal.transparency.queries import kept_figures
from portal.transparency.rules import By, Counts, Figures, Wait

__all__ = ["By", "Counts", "Figures", "Wait", "count_figures", "kept_figures", "refresh_figures"]
