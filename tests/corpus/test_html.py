"""Articles out of HTML pages."""

import pytest

from newsgrain.corpus.errors import InputError
from newsgrain.corpus.html import html_document

PAGE = """<!doctype html><html><head><title>Council shuts hall | The Harbour Post</title>
<meta name="author" content="Ann Lee"></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Council shuts hall</h1>
<p>The council voted on Tuesday to <b>close</b> the hall in the
<a href="/n">north</a> of the town. It has lost money.</p>
<h2>What happens next?</h2>
<p>The hall will shut in June, said the owner of the land on which it stands.<br>
Nothing else has been decided.</p>
<ul><li>The roof was damaged by the storm of last winter.</li><li>Members may swim in the sea.</li></ul>
<blockquote><p>We were never asked about any of this, said the club.</p></blockquote>
</article><footer>Cookies</footer></body></html>"""


def test_blocks_of_an_article() -> None:
    document = html_document(PAGE, "a.html")
    assert document.blocks is not None
    assert [(document.text[start:end], role) for start, end, role in document.blocks] == [
        ("Council shuts hall", "heading"),
        (
            "The council voted on Tuesday to close the hall in the north of the town. It has lost money.",
            "text",
        ),
        ("What happens next?", "heading"),
        ("The hall will shut in June, said the owner of the land on which it stands.", "text"),
        ("Nothing else has been decided.", "text"),
        ("The roof was damaged by the storm of last winter.", "list_item"),
        ("Members may swim in the sea.", "list_item"),
        ("We were never asked about any of this, said the club.", "text"),
    ]
    assert document.title == "Council shuts hall"
    assert document.metadata["author"] == "Ann Lee"
    assert [unit.paragraph for unit in document.sentences] == [0, 1, 1, 2, 3, 4, 5, 6, 7]


def test_title_is_put_on_top() -> None:
    document = html_document(PAGE.replace("<h1>Council shuts hall</h1>", ""), "a.html")
    assert document.text.startswith("Council shuts hall\n\nThe council voted")


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html>"])
def test_page_without_article(page: str) -> None:
    with pytest.raises(InputError, match=r"a\.html: no article was found in the HTML page"):
        html_document(page, "a.html")
