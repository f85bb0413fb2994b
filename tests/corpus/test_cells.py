from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.cells import encodable, spreadsheet_cell, text_of_cell


def test_what_a_spreadsheet_would_run_is_defused() -> None:
    for text in ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "'=1", "＝1", "＋1", "－1", "＠A1"):
        assert spreadsheet_cell(text) == "'" + text
    for text in ("", "'tis", "1-2", "a=b", "“=1”"):
        assert spreadsheet_cell(text) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a"), max_size=5))
def test_a_defused_text_comes_back(text: str) -> None:
    assert text_of_cell(spreadsheet_cell(text)) == text


def test_only_lone_surrogates_are_replaced_for_encoding() -> None:
    assert encodable("a\ud83db\U0001f642\x00") == "a\ufffdb\U0001f642\x00"
