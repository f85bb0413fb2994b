"""Edits that keep what a document says: a verdict should survive them.

Each takes the sentences of a document, in order, and a source of chance, and returns as many sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from ..model.lexicon import listed_words

Edit = Callable[[Sequence[str], random.Random], list[str]]

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})

_SPEECH = {"said": "stated", "says": "states", "added": "noted", "announced": "declared", "explained": "remarked"}
_SPEECH_VERB = re.compile(rf"\b(?:{'|'.join(_SPEECH)})\b")

_PARTIES = {
    "Republican": "Democrat",
    "Republicans": "Democrats",
    "Democrat": "Republican",
    "Democrats": "Republicans",
    "Labour": "Conservative",
    "Conservative": "Labour",
    "Tory": "Labour",
    "GOP": "DNC",
}
_PARTY = re.compile(rf"\b(?:{'|'.join(_PARTIES)})\b")

_COUNTRIES = (
    *(("Iran", "Iranian"), ("China", "Chinese"), ("Nigeria", "Nigerian"), ("Russia", "Russian"), ("Mexico", "Mexican")),
    *(("India", "Indian"), ("Canada", "Canadian"), ("Germany", "German"), ("America", "American")),
    *(("Britain", "British"), ("Israel", "Israeli"), ("Australia", "Australian"), ("France", "French")),
)
_PLACES = {name: (row, form) for row, forms in enumerate(_COUNTRIES) for form, name in enumerate(forms)}
_COUNTRY = re.compile(rf"\b(?:{'|'.join(sorted(_PLACES, key=len, reverse=True))})\b")

_NAMES = (
    *("Halvorsen", "Okonjo", "Brandt", "Castellano", "Whitlock", "Duran", "Petrov", "Lindqvist", "Mbeki", "Ferris"),
    *("Tanaka", "Osborne", "Kowalski", "Rahman", "Delacroix", "Moreau", "Stanton", "Adeyemi", "Novak", "Pereira"),
    *("Ashdown", "Vargas", "Eriksen", "Malik", "Thornbury", "Calder", "Iyer", "Bexley", "Quiroga", "Sandoval"),
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")


def typo(sentences: Sequence[str], chance: random.Random) -> list[str]:
    """Two neighbouring letters swapped inside one long word of each sentence."""
    return [_with_typo(sentence, chance) for sentence in sentences]


def _with_typo(sentence: str, chance: random.Random) -> str:
    words = list(_LONG_WORD.finditer(sentence))
    if not words:
        return sentence
    word = chance.choice(words)
    at = word.start() + chance.randrange(1, len(word[0]) - 2)
    return sentence[:at] + sentence[at + 1] + sentence[at] + sentence[at + 2 :]


def lower_case(sentences: Sequence[str], _: random.Random) -> list[str]:
    """Everything in lower case, as in a hasty post."""
    return [sentence.lower() for sentence in sentences]


def straight_quotes(sentences: Sequence[str], _: random.Random) -> list[str]:
    """Curly quotation marks and apostrophes made straight."""
    return [sentence.translate(_STRAIGHT) for sentence in sentences]


def wide_blanks(sentences: Sequence[str], _: random.Random) -> list[str]:
    """Every blank doubled."""
    return [sentence.replace(" ", "  ") for sentence in sentences]


def other_speech_verbs(sentences: Sequence[str], _: random.Random) -> list[str]:
    """Plain verbs of saying put in other words."""
    return [_SPEECH_VERB.sub(lambda verb: _SPEECH[verb[0]], sentence) for sentence in sentences]


def other_names(sentences: Sequence[str], chance: random.Random) -> list[str]:
    """Names of people and places replaced by others, each by the same one throughout the document."""
    common = {word for sentence in sentences for word in re.findall(r"\b[a-z]+", sentence)} | listed_words()
    found = {name for sentence in sentences for name in _NAME.findall(sentence) if name.lower() not in common}
    others = chance.sample(_NAMES, len(_NAMES))
    if not found:
        return list(sentences)
    chosen = {name: others[number % len(others)] for number, name in enumerate(sorted(found))}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, chosen))})\b")
    return [pattern.sub(lambda name: chosen[name[0]], sentence) for sentence in sentences]


def other_party(sentences: Sequence[str], _: random.Random) -> list[str]:
    """Each party replaced by its rival."""
    return [_PARTY.sub(lambda name: _PARTIES[name[0]], sentence) for sentence in sentences]


def other_country(sentences: Sequence[str], chance: random.Random) -> list[str]:
    """Each country replaced by another, the same one throughout the document."""
    shift = chance.randrange(1, len(_COUNTRIES))

    def other(name: re.Match[str]) -> str:
        row, form = _PLACES[name[0]]
        return _COUNTRIES[(row + shift) % len(_COUNTRIES)][form]

    return [_COUNTRY.sub(other, sentence) for sentence in sentences]


EDITS: dict[str, Edit] = {
    "a typo": typo,
    "lower case": lower_case,
    "straight quotation marks": straight_quotes,
    "blanks doubled": wide_blanks,
    "other verbs of saying": other_speech_verbs,
    "other names": other_names,
    "the rival party": other_party,
    "another country": other_country,
}
"""Every edit by what it does."""
