"""The archive: the public case, complete, as JSON Lines, in and out."""

from portal.archive.judging import judge_unjudged
from portal.archive.lines import LineError, read_line
from portal.archive.operations import Imported, import_archive
from portal.archive.queries import export_lines

__all__ = [
    "Imported",
    "LineError",
    "export_lines",
    "import_archive",
    "judge_unjudged",
    "read_line",
]
