"""Results on a console, or in a pipe on Windows, whose encoding lacks what stands in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsgrain.cli.app import app

LODZ = "Łódź’s council voted 7 to 2."


def labelled(path: Path, label: str) -> Path:
    documents: list[dict[str, Any]] = [
        {"id": "Łódź 1", "sentences": [{"text": LODZ, "label": label}, {"text": LODZ, "label": "reporting"}]},
        {"id": "Łódź 2", "sentences": [{"text": "A shame!", "label": "opinion"}]},
    ]
    path.write_text("".join(f"{json.dumps(document, ensure_ascii=False)}\n" for document in documents), "utf-8")
    return path


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
@pytest.mark.parametrize("command", ["evaluate", "agreement", "check", "compare"])
def test_what_the_encoding_lacks_is_replaced(tmp_path: Path, tiny_model: Path, encoding: str, command: str) -> None:
    one, other = labelled(tmp_path / "one.jsonl", "padding"), labelled(tmp_path / "other.jsonl", "opinion")
    arguments = {
        "evaluate": ["evaluate", one, "--model", tiny_model],
        "agreement": ["corpus", "agreement", one, other],
        "check": ["corpus", "check", one],
        "compare": ["compare", one, "--model", tiny_model],
    }[command]
    result = CliRunner(charset=encoding).invoke(app, [str(argument) for argument in arguments])
    assert (result.exit_code, result.exception) == (0, None)
    assert "�" not in result.stdout_bytes.decode(encoding, "replace")


@pytest.mark.parametrize("format", ["json", "markdown", "html"])
def test_data_are_utf8(tmp_path: Path, tiny_model: Path, format: str) -> None:
    corpus = labelled(tmp_path / "corpus.jsonl", "padding")
    asked = ["evaluate", str(corpus), "--model", str(tiny_model), "--format", format]
    result = CliRunner(charset="cp1252").invoke(app, asked)
    assert (result.exit_code, result.exception) == (0, None)
    assert LODZ in result.stdout_bytes.decode("utf-8")
