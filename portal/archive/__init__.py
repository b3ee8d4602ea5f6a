"""The archive: the public case, complete, as JSON Lines, in and out."""

from portal.archive.fields import Fields, LineError, read_object
from portal.archive.judging import judge_unjudged
from portal.archive.lines import read_line
from portal.archive.operations import Imported, import_archive
from portal.archive.queries import export_lines

__all__ = [
    "Fields",
    "Imported",
    "LineError",
    "export_lines",
    "import_archive",
    "judge_unjudged",
    "read_line",
    "read_object",
]
