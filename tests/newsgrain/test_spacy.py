import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import ModelError
from newsgrain.corpus.label import LABELS, UNCERTAIN
from newsgrain.model.storage import load_model

TEXT = (
    "Library to close\n\n"
    "Mayor Ida Holm said on Monday the library would close. “It saves 70 million crowns,” she added.\n\n"
    "It was a shameful and cowardly vote. Only time will tell what the future holds for everyone."
)

pytestmark = pytest.mark.extra


@pytest.fixture
def spacy() -> Any:
    return pytest.importorskip("spacy", reason="needs pip install 'newsgrain[spacy]'")


@pytest.fixture
def nlp(spacy: Any, tiny_model: Path) -> Any:
    """A pipeline of the component alone, with a model small enough for tests."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsgrain", config={"model": str(tiny_model)})
    return pipeline


def values(doc: Any) -> list[Any]:
    return [sent._.newsgrain for sent in doc.sents]


def test_the_installed_component_needs_no_import(spacy: Any) -> None:
    program = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('newsgrain'); print(nlp.pipe_names)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "['newsgrain']", done.stderr


def test_it_says_what_the_model_says(nlp: Any, tiny_model: Path) -> None:
    doc = nlp(TEXT)
    annotated = load_model(tiny_model).annotate(TEXT)
    for value, sentence in zip(values(doc), annotated.sentences, strict=True):
        place = {"start": sentence.start, "end": sentence.end, "text": sentence.text}
        assert value | {"reasons": list(value["reasons"])} | place == sentence.to_dict()
    assert [value["role"] for value in values(doc)] == ["heading", "text", "text", "text", "text"]
    assert values(doc)[2]["attribution"]["speaker"] == "Ida Holm"
    assert doc._.newsgrain == annotated.summary.to_dict() | {"model": {"name": "tiny", "version": "0"}}


def test_a_span_for_each_sentence(nlp: Any, tiny_model: Path) -> None:
    doc = nlp(TEXT)
    group = doc.spans["newsgrain"]
    sentences = load_model(tiny_model).annotate(TEXT).sentences
    assert [(s.text, s.start_char, s.end_char, s.label_) for s in group] == [
        (s.text, s.start, s.end, s.label) for s in sentences
    ]
    assert [span._.newsgrain for span in group] == values(doc)
    assert group.attrs == {"confidences": [s.confidence for s in sentences], "model": "tiny 0"}


def test_sentences_of_earlier_components_are_kept(spacy: Any, tiny_model: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer", config={"punct_chars": [";"]})
    pipeline.add_pipe("newsgrain", config={"model": str(tiny_model)})
    doc = pipeline("It rained on Monday. The dam held; snow fell on Dr. Holm.")
    assert [sent.text for sent in doc.sents] == ["It rained on Monday. The dam held;", "snow fell on Dr. Holm."]
    assert [span.text for span in doc.spans["newsgrain"]] == [sent.text for sent in doc.sents]
    given = Document.from_sentences([sent.text for sent in doc.sents])
    found = [value["probabilities"] for value in values(doc)]
    assert found == [s.probabilities for s in load_model(tiny_model).annotate(given).sentences]


def test_without_sentences_newsgrain_sets_its_own(nlp: Any) -> None:
    doc = nlp("Dr. Holm left at 5 p.m. on Monday. “I am tired. Good night.”")
    assert [sent.text for sent in doc.sents] == ["Dr. Holm left at 5 p.m. on Monday.", "“I am tired.", "Good night.”"]
    assert doc.has_annotation("SENT_START", require_complete=True)


def test_a_bound_within_a_token_is_passed_over(spacy: Any, nlp: Any) -> None:
    words = ["It", "rained.", "“Then snow.” He", "fell.", "So", "it", "was."]
    doc = nlp(spacy.tokens.Doc(nlp.vocab, words=words))
    assert [unit.text for unit in Document(doc.text).sentences][1:3] == ["“Then snow.”", "He fell."]
    assert [sent.text for sent in doc.sents] == ["It rained.", "“Then snow.” He fell.", "So it was."]
    assert len(doc.spans["newsgrain"]) == 3


def test_a_sentence_across_a_heading_is_text(spacy: Any, nlp: Any) -> None:
    doc = nlp.make_doc("Library to close\n\nIt rained on Monday.\n\nWhat comes next\n\nSnow fell on Tuesday.")
    for token in doc:
        token.is_sent_start = token.text in ("What", "Snow")
    assert [value["role"] for value in values(nlp(doc))] == ["text", "heading", "text"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n Rain. \n", "Rain", "Regen 🌧 — e\u0301\u200f.", "a" * 5000])
def test_odd_texts(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert [span.text for span in doc.spans["newsgrain"]] == ([text.strip()] if text.strip() else [])
    assert [value for value in values(doc) if value] == [span._.newsgrain for span in doc.spans["newsgrain"]]
    assert doc._.newsgrain["sentences"] == len(doc.spans["newsgrain"])


def test_a_blank_sentence_has_no_verdict(nlp: Any) -> None:
    doc = nlp.make_doc("It rained.\n\nSnow fell.")
    for token in doc:
        token.is_sent_start = token.text in ("\n\n", "Snow")
    assert [value is None for value in values(nlp(doc))] == [False, True, False]


def test_min_confidence_reasons_and_spans_key(spacy: Any, tiny_model: Path) -> None:
    pipeline = spacy.blank("en")
    settings = {"model": str(tiny_model), "min_confidence": 1.0, "reasons": False, "spans_key": "verdicts"}
    pipeline.add_pipe("newsgrain", config=settings)
    doc = pipeline(TEXT)
    assert {value["label"] for value in values(doc)} == {UNCERTAIN}
    assert {span.label_ for span in doc.spans["verdicts"]} == {UNCERTAIN}
    assert all(value["reasons"] == () for value in values(doc))
    assert "newsgrain" not in doc.spans


def test_reasons_point_into_the_text(nlp: Any) -> None:
    doc = nlp(TEXT)
    reasons = [reason for value in values(doc) for reason in value["reasons"]]
    assert reasons
    assert all(0 <= reason["start"] < reason["end"] <= len(doc.text) for reason in reasons)


def test_pipe_gives_the_same_in_order(nlp: Any) -> None:
    texts = [f"The council voted {n} to 2 on Monday. It was a shameful vote." for n in range(7)]
    docs = list(nlp.pipe(texts, batch_size=3))
    assert [doc.text for doc in docs] == texts
    assert [values(doc) for doc in docs] == [values(nlp(text)) for text in texts]


def test_pipe_is_lazy(nlp: Any) -> None:
    read: list[int] = []

    def texts() -> Any:
        for number in range(1000):
            read.append(number)
            yield f"It rained {number} times."

    next(iter(nlp.pipe(texts(), batch_size=4)))
    assert len(read) < 20


@pytest.mark.parametrize("way", ["disk", "bytes", "pickle"])
def test_a_saved_pipeline_takes_its_own_model_along(
    spacy: Any, tiny_model: Path, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine"
    mine.mkdir()
    for file in tiny_model.iterdir():
        (mine / file.name).write_bytes(file.read_bytes())
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsgrain", config={"model": "mine", "min_confidence": 0.4})
    before = pipeline(TEXT)
    if way == "disk":
        pipeline.to_disk(tmp_path / "pipeline")
    else:
        kept = pipeline.to_bytes() if way == "bytes" else pickle.dumps(pipeline)
    for file in mine.iterdir():
        file.unlink()
    mine.rmdir()
    if way == "disk":
        again = spacy.load(tmp_path / "pipeline")
    elif way == "pickle":
        again = pickle.loads(kept)
    else:
        again = spacy.util.load_model_from_config(pipeline.config)
        again.from_bytes(kept)
    assert values(again(TEXT)) == values(before)
    assert again.get_pipe("newsgrain").min_confidence == 0.4
    assert again.to_bytes() == pipeline.to_bytes()


def test_a_shipped_model_is_saved_by_name(spacy: Any, tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsgrain", config={"model": "fast"})
    pipeline.to_disk(tmp_path)
    assert [file.name for file in (tmp_path / "newsgrain").iterdir()] == ["component.json"]
    assert spacy.load(tmp_path)(TEXT)._.newsgrain["model"]["name"] == load_model("fast").name


def test_another_model_can_be_asked_for_when_loading(nlp: Any, spacy: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path, config={"components": {"newsgrain": {"model": "fast"}}})
    assert again(TEXT)._.newsgrain["model"]["name"] == load_model("fast").name


def test_annotated_documents_survive_a_doc_bin(nlp: Any, spacy: Any, tmp_path: Path) -> None:
    docs = [nlp(TEXT), nlp("Rain.")]
    spacy.tokens.DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "docs.spacy")
    again = list(spacy.tokens.DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab))
    for before, after in zip(docs, again, strict=True):
        assert values(after) == values(before)
        assert after._.newsgrain == before._.newsgrain
        assert [(s.start, s.end, s.label_) for s in after.spans["newsgrain"]] == [
            (s.start, s.end, s.label_) for s in before.spans["newsgrain"]
        ]
        assert after.spans["newsgrain"].attrs == before.spans["newsgrain"].attrs


def test_displacy_shows_each_label_in_its_colour(nlp: Any, spacy: Any) -> None:
    from newsgrain.spacy import COLORS, displacy_options

    doc = nlp(TEXT)
    page = spacy.displacy.render(doc, style="span", options=displacy_options(), jupyter=False)
    for label in {value["label"] for value in values(doc)}:
        assert COLORS[label] in page
        assert re.search(rf">\s*{label}\s*<", page)
    assert set(COLORS) == {*LABELS, UNCERTAIN}
    assert displacy_options("verdicts")["spans_key"] == "verdicts"


def test_black_can_be_read_on_every_colour(spacy: Any) -> None:
    from newsgrain.spacy import COLORS

    for colour in COLORS.values():
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert (luminance + 0.05) / 0.05 >= 7


def test_a_missing_model_is_named(spacy: Any) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsgrain", config={"model": "no-such-model"})
    with pytest.raises(ModelError, match="no-such-model: no such model; expected one of default, fast"):
        pipeline("It rained.")


def test_min_confidence_out_of_range(spacy: Any) -> None:
    with pytest.raises(ValueError, match=r"min_confidence must lie in \[0, 1\]; received 2"):
        spacy.blank("en").add_pipe("newsgrain", config={"min_confidence": 2.0})


def test_without_spacy_the_remedy_is_named() -> None:
    program = "import sys; sys.modules['spacy'] = sys.modules['spacy.language'] = None; import newsgrain.spacy"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr.strip().endswith("pip install 'newsgrain[spacy]'")
