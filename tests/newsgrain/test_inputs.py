"""Real files of every kind through the real command."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

ARTICLE = (
    "Dam fills early\n\nThe level rose by 40 centimetres on Monday, the ministry said. "
    "“It holds,” said Ida Holm. “For now.”\n\nOnly time will tell.\n"
)
SENTENCES = [
    "Dam fills early",
    "The level rose by 40 centimetres on Monday, the ministry said.",
    "“It holds,” said Ida Holm.",
    "“For now.”",
    "Only time will tell.",
]


def annotate(*arguments: str | Path, stdin: bytes = b"", status: int = 0) -> tuple[list[dict[str, Any]], str]:
    """Annotated documents and what stood on stderr."""
    command = [sys.executable, "-m", "newsgrain", "annotate", *map(str, arguments), "--format", "jsonl"]
    done = subprocess.run(command, input=stdin, capture_output=True)
    assert done.returncode == status, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def texts(document: dict[str, Any]) -> list[str]:
    return [sentence["text"] for sentence in document["sentences"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_from_standard_input(encoding: str) -> None:
    found, _ = annotate("-", stdin=ARTICLE.encode(encoding))
    assert [text.lstrip("\ufeff") for text in texts(found[0])] == SENTENCES
    sentence = found[0]["sentences"][2]
    assert sentence["attribution"] == {"speaker": "Ida Holm", "verb": "said", "quoted": "It holds,"}
    assert found[0]["sentences"][3]["attribution"]["speaker"] == "Ida Holm"
    assert found[0]["sentences"][0]["role"] == "heading"


def test_a_page_and_a_markdown_file(tmp_path: Path) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.strip().split("\n\n")[1:])
    page = (
        "<!doctype html><html><head><title>Dam fills early</title></head><body><nav>Home</nav>"
        f"<article><h1>Dam fills early</h1>{body * 3}</article><footer>Imprint</footer></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "note.md").write_text("# Dam fills early\n\n- It *rained*.\n- It held.\n", encoding="utf-8")
    found, _ = annotate(tmp_path / "page.html", tmp_path / "note.md")
    assert texts(found[0])[:2] == SENTENCES[:2]
    assert not {"Home", "Imprint"} & {*texts(found[0])}
    assert [(s["text"], s["role"]) for s in found[1]["sentences"]] == [
        ("# Dam fills early", "heading"),
        ("- It *rained*.", "list_item"),
        ("- It held.", "list_item"),
    ]


def test_a_table_of_a_thousand_articles(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"key": [f"a{n}" for n in range(1000)], "body": [f"{ARTICLE}Number {n}." for n in range(1000)]}
    )
    frame.to_csv(tmp_path / "articles.csv", index=False)
    found, _ = annotate(tmp_path / "articles.csv", "--text-field", "body", "--id-field", "key", "--no-reasons")
    assert [document["id"] for document in found] == frame["key"].tolist()
    assert texts(found[999])[-1] == "Number 999."


def test_a_folder_with_one_broken_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "packed.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    found, errors = annotate(tmp_path, status=1)
    assert [texts(document) for document in found] == [SENTENCES, SENTENCES]
    assert len(errors.splitlines()) == 1
    assert "bad.txt" in errors


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [("empty.txt", b"", "empty"), ("lines.jsonl", b'{"text": "It rained."}\n{"text": \n', "lines.jsonl")],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    _, errors = annotate(tmp_path / name, status=1)
    assert len(errors.splitlines()) == 1
    assert problem in errors


def test_an_output_whose_ending_names_no_format_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsgrain", "annotate", "-", "--output", str(tmp_path / "out.csv.gz")]
    done = subprocess.run(command, input=ARTICLE.encode(), capture_output=True)
    assert done.returncode == 2
    assert b".gz" in done.stderr
    assert list(tmp_path.iterdir()) == []
