"""The background vocabulary that ships with newsgrain: word forms and how many articles hold each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np

from .features import Vocabulary
from .lexicon import listed_words
from .tokens import TOKEN, normalise

MIN_DOCUMENTS = 3
"""Forms of fewer background articles are left out: most are names and slips."""


@cache
def background_vocabulary() -> Vocabulary:
    """The shipped vocabulary, without vectors."""
    stored = json.loads(resources.files(__package__).joinpath("background.json").read_text("utf-8"))
    return from_counts(stored["documents_of_form"], stored["documents"])


def count_forms(texts: Iterable[str]) -> tuple[dict[str, int], int]:
    """How many texts hold each form, and how many texts there are."""
    counts: Counter[str] = Counter()
    n_texts = 0
    for text in texts:
        n_texts += 1
        counts.update({normalise(token) for token in TOKEN.findall(text)})
    return {form: count for form, count in counts.items() if count >= MIN_DOCUMENTS}, n_texts


def from_counts(documents_of_form: dict[str, int], documents: int) -> Vocabulary:
    """A vocabulary of the counted forms and of every word that a cue lists."""
    forms = sorted({*documents_of_form, *listed_words()} - {"\n"})
    frequency = np.array([documents_of_form.get(form, 0) + 1 for form in forms], dtype=np.float64)
    rarity = np.log((documents + 1) / frequency) / np.log(documents + 1)
    return Vocabulary(tuple(forms), rarity.astype(np.float32))
