import math
from collections.abc import Callable

import pytest

from newsgrain.corpus.bootstrap import Interval
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import Comparison, compare
from newsgrain.model.rendering.comparison_wording import (
    difference_text,
    edit_counts,
    excess_text,
    folded,
    folded_text,
    interval_notes,
    interval_text,
    letters,
    movement_text,
    place_text,
    shortened,
    shown_labels,
    shown_revision,
    verdict_text,
)
from newsgrain.model.revision import Amount, Movement, Revision, compare_versions

Build = Callable[..., AnnotatedDocument]
UNDEFINED = Interval(math.nan, math.nan, math.nan)


@pytest.fixture
def revision(edited: Comparison) -> Revision:
    assert edited.revision is not None
    return edited.revision


def test_intervals() -> None:
    assert interval_text(Interval(0.472, 0.35, 0.604)) == "47% [35, 60]"
    assert interval_text(UNDEFINED) == "no words"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Interval(-0.12, -0.2, -0.031), "−12 points [−20, −3]"),
        (Interval(0.12, 0.031, 0.2), "+12 points [+3, +20]"),
        (Interval(0.02, -0.1, 0.14), "+2 points [−10, +14], no clear difference"),
        (Interval(0.0, 0.0, 0.0), "0 points [0, 0], no clear difference"),
        (UNDEFINED, "undefined"),
    ],
)
def test_differences(found: Interval, text: str) -> None:
    assert difference_text(found) == text


def test_notes(edited: Comparison, groups: Comparison, build: Build) -> None:
    assert list(interval_notes(groups)) == [
        "Shares of words; that of reporting is the information density.",
        "In brackets: 95 % intervals over resampled documents.",
    ]
    notes = list(interval_notes(edited))
    assert notes[2].startswith("Over sentences they say how even a single document is")
    assert notes[3] == "Too little for a trustworthy interval: draft.txt, final.txt."
    many = compare((f"g{n}", build(("One.", "reporting"))) for n in range(7))
    assert list(interval_notes(many))[-1].endswith(": g0, g1, g2, g3, g4 and 2 more.")


def test_examples_are_of_what_a_side_has_more_of(groups: Comparison, build: Build) -> None:
    daily, weekly = groups.sides
    assert [shown_labels(groups, side) for side in groups.sides] == [["reporting"], ["padding"]]
    assert excess_text(groups, daily, "reporting") == "reporting: 67 points more than Weekly"
    assert place_text(weekly.telling["padding"][0], weekly) == "padded 1, sentence 1"
    three = compare([(str(n), build(("One two.", "padding"), ("Three.", "opinion"))) for n in range(3)])
    assert [shown_labels(three, side) for side in three.sides] == [[], [], []]


def test_many_sides_show_one_label_each(build: Build) -> None:
    sides = [("pads", build(("One two.", "padding"), ("Three.", "opinion")))]
    sides += [(str(n), build(("One.", "reporting"))) for n in range(4)]
    few, many = compare(sides[:4]), compare(sides)
    assert shown_labels(few, few.sides[0]) == ["padding", "opinion"]
    assert shown_labels(many, many.sides[0]) == ["padding"]
    assert excess_text(few, few.sides[0], "padding") == "padding: 67 points more than the rest"


def test_less_than_a_point(build: Build) -> None:
    reporting = ("one " * 500 + ".", "reporting")
    found = compare([("a", build(reporting, ("Hm.", "padding"))), ("b", build(reporting))])
    assert excess_text(found, found.sides[0], "padding") == "padding: less than a point more than b"


def test_verdicts(revision: Revision, build: Build) -> None:
    assert verdict_text(revision) == (
        "Padding grows from 1 sentence (4 words) to 2 sentences (11 words); its share goes from 7% to 20%. "
        "Cut: 1 sentence (4 words); added: 1 sentence (6 words)."
    )
    pad = ("Only time will tell.", "padding")
    fact = ("Rain fell.", "reporting")
    assert verdict_text(compare_versions(build(pad, fact), build(fact))) == (
        "Padding falls from 1 sentence (4 words) to 0 sentences (0 words); its share goes from 67% to 0%. "
        "Cut: 1 sentence (4 words); added: none."
    )
    assert verdict_text(compare_versions(build(pad), build(pad))) == (
        "Padding stays at 1 sentence (4 words); its share of the words stays at 100%. Cut: none; added: none."
    )


def test_movements() -> None:
    movement = Movement(Amount(5, 50), Amount(2, 20), Amount(1, 8), Amount(1, 9), Amount(3, 30), Amount(0, -4))
    assert movement_text("padding", movement) == (
        "5 → 6 sentences, 50 → 55 words: 2 sentences (20 words) cut; 1 sentence (8 words) added; "
        "3 sentences (30 words) became padding; 1 sentence (9 words) ceased to be padding; "
        "rewording made the others 4 words shorter"
    )
    still = Movement(Amount(1, 2), Amount(), Amount(), Amount(), Amount(), Amount())
    assert movement_text("opinion", still) == "1 → 1 sentence, 2 → 2 words: unchanged"


def test_edits(revision: Revision) -> None:
    assert edit_counts(revision) == "6 kept, 1 changed, 1 moved, 1 cut, 1 added"
    assert [letters(edit) for edit in revision.edits[:5]] == ["R", "R", "R", "P", "O→P"]


def test_long_runs_of_kept_sentences_are_folded(revision: Revision) -> None:
    items = list(folded(revision.edits))
    assert [len(item) if isinstance(item, list) else item.kind for item in items] == [
        *("kept", "moved", "changed", "cut", "kept"),
        4,
        "added",
    ]
    assert isinstance(items[5], list)
    assert folded_text(items[5]) == "4 sentences kept: 4 reporting"


def test_a_revision_is_shown_where_it_is_one_or_where_asked_for(edited: Comparison, build: Build) -> None:
    other = compare([("a", build(("It rained.", "reporting"))), ("b", build(("Who knows?", "padding")))])
    assert [shown_revision(edited, asked) is not None for asked in (None, True, False)] == [True, True, False]
    assert [shown_revision(other, asked) is not None for asked in (None, True, False)] == [False, True, False]


def test_names_lose_their_middle() -> None:
    assert shortened("short") == "short"
    assert shortened("https://example.org/2024/05/ferry.html", 20) == "https://ex…erry.html"
