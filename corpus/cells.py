"""Text in the cells of a table: nothing that a spreadsheet would run, nothing that an encoding cannot hold."""

from __future__ import annotations

import re

# https://owasp.org/www-community/attacks/CSV_Injection; apostrophes before such a sign are counted with it, so that
# one in front can be taken off again without doubt
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def spreadsheet_cell(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula; surrogates are U+FFFD.

    >>> spreadsheet_cell("=1+1")
    "'=1+1"
    """
    return encodable("'" + text if _FORMULA.match(text) else text)


def text_of_cell(cell: str) -> str:
    """The text that `spreadsheet_cell` was given.

    >>> text_of_cell("'=1+1"), text_of_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def encodable(text: str) -> str:
    """The text with lone surrogates replaced by U+FFFD, for formats that must be valid Unicode."""
    return _SURROGATE.sub("\ufffd", text)
