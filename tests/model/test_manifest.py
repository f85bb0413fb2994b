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
