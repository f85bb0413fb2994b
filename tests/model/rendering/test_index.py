import base64
import io
import json
import re
import weakref
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering import index
from newsgrain.model.rendering.document_view import document_record, document_view
from newsgrain.model.rendering.html import render_page
from newsgrain.model.rendering.index import write_index

Build = Callable[..., AnnotatedDocument]


def record(page: str, number: int) -> dict[str, Any]:
    match = re.search(rf'id="record-{number}">([^<]*)<', page)
    assert match
    read: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(match[1])))
    return read


def test_every_document_has_a_row_and_a_record(build: Build, article: AnnotatedDocument) -> None:
    rain = build(("It rained.", "reporting"), id="north/rain.txt", title="Rain")
    page = render_page([article, rain])
    assert "<title>2 documents – newsgrain</title>" in page
    assert '<a href="#document-0" dir="auto">a</a>' in page
    assert '<a href="#document-1" dir="auto" title="north/rain.txt">Rain</a>' in page
    assert 'data-reporting="1.0000" data-opinion="0.0000" data-padding="0.0000" data-uncertain="0.0000"' in page
    assert 'data-run="0" data-words="2"' in page
    for number, document in enumerate((article, rain)):
        expected = json.loads(json.dumps(document_record(document, number)))
        assert record(page, number) == {**expected, "html": document_view(document, number)}


def test_sources_are_summed_up_where_there_are_several(build: Build) -> None:
    documents = [
        build(("One two three.", "reporting"), id="north/a.txt"),
        build(("One.", "padding"), id="north/b.txt"),
        build(("One two.", "opinion"), id="south/c.txt"),
    ]
    rows = re.findall(r'data-source="(\w+)".*?"count">(\d)<.*?aria-label="([^"]*)"', render_page(documents))
    assert rows == [
        ("north", "2", "Shares of words: reporting 75%, opinion 0%, padding 25%"),
        ("south", "1", "Shares of words: reporting 0%, opinion 100%, padding 0%"),
    ]
    assert "By source" not in render_page(documents[:2])


def test_documents_are_not_kept_in_memory(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SPOOLED", 100)  # everything goes through files
    made: list[weakref.ref[AnnotatedDocument]] = []

    def documents() -> Iterator[AnnotatedDocument]:
        for number in range(4):
            assert not any(reference() for reference in made[:-1])
            document = build((f"It rained {number} times.", "reporting"), id=f"d{number}")
            made.append(weakref.ref(document))
            yield document
            del document

    stream = io.BytesIO()
    write_index(documents(), stream)
    page = stream.getvalue().decode()
    assert [record(page, number)["lengths"] for number in range(4)] == [[18]] * 4
