"""From bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, legacy encodings declared or detected."""

from __future__ import annotations

import codecs
import io
import logging
import re
from collections.abc import Iterator

from .errors import InputError

logger = logging.getLogger("newsgrain")

MAX_BYTES = 1 << 30
"""Largest document, or file read whole, after decompression: 1 GiB. A gzip bomb ends here."""

_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PAR1", "a Parquet file"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_ENGLISH_SHARE = 0.15
"""Up to this share of bytes beyond ASCII a legacy text is taken for windows-1252: quotation marks, dashes
and accented names are too few for a guess by frequencies, which then often says Baltic or Polish, while
texts in other scripts have far more."""
_DAMAGED_SHARE = 0.2
"""Up to this share of the bytes beyond ASCII may misfit in what is taken for UTF-8; in other encodings most do."""
_CUT_CHARACTER = 3  # bytes that are left of one
_NOT_WESTERN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # stand for nothing in windows-1252
_SAMPLE = 1 << 16  # bytes that tell an encoding
_HEAD = 8192  # bytes in which a declaration or a sign of binary data stands


class DamagedLine(str):
    """A line that is in no encoding that its file is in; bytes that are not UTF-8 stand in it as lone surrogates."""

    __slots__ = ()

    problem = "holds bytes that are neither UTF-8 nor the encoding of other lines; save the file as UTF-8"


def decode(data: bytes, source: str, *, markup: bool = False) -> str:
    """Decode a whole document.

    A byte-order mark decides; then UTF-8 if it fits; then, for `markup`, the encoding that the page declares;
    then the one that charset-normalizer detects. The last two are named in a warning, and so are bytes that damage
    what is plainly UTF-8: they become U+FFFD.

    Raises
    ------
    InputError
        If `data` is binary, or text in no known encoding.
    """
    encoding = _marked_encoding(data)
    if encoding is None:
        refuse_binary(data[:_HEAD], source)
        encoding = "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and _nearly_utf8(data, error):
            return _with_replacements(data, source)
        if encoding != "utf-8":
            raise InputError(
                source,
                f"has the mark of {encoding} but is not in it ({error.reason}); save it as UTF-8",
                kind="encoding",
            ) from error
    return _decode_legacy(data, source, markup)


def decoded_lines(stream: io.BufferedReader, source: str) -> Iterator[str]:
    """Decode a stream line by line, line ends kept, in memory for one line.

    Lines end at a line feed. Lines that are not UTF-8 are decoded by the encoding detected at the first of
    them, which is named in a warning; one that is not in it either is a `DamagedLine`. Damaged UTF-8 is read as by
    `decode`.

    Raises
    ------
    InputError
        If the stream is binary, or holds a line beyond `MAX_BYTES`.
    """
    head = stream.peek(_HEAD)[:_HEAD]
    encoding = _marked_encoding(head)
    if encoding in ("utf-16", "utf-32"):
        yield from _wide_lines(stream, encoding, source)
        return
    if encoding is None:
        refuse_binary(head, source)
    else:
        stream.read(len(codecs.BOM_UTF8))
    legacy: str | None = None
    replaced = False
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            raise InputError(source, f"has a line of more than {MAX_BYTES:,} bytes; split it", kind="too-large")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as error:
            if _nearly_utf8(line, error):
                yield line.decode("utf-8", "replace") if replaced else _with_replacements(line, source)
                replaced = True
                continue
            try:
                legacy = legacy or _detected(line[:_SAMPLE] + stream.peek(_SAMPLE), source)
                yield _strictly(line, legacy, source)
            except InputError:
                yield DamagedLine(line.decode("utf-8", "surrogateescape"))


def refuse_binary(head: bytes, source: str) -> None:
    """Raise `InputError` if the first bytes of an input are not those of a text."""
    for magic, kind in _BINARY_KINDS:
        if head.startswith(magic):
            raise InputError(source, f"is {kind}; expected text: export it as text or HTML first", kind="binary")
    if b"\0" in head:
        raise InputError(source, "is binary (it holds NUL bytes); expected text, at best in UTF-8", kind="binary")


def _marked_encoding(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _wide_lines(stream: io.BufferedReader, encoding: str, source: str) -> Iterator[str]:
    wrapper = io.TextIOWrapper(stream, encoding, newline="\n")
    try:
        while line := wrapper.readline(MAX_BYTES):
            yield line
    except UnicodeError as error:
        raise InputError(source, f"is damaged {encoding} ({error}); save it as UTF-8", kind="encoding") from error
    finally:
        wrapper.detach()


def _nearly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bytes are UTF-8 that was cut or damaged, by the first place where it does not fit.

    What is damaged is mostly whole, or a character cut short: its first two bytes ("â€" in windows-1252) seldom meet
    by chance.
    """
    sample = data[: 4 * _SAMPLE] if error.start < 3 * _SAMPLE else data[error.start - _SAMPLE : error.start + _SAMPLE]
    beyond_ascii = len(sample) - len(sample.decode("ascii", "ignore"))
    misfits = sum("\udc80" <= sign <= "\udcff" for sign in sample.decode("utf-8", "surrogateescape"))
    cut = error.end - error.start > 1 and misfits <= _CUT_CHARACTER
    return cut or misfits <= _DAMAGED_SHARE * beyond_ascii


def _with_replacements(data: bytes, source: str) -> str:
    logger.warning("%s: bytes that are not UTF-8 were read as U+FFFD: the file is damaged or was cut", source)
    return data.decode("utf-8", "replace")


def _decode_legacy(data: bytes, source: str, markup: bool) -> str:
    declared = _DECLARED.search(data[:_HEAD]) if markup else None
    if declared:
        name = declared[1].decode("ascii")
        # Browsers read "iso-8859-1" as windows-1252, of which it is a subset in print.
        name = "cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii") else name
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            logger.warning("%s: declares the encoding %s but is not in it", source, name)
        else:
            logger.warning("%s: not UTF-8; read as %s, as the page declares", source, name)
            return text
    return _strictly(data, _detected(data, source), source)


def _detected(data: bytes, source: str) -> str:
    sample = data[: 4 * _SAMPLE]
    beyond_ascii = len(sample) - len(sample.decode("ascii", "ignore"))
    western = beyond_ascii <= _ENGLISH_SHARE * len(sample) and not _NOT_WESTERN.search(sample)
    encoding = "cp1252" if western else _guessed(sample, source)
    logger.warning("%s: not UTF-8; read as %s by guess: save it as UTF-8 to be sure", source, encoding)
    return encoding


def _guessed(sample: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise InputError(source, "is text in no known encoding, or binary; save it as UTF-8", kind="encoding")
    return "cp1252" if best.encoding in ("ascii", "latin_1", "utf_8") else best.encoding


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            source,
            f"is neither UTF-8 nor {encoding} throughout (byte {error.start}); save it as UTF-8",
            kind="encoding",
        ) from error
