import json
from pathlib import Path

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError
from newsgrain.corpus.grouping import read_groups, short_names


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("daily/a.txt", "daily/b.txt", "weekly/c.txt", "alone.txt", ".hidden.txt", "picture.png"):
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.")
    return tmp_path / "archive"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    rows = [
        {"id": "1", "text": "One.", "outlet": "Post", "year": 2024.0},
        {"id": "2", "text": "Two.", "outlet": " Times  of\nDay", "year": None},
        {"id": "3", "text": "Three.", "outlet": "Post", "year": 2023},
        {"id": "4", "text": "Four.", "outlet": "  "},
        {"id": "1", "text": "Five."},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def groups(*paths: object, by: str | None = None, id_field: str | None = None) -> dict[str, list[str]]:
    """The texts of every group; errors are raised."""
    found: dict[str, list[str]] = {}

    def fail(error: InputError) -> None:
        raise error

    for name, document in read_groups([str(p) for p in paths], by=by, id_field=id_field, on_error=fail):
        found.setdefault(name, []).append(document.text)
    return found


def test_a_path_is_a_group(archive: Path) -> None:
    assert groups(archive / "daily", archive / "weekly", archive / "alone.txt") == {
        "daily": ["The text of daily/a.txt.", "The text of daily/b.txt."],
        "weekly": ["The text of weekly/c.txt."],
        "alone.txt": ["The text of alone.txt."],
    }


def test_a_pattern_is_a_group(archive: Path) -> None:
    found = groups(archive / "daily" / "*.txt", archive / "weekly")
    assert {name: len(texts) for name, texts in found.items()} == {"daily/*.txt": 2, "weekly": 1}


def test_a_path_given_twice_is_two_groups(archive: Path) -> None:
    path = archive / "alone.txt"
    assert list(groups(path, path)) == ["alone.txt", "alone.txt (2)"]


def test_a_lone_folder_is_opened(archive: Path) -> None:
    assert list(groups(archive)) == ["alone.txt", "daily", "weekly"]


def test_a_lone_pattern_is_opened(archive: Path) -> None:
    assert list(groups(archive / "*" / "*.txt")) == ["daily/a.txt", "daily/b.txt", "weekly/c.txt"]


def test_a_lone_file_of_records_is_opened(records: Path) -> None:
    assert list(groups(records)) == ["1", "2", "3", "4", "1 (2)"]


def test_a_lone_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no readable file"):
        groups(tmp_path)


def test_groups_by_a_column(records: Path) -> None:
    missing: list[Document] = []
    found: dict[str, list[str]] = {}
    for name, document in read_groups([str(records)], by="outlet", on_error=print, on_missing=missing.append):
        found.setdefault(name, []).append(document.text)
    assert found == {"Post": ["One.", "Three."], "Times of Day": ["Two."]}
    assert [document.text for document in missing] == ["Four.", "Five."]


def test_numbers_name_groups_as_they_are_written(records: Path) -> None:
    assert list(groups(records, by="year")) == ["2024", "2023"]


def test_by_id_and_by_what_was_named_id(records: Path) -> None:
    assert groups(records, by="id")["1"] == ["One.", "Five."]
    table = records.with_suffix(".csv")
    table.write_text("text,outlet\nOne.,Post\nTwo.,Post\n")
    assert groups(table, by="outlet", id_field="outlet") == {"Post": ["One.", "Two."]}


def test_a_column_that_is_nowhere(records: Path, archive: Path) -> None:
    with pytest.raises(InputError, match="no document has a value in 'outlett'; received 'outlet', 'year': name"):
        groups(records, by="outlett")
    with pytest.raises(InputError, match="received documents without columns"):
        groups(archive, by="outlet")


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a.txt", "b.txt"], ["a.txt", "b.txt"]),
        (["x/a.txt", "x/b.txt"], ["a.txt", "b.txt"]),
        (["x/y/a.txt", "x/z/a.txt"], ["y/a.txt", "z/a.txt"]),
        (["x", "x/a.txt"], ["x", "x/a.txt"]),
        (["/x/a", "/y/a"], ["x/a", "y/a"]),
        (["/x/a", "a"], ["/x/a", "a"]),
        (["-", "x/a.txt"], ["stdin", "x/a.txt"]),
        (["x/", "y"], ["x", "y"]),
        (["only/one.txt"], ["one.txt"]),
    ],
)
def test_names_without_what_all_share(paths: list[str], names: list[str]) -> None:
    assert short_names(paths) == names
