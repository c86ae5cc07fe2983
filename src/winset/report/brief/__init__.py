"""The brief as a document to hand over: a file a format."""

from winset.report.brief.formats import BRIEF_FORMATS, check_brief_file, write_brief

__all__ = ["BRIEF_FORMATS", "check_brief_file", "write_brief"]
