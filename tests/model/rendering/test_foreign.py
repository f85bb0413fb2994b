"""A document that is not English is said to be so in every view."""

import json
from collections.abc import Callable

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.document_frame import SUMMARY_COLUMNS, summary_frame
from newsgrain.model.frame import annotate_frame
from newsgrain.model.rendering.html import render_fragment, render_page
from newsgrain.model.rendering.jsonl import render_jsonl
from newsgrain.model.rendering.legend import language_note
from newsgrain.model.rendering.markdown import render_markdown
from newsgrain.model.rendering.terminal import render_terminal

Build = Callable[..., AnnotatedDocument]

TEXT = "Der Rat hat am Montag beschlossen, die alte Bibliothek zu schließen. Das ist nicht gut für die Stadt."
NOTE = "This looks like German. The model was trained on English news: its labels mean nothing here."


@pytest.fixture
def foreign(build: Build) -> AnnotatedDocument:
    return build((TEXT, "reporting"))


def test_the_note(foreign: AnnotatedDocument, article: AnnotatedDocument, build: Build) -> None:
    assert (foreign.language, language_note(foreign)) == ("de", NOTE)
    assert (article.language, language_note(article)) == ("en", None)
    assert (build().language, language_note(build())) == ("und", None)


@pytest.mark.parametrize("render", [render_terminal, render_markdown, render_fragment, lambda d: render_page([d])])
def test_every_view_shows_it_above_the_text(
    render: Callable[[AnnotatedDocument], str], foreign: AnnotatedDocument, article: AnnotatedDocument
) -> None:
    shown = " ".join(render(foreign).split())
    assert shown.index(NOTE) < shown.index("beschlossen")
    assert "trained on English news" not in render(article)


def test_an_index_counts_them(foreign: AnnotatedDocument, article: AnnotatedDocument) -> None:
    assert "1 document is not in English" in render_page([foreign, article])
    assert "2 documents are not in English" in render_page([foreign, foreign, article])
    assert "not in English" not in render_page([article, article])


def test_records_and_frames_hold_the_tag(foreign: AnnotatedDocument, article: AnnotatedDocument) -> None:
    assert json.loads(render_jsonl(foreign))["language"] == "de"
    frame = summary_frame([foreign, article])
    assert list(frame.columns) == SUMMARY_COLUMNS
    assert frame["language"].tolist() == ["de", "en"]


def test_a_frame_of_articles_warns_once() -> None:
    import pandas as pd

    df = pd.DataFrame({"text": [TEXT, "It rained on Monday, and the dam held until the river rose.", None]})
    with pytest.warns(UserWarning, match=r"^1 of 3 documents are not in English \(German: 1\)") as caught:
        sentences = annotate_frame(df, model="fast")
    assert len(caught) == 1
    assert summary_frame(sentences)["language"].tolist() == ["de", "en", "und"]
