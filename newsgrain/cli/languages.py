"""Warning of documents that the model was not trained for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from .failures import complain

if TYPE_CHECKING:
    from ..model.annotated import AnnotatedDocument

T = TypeVar("T")

NAMED = 5
"""Documents that are named one by one; further ones are counted at the end."""


def warn_of_languages(items: Iterable[T], document_of: Callable[[T], "AnnotatedDocument"]) -> Iterator[T]:
    """Pass items on, and say on standard error which of their documents are not English."""
    from ..corpus.language import is_foreign, language_name

    further: Counter[str] = Counter()
    named = 0
    for item in items:
        document = document_of(item)
        if is_foreign(document.language):
            name = language_name(document.language)
            if named < NAMED:
                named += 1
                complain(f"{document.id or 'document'}: looks like {name}: the labels of an English model mean nothing")
            else:
                further[name] += 1
        yield item
    if further:
        languages = "; ".join(f"{name}: {count:,}" for name, count in further.most_common())
        complain(f"{further.total():,} more documents are not in English ({languages})")
