"""Groups in which errors would be unfair: the outlet, and the party or country that a sentence names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

Grouping = tuple[list[str], npt.NDArray[np.int64]]
"""Names of groups in their order, and which of them each row belongs to, -1 for none: an array [n_rows]."""

PARTIES = {
    "Democrats": r"Democrats?|Democratic (?:Party|[Ss]enators?|nominee|candidates?|lawmakers?|leaders?)|Dems",
    "Republicans": r"Republicans?|GOP",
    "Labour": r"Labour(?: Party)?",
    "Conservatives": r"Conservatives|Conservative Party|Tory|Tories",
}
"""Parties of the two largest press markets in the corpora, as regular expressions over their names."""

COUNTRIES = {
    "United States": r"United States|U\.S\.|USA|Americans?",
    "United Kingdom": r"United Kingdom|U\.K\.|UK|Britain|British|England|English|Scotland|Scottish|Wales|Welsh",
    "China": r"China|Chinese",
    "Russia": r"Russians?|Russia",
    "Ukraine": r"Ukrainians?|Ukraine",
    "Iran": r"Iranians?|Iran",
    "Israel": r"Israelis?|Israel",
    "Palestine": r"Palestinians?|Palestine|Gaza",
    "Mexico": r"Mexicans?|Mexico",
    "Canada": r"Canadians?|Canada",
    "France": r"France|French",
    "Germany": r"Germans?|Germany",
    "India": r"Indians?|India",
    "Pakistan": r"Pakistanis?|Pakistan",
    "Nigeria": r"Nigerians?|Nigeria",
    "South Africa": r"South Africans?|South Africa",
    "Australia": r"Australians?|Australia",
    "Japan": r"Japan|Japanese",
    "North Korea": r"North Koreans?|North Korea",
    "Syria": r"Syrians?|Syria",
    "Iraq": r"Iraqis?|Iraq",
    "Saudi Arabia": r"Saudi Arabia|Saudis?",
    "Turkey": r"Turkey|Turkish",
}
"""Countries that the news writes of most, as regular expressions over their names and people."""


def by_size(names: Iterable[str | None]) -> Grouping:
    """Groups by their number of rows, the largest first."""
    named = list(names)
    counts = Counter(name for name in named if name is not None)
    groups = sorted(counts, key=lambda group: (-counts[group], group))
    numbers: dict[str | None, int] = {group: number for number, group in enumerate(groups)}
    return groups, np.array([numbers.get(name, -1) for name in named], dtype=np.int64)


def by_outlet(documents: Iterable[str]) -> Grouping:
    """The host in the document's id, where that holds an address.

    >>> by_outlet(["mbic/https://www.example.org/a", "note-3"])
    (['example.org'], array([ 0, -1]))
    """
    return by_size(map(_host, documents))


def by_name(texts: Iterable[str], names: dict[str, str]) -> Grouping:
    """The one that a sentence names, or the first of several.

    >>> by_name(["Iran answered France.", "Nobody came."], COUNTRIES)
    (['Iran'], array([ 0, -1]))
    """
    places = {f"g{number}": name for number, name in enumerate(names)}
    alternatives = "|".join(f"(?P<{place}>{names[name]})" for place, name in places.items())
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
    found = map(pattern.search, texts)
    return by_size(places[match.lastgroup] if match and match.lastgroup else None for match in found)


def _host(document: str) -> str | None:
    at = document.find("://")
    if at < 0:
        return None
    try:
        host = urlsplit(document[at + 1 :]).hostname
    except ValueError:  # a bracket that belongs to no address
        return None
    return host.removeprefix("www.") if host else None
