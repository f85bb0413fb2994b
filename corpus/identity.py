"""Documents that share their id with an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .document import Document
from .errors import InputError

REMEMBERED = 1_000_000
"""Ids that are compared, in about 100 MB; in a longer archive each is compared with the ids since the last million."""


def watch_ids(documents: Iterable[Document], on_duplicate: Callable[[InputError], None]) -> Iterator[Document]:
    """Pass documents on; `on_duplicate` is called once for each id that stands for several of them."""
    known: set[int] = set()
    reported: set[str] = set()
    for document in documents:
        if document.id is not None:
            fingerprint = hash(document.id)
            if fingerprint not in known:
                if len(known) == REMEMBERED:
                    known.clear()
                    reported.clear()
                known.add(fingerprint)
            elif document.id not in reported:
                reported.add(document.id)
                problem = (
                    "is the id of several documents, which cannot be told apart in the output; all are annotated: "
                    "name another field with --id-field (id_field=)"
                )
                on_duplicate(InputError(document.id, problem, kind="duplicate-id", document=document.id))
        yield document
