"""The frame of every page: head, policy, header and script. What stands between them is the page's own."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from .article import escape
from .figures import PATTERNS
from .visible import visible_line

PALETTE = "palette.css"
"""The style sheet of colours and faces that every page starts with."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A page that needs nothing but itself: no network, no framework.

    `styles` and `scripts` name files of this package; each kind becomes one element, and the
    Content-Security-Policy allows these two by their hashes and nothing else. `body_class` is for the sheet.

    >>> page = Shell("Rain", "Two outlets side by side", styles=("palette.css", "page.css"), scripts=("page.js",))
    >>> html = page.head + "<main id='text'><p>It rained.</p></main>" + page.foot
    >>> html.count("<h1"), html.count("Content-Security-Policy")
    (1, 1)
    """

    title: str
    subtitle: str
    styles: tuple[str, ...] = (PALETTE, "page.css")
    scripts: tuple[str, ...] = ("page.js",)
    body_class: str = "reading"

    @property
    def head(self) -> str:
        """Everything before the page's own content: document head, link to the text, header."""
        style = joined(self.styles)
        return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_security_policy(style, joined(self.scripts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(visible_line(self.title))} – newsgrain</title>
<style>{style}</style>
</head>
<body class="{self.body_class}">
{PATTERNS}
<a class="skip" href="#text">Skip to the text</a>
<header class="page"><h1>newsgrain</h1><p>{escape(visible_line(self.subtitle))}</p>
<button type="button" id="theme" hidden>Dark</button></header>
"""

    @property
    def foot(self) -> str:
        """Everything after it: the script, which finds the whole page in place."""
        return f'<script type="module">{joined(self.scripts)}</script>\n</body>\n</html>\n'


def content_security_policy(style: str, script: str) -> str:
    """A policy that allows one style sheet and one script, by hash, and forbids everything else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def json_element(name: str, value: Any) -> str:
    """Data for the script, in an element with the id `name`: ASCII that can neither end its element nor act."""
    text = json.dumps(value, separators=(",", ":"))
    text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def packed_element(name: str, value: Any) -> str:
    """The same, compressed to about a sixth (zlib, base64), for pages that hold many of them."""
    packed = zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"))
    return f'<script type="text/plain" id="{name}">{base64.b64encode(packed).decode("ascii")}</script>\n'


@cache
def joined(names: tuple[str, ...]) -> str:
    """Style sheets or scripts of this package, one after the other."""
    folder = resources.files(__package__)
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
