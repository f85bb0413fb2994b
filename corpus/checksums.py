"""Checksums of a corpus: `SHA256SUMS` in its folder, in the format of the command `sha256sum`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from .errors import CorpusError

CHECKSUMS = "SHA256SUMS"
"""The file that holds them; `make checksums` renews that of the project's corpus."""

_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")


def checksum_problems(folder: str | Path) -> Iterator[CorpusError]:
    """List the files of a folder that are not what its `SHA256SUMS` says; none where there is no such file.

    `*.jsonl` files that it does not list are problems too: a corpus has grown that was to stay as it was.
    """
    sums = Path(folder, CHECKSUMS)
    if not sums.is_file():
        return
    listed = set()
    lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            problem = f"expected 64 hexadecimal digits, two spaces and a file name; received {line[:80]!r}: renew it"
            yield CorpusError(str(sums), number, problem)
            continue
        listed.add(match[2])
        difference = _difference(sums.parent / match[2], match[1].lower())
        if difference:
            yield CorpusError(str(sums), number, f"{match[2]} {difference}")
    for path in sorted(sums.parent.glob("*.jsonl")):
        if path.name not in listed:
            problem = f"{path.name} is not listed; remove it, or renew {CHECKSUMS}"
            yield CorpusError(str(sums), len(lines), problem)


def _difference(path: Path, expected: str) -> str | None:
    try:
        with path.open("rb") as file:
            received = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read ({error.strerror}); restore it, or renew {CHECKSUMS}"
    if received == expected:
        return None
    return (
        f"was changed: expected SHA-256 {expected[:12]}…, received {received[:12]}…; "
        f"restore it, or renew {CHECKSUMS} if the change was meant"
    )
