from collections import Counter
from pathlib import Path

import pytest

from newsgrain.corpus.errors import CorpusError, InputError
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.sentence_corpora import read_babe, read_checkthat, read_mbic, read_newssd


def test_newssd(tmp_path: Path) -> None:
    path = tmp_path / "val.csv"
    path.write_text('Sentence,Label,Solved conflict\n"It rained.\n",OBJ,False\nA shame!,SUBJ,True\n')
    first, second = read_newssd([path], ImportLog())
    assert (first.id, first.source, first.sentences[0].text, first.labels) == (
        "newssd/val/0", "newssd-eng", "It rained.", ("reporting",),
    )  # fmt: skip
    assert (second.id, second.labels) == ("newssd/val/1", ("opinion",))


def test_checkthat_with_and_without_its_last_column(tmp_path: Path) -> None:
    path = tmp_path / "dev.tsv"
    path.write_text('sentence_id\tsentence\tlabel\tsolved_conflict\na\t"He ""won""."\tOBJ\tFalse\nb\tA shame!\tSUBJ\n')
    found = list(read_checkthat([path], ImportLog()))
    assert [(d.id, d.sentences[0].text, d.labels[0]) for d in found] == [
        ("checkthat/a", 'He "won".', "reporting"),
        ("checkthat/b", "A shame!", "opinion"),
    ]


BABE = """text,news_link,outlet,topic,type,label_bias,label_opinion,biased_words
It rained.,https://example.org/a,Post,weather,center,Non-biased,Entirely factual,[]
A shame!,,Post,weather,left,Biased,Expresses writer’s opinion,[]
It rained shamefully.,,Post,weather,left,Biased,Somewhat factual but also opinionated,[]
Rain.,,Post,weather,left,Biased,No agreement,[]
"""


def test_babe_drops_what_is_mixed_or_unclear_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sg2.csv"
    path.write_text(BABE)
    log = ImportLog()
    first, second = read_babe([path], log)
    assert (first.labels, second.labels) == (("reporting",), ("opinion",))
    assert first.document.metadata == {
        "source": "babe", "news_link": "https://example.org/a", "outlet": "Post", "topic": "weather", "type": "center",
        "label_bias": "Non-biased",
    }  # fmt: skip
    assert log.dropped == {
        "sentences both factual and opinionated": 1,
        "sentences that the annotators did not agree on": 1,
    }
    assert [d.labels[0] for d in read_babe([path], ImportLog(), mixed="opinion")] == ["reporting", "opinion", "opinion"]


def test_mbic_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "labeled_dataset.csv"
    path.write_text("sentence,Label_opinion,article\nIt rained.,Entirely factual,It rained. A shame!\n")
    (only,) = read_mbic([path], ImportLog())
    assert (only.id, only.labels, only.document.metadata) == ("mbic/0", ("reporting",), {"source": "mbic"})


def test_bad_rows_name_line_value_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "train.csv"
    path.write_text("Sentence,Label\nIt rained.,OBJ\nA shame!,subjective\n,OBJ\n")
    with pytest.raises(CorpusError, match=r"train\.csv:3: unknown label 'subjective'; expected one of: OBJ, SUBJ"):
        list(read_newssd([path], ImportLog()))
    log = ImportLog(skip_bad=True)
    assert len(list(read_newssd([path], log))) == 1
    assert [error.line for error in log.bad] == [3, 4]


def test_another_table_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="no column label_opinion, text; its columns are: a, b"):
        list(read_babe([path], ImportLog()))


@pytest.mark.shared
def test_the_real_corpora_are_read_whole(corpora: Path) -> None:
    newssd = [corpora / "newssd-eng" / f"{part}.csv" for part in ("train", "val", "test")]
    assert len(list(read_newssd(newssd, ImportLog()))) == 731 + 99 + 219
    checkthat = corpora / "checkthat-2025-english"
    assert len(list(read_checkthat([checkthat / "dev_en.tsv"], ImportLog()))) == 462
    assert len(list(read_checkthat([checkthat / "dev_test_en.tsv"], ImportLog()))) == 484
    log = ImportLog()
    labels = Counter(d.labels[0] for d in read_babe([corpora / "babe" / "sg2.csv"], log))
    assert labels.total() + log.dropped.total() == 2605
    assert min(labels["reporting"], labels["opinion"]) > 500
