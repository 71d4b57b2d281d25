"""Sheets: what is to be decided on goes out to Excel and comes back as decisions."""

from qualpipe.project.reviewing.sheets.coming import Came, read_sheet
from qualpipe.project.reviewing.sheets.going import Sent, write_sheet

__all__ = ["Came", "Sent", "read_sheet", "write_sheet"]
