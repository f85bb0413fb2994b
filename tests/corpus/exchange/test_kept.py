import json
from typing import Any

import pytest

from newsgrain.corpus.exchange.kept import Kept
from newsgrain.corpus.labelled_document import LabelledDocument


def test_what_is_packed_comes_back(story: LabelledDocument) -> None:
    kept = Kept.of(story.document, story.extras)
    assert Kept.parse(kept.to_dict(), story.document.text) == kept
    assert Kept.parse(json.dumps(kept.to_dict()), story.document.text) == kept


def test_what_goes_without_saying_is_not_packed(story: LabelledDocument) -> None:
    first, second, _ = Kept.of(story.document, story.extras).to_dict()["sentences"]
    assert first == {"start": 0, "end": 13, "role": "heading", "paragraph": 0}
    assert second == {"start": 15, "end": 39, "paragraph": 1, "extras": story.extras[1]}


@pytest.mark.parametrize(
    "value",
    [
        3,
        [],
        "{",
        {},
        {"id": "a"},
        {"id": "a", "sentences": 3},
        {"id": "a", "sentences": [{"start": 0, "end": 2}]},
        {"id": "a", "sentences": [{"start": 0, "end": 2, "paragraph": "one"}]},
        {"id": "a", "sentences": [{"start": 0, "end": 2, "paragraph": 0, "extras": 3}]},
        {"id": "a", "sentences": [], "metadata": "b"},
    ],
)
def test_what_was_damaged_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"not as it was exported .*; export anew"):
        Kept.parse(value, "A.")


@pytest.mark.parametrize(
    "unit",
    [
        {"start": 0, "end": 3, "paragraph": 0},
        {"start": 1, "end": 1, "paragraph": 0},
        {"start": -1, "end": 1, "paragraph": 0},
        {"start": 0, "end": 1, "paragraph": 0, "role": "title"},
    ],
)
def test_what_does_not_fit_the_text_is_refused(unit: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="was altered; export the document anew"):
        Kept.parse({"id": "a", "sentences": [unit]}, "A.")
