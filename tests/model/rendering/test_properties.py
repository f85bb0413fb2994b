import json

from newsgrain.model.rendering.properties import render_properties, render_properties_json

FACTS = {
    "name": "fast",
    "layers": None,
    "metrics": {"macro_f1": 0.75, "per label": {"opinion": 0.5}},
    "labels": ["a", "b"],
}


def test_facts_are_aligned_and_nested() -> None:
    assert render_properties(FACTS) == (
        "name    fast\nlayers\nmetrics\n  macro_f1  0.75\n  per label\n    opinion  0.5\nlabels  a, b\n"
    )


def test_json_holds_the_same() -> None:
    assert json.loads(render_properties_json(FACTS)) == FACTS


def test_control_characters_are_made_visible() -> None:
    assert render_properties({"a\x1b": "b\x07\nc"}) == "a␛  b␇ c\n"


def test_no_facts() -> None:
    assert render_properties({}) == ""
