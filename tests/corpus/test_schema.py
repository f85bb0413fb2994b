"""The JSON Schema and the parser agree on what a labelled document is, wherever a schema can say it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from newsgrain.corpus.document import ROLES
from newsgrain.corpus.label import LABELS, PADDING_KINDS
from newsgrain.corpus.labelled_schema import ATTRIBUTION_KEYS, DOCUMENT_STRINGS, parse_line

DATA = Path(__file__).resolve().parents[2] / "corpus" / "data"
SCHEMA = json.loads((DATA / "schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SENTENCE = SCHEMA["$defs"]["sentence"]["properties"]

RECORDS: list[dict[str, Any]] = [
    {"id": "a", "sentences": [{"text": "It rained.", "label": "reporting"}]},
    {
        "id": "b",
        "title": "Hall shuts",
        "source": None,
        "genre": "brief",
        "contested": ["x"],
        "weather": {"rain": True},
        "sentences": [
            {"text": "Hall shuts", "label": "reporting", "role": "heading", "paragraph": 0},
            {"text": "Time will tell.", "label": "padding", "kind": "truism", "paragraph": 1, "attribution": None},
            {
                "text": "“It leaks,” said Ruiz.",
                "label": "reporting",
                "kind": None,
                "paragraph": 1,
                "attribution": {"speaker": "Ruiz", "verb": "said", "quoted": None, "more": 1},
            },
        ],
    },
]

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.floats(0, 2, allow_nan=False).filter(lambda number: not number.is_integer()),
    st.sampled_from(["", " ", "\u3000", "\x1c", "x", *LABELS, *ROLES, *PADDING_KINDS]),
    st.sampled_from([[], [None], {}, {"speaker": 1}, {"verb": None}, [{"text": "x", "label": "opinion"}]]),
).map(copy.deepcopy)  # a value that is put into a record may be changed there
KEYS = ("id", "title", "text", "label", "role", "kind", "paragraph", "attribution", "sentences", "speaker", "odd")


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value within a record, the record itself included."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A sound record with up to three values changed, added or taken away."""
    record = copy.deepcopy(draw(st.sampled_from(RECORDS)))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(places(record)))
        if not path:
            record = draw(st.one_of(values, st.just(record), st.just(record)))
            continue
        holder: Any = record
        for key in path[:-1]:
            holder = holder[key]
        action = draw(st.sampled_from(["change", "remove", "add"]))
        if action == "remove":
            del holder[path[-1]]
        elif action == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = draw(values)
        else:
            holder[path[-1]] = draw(values)
        if not isinstance(record, dict | list):
            break
    return record


def goes_back(record: Any) -> bool:
    """What no schema can say: a paragraph number that is smaller than one before it."""
    numbers = [item["paragraph"] for item in record["sentences"]]
    return numbers != sorted(numbers)


@given(mutated())
@example(RECORDS[0])
@example(RECORDS[1])
def test_schema_and_parser_agree(record: Any) -> None:
    _, problems = parse_line(json.dumps(record))
    if not VALIDATOR.is_valid(record):
        assert problems
    elif problems:
        assert problems == ["paragraph numbers go backwards; sentences must be in the order of the document"]
        assert goes_back(record)


@pytest.mark.parametrize("number", [0, 1])
def test_sound_records_are_valid(number: int) -> None:
    VALIDATOR.validate(RECORDS[number])
    assert parse_line(json.dumps(RECORDS[number]))[1] == []


def test_where_a_schema_says_too_little() -> None:
    record = {"id": "a", "sentences": [{"text": "It rained.", "label": "reporting", "paragraph": 1.0}]}
    assert VALIDATOR.is_valid(record)
    assert parse_line(json.dumps(record))[1] == ["expected whole numbers from 0 as 'paragraph'"]
    assert "1.0" in SCHEMA["$comment"] and "backwards" in SCHEMA["$comment"]


def test_the_schema_is_one_and_lists_what_the_code_does() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SENTENCE["label"]["enum"] == list(LABELS)
    assert SENTENCE["role"]["enum"] == list(ROLES)
    assert SENTENCE["kind"]["enum"] == [*PADDING_KINDS, None]
    assert tuple(SENTENCE["attribution"]["properties"]) == ATTRIBUTION_KEYS
    strings = {key for key, rule in SCHEMA["properties"].items() if rule.get("$ref") == "#/$defs/stringOrNull"}
    assert strings == set(DOCUMENT_STRINGS)


def test_every_key_is_described() -> None:
    described = [SCHEMA["properties"], SENTENCE, SENTENCE["attribution"]["properties"]]
    assert all(rule["description"] for properties in described for rule in properties.values())


@pytest.mark.parametrize("path", sorted(DATA.glob("*.jsonl")), ids=lambda path: path.name)
def test_the_corpus_is_valid_and_has_no_key_that_is_not_described(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        VALIDATOR.validate(record)
        assert set(record) <= set(SCHEMA["properties"])
        assert {key for item in record["sentences"] for key in item} <= set(SENTENCE)
