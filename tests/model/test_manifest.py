import json

import pytest

from newsgrain.corpus.errors import ModelError
from newsgrain.model.manifest import FORMAT_VERSION, Manifest


def test_what_is_written_is_read_again() -> None:
    manifest = Manifest("mine", "1.2", "abc", training_data={"a.jsonl": {"documents": 3}}, metrics={"macro_f1": 0.5})
    assert Manifest.from_dict(json.loads(json.dumps(manifest.to_dict())), "m") == manifest


def test_an_old_manifest_may_lack_what_was_added_later() -> None:
    values = {"name": "a", "version": "1", "arrays_sha256": "0", "format_version": FORMAT_VERSION}
    found = Manifest.from_dict({**values, "labels": ["reporting", "opinion", "padding"]}, "m")
    assert (found.licence, found.command, found.metrics) == ("Apache-2.0", "", {})


def test_labels_in_another_order_are_refused() -> None:
    values = Manifest("a", "1", "0").to_dict() | {"labels": ["opinion", "reporting", "padding"]}
    with pytest.raises(ModelError, match=r"m: the model's labels are .* train it again"):
        Manifest.from_dict(values, "m")


def test_missing_and_unknown_keys_are_all_named() -> None:
    values = Manifest("a", "1", "0").to_dict() | {"colour": 1}
    del values["name"], values["version"]
    with pytest.raises(ModelError, match="missing name, version and unknown colour"):
        Manifest.from_dict(values, "m")


def nested(depth: int) -> dict[str, object]:
    table: dict[str, object] = {}
    for _ in range(depth):
        table = {"a": table}
    return table


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("parameters", nested(600), "tables more than 20 deep"),
        ("training_data", {"a": 5}, "training data 'a' are 5; expected a table"),
        ("labels", "x" * 1_000_000, "the model's labels are 'x"),
        ("name", ["x" * 1_000_000], "name is .* expected str"),
    ],
)
def test_a_hostile_manifest_is_refused_in_one_line(key: str, value: object, message: str) -> None:
    values = Manifest("a", "1", "0").to_dict() | {key: value}
    with pytest.raises(ModelError, match=message) as caught:
        Manifest.from_dict(values, "m")
    assert len(str(caught.value)) < 500
