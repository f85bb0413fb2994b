import csv
import io
import json
from collections.abc import Callable

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import Comparison, compare
from newsgrain.model.rendering.comparison import COMPARISON_FORMATS, COMPARISON_SUFFIXES, render_comparison
from newsgrain.model.rendering.comparison_tables import EDIT_COLUMNS, SIDE_COLUMNS
from newsgrain.model.rendering.output import View

Build = Callable[..., AnnotatedDocument]


def test_csv_holds_a_row_a_side(groups: Comparison) -> None:
    daily, weekly = csv.DictReader(io.StringIO(render_comparison(groups, "csv")))
    assert tuple(daily) == SIDE_COLUMNS
    assert (weekly["name"], weekly["documents"], weekly["intervals_over"]) == ("Weekly", "20", "documents")
    assert (weekly["padding_words"], weekly["padding_share"]) == ("40", "0.6667")
    assert (weekly["information_density"], weekly["reporting_share"]) == ("0.3333", "0.3333")
    assert float(weekly["padding_share_low"]) < 0.6667 < float(weekly["padding_share_high"])
    assert (weekly["uncertain_sentences"], weekly["uncertain_share"]) == ("0", "0.0")


def test_csv_of_versions_holds_a_row_a_sentence_where_asked_for(edited: Comparison) -> None:
    assert render_comparison(edited, "csv").startswith("name,documents")
    rows = list(csv.DictReader(io.StringIO(render_comparison(edited, "csv", edited=True))))
    assert tuple(rows[0]) == EDIT_COLUMNS
    assert [row["kind"] for row in rows[:5]] == ["kept", "moved", "changed", "cut", "kept"]
    assert rows[3] == {
        "kind": "cut",
        "similarity": "0.0",
        "before_index": "2",
        "before_label": "padding",
        "before_confidence": "0.9",
        "before_text": "Only time will tell.",
        **dict.fromkeys(("after_index", "after_label", "after_confidence", "after_text"), ""),
    }


def test_csv_runs_no_formula_and_leaves_out_what_is_undefined(build: Build) -> None:
    found = compare([("=1+1", build(("+2", "padding"))), ("\ud800b", build())])
    first, second = csv.DictReader(io.StringIO(render_comparison(found, "csv")))
    assert (first["name"], second["name"]) == ("'=1+1", "\ufffdb")
    assert (second["information_density"], second["padding_share_low"]) == ("", "")
    assert "cut,0.0,0,padding,0.9,'+2," in render_comparison(found, "csv", edited=True)


def test_json_holds_everything(edited: Comparison) -> None:
    text = render_comparison(edited, "json", edited=False)
    assert json.loads(text) == edited.to_dict()
    assert text.isascii()


def test_markdown_of_versions(edited: Comparison) -> None:
    text = render_comparison(edited, "markdown")
    assert text.startswith("## draft.txt · final.txt\n\n|  | size | reporting | opinion | padding |\n")
    assert "- `~ R` The council voted 7 to 2 on ~~Monday.~~ **Tuesday.**\n- `- P` ~~Only time will tell.~~\n" in text
    assert "- `=` *4 sentences kept: 4 reporting*\n" in text


def test_markdown_of_groups(groups: Comparison, build: Build) -> None:
    text = render_comparison(groups, "markdown")
    assert "### Weekly against Daily\n\n- reporting: −67 points [−82, −46]\n" in text
    assert (
        "### Weekly · padding: 67 points more than Daily\n\n- Only time will tell. (padded 1, sentence 1, 90%)" in text
    )
    many = compare((f"g{n}", build(("One.", "reporting"))) for n in range(7))
    assert render_comparison(many, "markdown").startswith("## g0 · g1 · g2 · g3 · g4 and 2 more\n")


@pytest.mark.parametrize("asked", [True, False])
def test_markdown_is_inert(build: Build, asked: bool) -> None:
    bad = "<b>*x*</b> | @someone `code` [a](http://b)"
    found = compare([(bad, build((bad, "padding"))), ("b", build((bad + " more", "padding"), ("Hm.", "opinion")))])
    text = render_comparison(found, "markdown", edited=asked)
    for active in ("<b>", " *x*", " | @", "@someone", " `code`", " [a]", "://"):
        assert active not in text


def test_every_format_has_a_suffix_and_is_written(edited: Comparison, groups: Comparison) -> None:
    assert set(COMPARISON_SUFFIXES.values()) == set(COMPARISON_FORMATS)
    for format in COMPARISON_FORMATS:
        for found in (edited, groups):
            assert render_comparison(found, format, View(width=60)).endswith("\n")


def test_wrong_requests(groups: Comparison) -> None:
    with pytest.raises(ValueError, match="unknown format 'xml'; expected one of: terminal, csv, html, markdown, json"):
        render_comparison(groups, "xml")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="edited needs two sides of a single document each"):
        render_comparison(groups, "html", edited=True)
