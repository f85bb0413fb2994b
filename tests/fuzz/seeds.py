"""Where the fuzzer starts: small valid inputs of each surface, and pieces that its grammar is made of."""

from __future__ import annotations

import gzip
import io
import json

from newsgrain.corpus.boundary import WINDOW

_TEXT = (
    "Dam fills early\r\n\r\nThe level rose by 40 centimetres on Monday, the ministry said. “It holds,” said Ida Holm.\n"
    "- It was built in 1931.\n1. First.\n\nPhoto: Ann Lee\n\x0cOnly time will tell… Dr. Smith's \u202ead \ud83d\ude00."
).encode("utf-8", "surrogatepass")
_PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>Dam</title></head><body><nav>x</nav><article><h1>Dam</h1>"
    + "<p>The level rose by 40 centimetres on Monday, the ministry said, and the road was closed.</p>" * 3
    + "<ul><li>One.<li>Two.</ul><table><tr><td>a<td>b</table><blockquote>It<br>held.</blockquote></article>"
).encode()
_LABELLED = {
    "id": "a",
    "title": "Hall shuts",
    "text": "It leaks. We must act.",
    "sentences": [
        {"text": "It leaks.", "label": "reporting", "role": "text", "start": 0, "end": 9, "paragraph": 0},
        {
            "text": "We must act.",
            "label": "padding",
            "kind": "banality",
            "paragraph": 0,
            "attribution": {"verb": "said"},
        },
    ],
}
_RECORDS = (
    b'{"id": 1, "text": "It rained.", "title": "Rain"}\n{"url": "x", "body": "a\\ud800"}\n\n{"sentences": ["a"]}\n'
)
_TABLE = b'id,text,outlet\r\n1,"It rained,\r\nthey ""said"".",A\r\n\r\n2,It poured.,B\n3,"x'


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    stream = io.BytesIO()
    parquet.write_table(pa.table({"id": [1, 2], "text": ["It rained.", None], "tags": [["a"], []]}), stream)
    return stream.getvalue()


def seeds(target: str) -> list[bytes]:
    """Inputs to start from."""
    labelled = json.dumps(_LABELLED).encode() + b"\n"
    found: dict[str, list[bytes]] = {
        "segmentation": [_TEXT, _TEXT * (WINDOW // len(_TEXT) + 2)],
        "sniffed": [
            _TEXT,
            _PAGE,
            _RECORDS,
            gzip.compress(_TEXT, mtime=0),
            _TEXT.decode(errors="replace").encode("utf-16"),
        ],
        "markdown": [b"---\ntitle: a\n---\n# Dam\n\n```\nx\n```\n| a | b |\n> quoted\n![i](j)\n" + _TEXT],
        "html": [_PAGE],
        "records": [_RECORDS, labelled, b"[" + labelled + b"]"],
        "table": [_TABLE, _TABLE.replace(b",", b"\t"), _TABLE.replace(b",", b";")],
        "parquet": [_parquet()],
        "labelled": [labelled, labelled * 2],
        "page": [_TEXT, b"</script><svg onload=alert(1)>\x1b]8;;http://x\x07 [x](javascript:1) `![i](j)` =1+1"],
        "model": [b"\x00{}", b"\x40{}", b"\x80" + bytes(5)],
    }
    return found[target]


def words(target: str) -> list[bytes]:
    """What the fuzzer puts in besides bytes of its own."""
    common = ['"', "\n", "\r\n", ",", "{", "}", "“", "”", "\ufeff"]
    own = {
        "html": ["<p>", "</p>", "<div>", "<table><tr><td>", "<!--", "-->", "<script>", "&#0;", "&amp;", "<article>"],
        "markdown": ["---", "```", "~~~", "![", "](", "# ", "> ", "| "],
        "records": ["text", "sentences", "role", "paragraph", "\\ud800", "NaN", "1e999", "null"],
        "labelled": ["label", "reporting", "opinion", "padding", "kind", "paragraph", "start", "end", "\\ud800"],
        "page": ["<script>", "\x1b[31m", "javascript:", "=1+1", "said", "# ", "- "],
        "model": ["format_version", "labels", "arrays_sha256", "dtype", "F32", "F64", "U8", "shape", "data_offsets"],
    }
    chosen = own.get(target, ["Dr. ", "said", "- ", "1. ", "(", "[1]", "…"])
    return [b"\x1f\x8b", b"\xff\xfe", b"\0", *(word.encode() for word in common + chosen)]
