"""What stands beside a text: the legend with its switches, the confidence slider, the panel of details."""

from __future__ import annotations

from .legend import MARKS, NOT_MEANT


def aside() -> str:
    """Legend, switches, slider and panel. Switching labels off and hiding them needs no script."""
    return f"""<aside aria-label="Labels and details">
{legend()}
{panel()}
{meanings()}
</aside>"""


def legend() -> str:
    """The labels as switches, what is done with those switched off, and the slider of confidence."""
    switches = "\n".join(
        f'<li><label><input type="checkbox" id="show-{label}" checked>{letter(label)}'
        f'<span class="name">{label}</span></label></li>'
        for label in MARKS
    )
    return f"""<section class="legend"><h2>Labels</h2>
<ul class="switches">
{switches}
</ul>
<p class="reading-modes"><button type="button" id="reporting-only" aria-pressed="false" hidden>Reporting only</button>
<label><input type="checkbox" id="hide-rest"> Hide what is switched off</label></p>
<div class="threshold" hidden><label for="threshold">Grey what is less sure than
<output id="threshold-value" for="threshold">33%</output></label>
<input type="range" id="threshold" min="33" max="100" value="33">
<p id="threshold-count" role="status"></p></div></section>"""


def meanings() -> str:
    """What each label means, and what none of them does."""
    entries = "\n".join(
        f"<div><dt>{letter(label)} {label}</dt><dd>{MARKS[label].meaning}</dd></div>" for label in MARKS
    )
    return f"""<details class="meanings" open><summary>What the labels mean</summary><dl>
{entries}
</dl><p class="not-meant">{NOT_MEANT}</p></details>"""


def letter(label: str) -> str:
    """A label's letter, underlined and coloured as its sentences are."""
    return f'<span class="letter {label}" aria-hidden="true">{MARKS[label].letter}</span>'


def panel() -> str:
    """Where the script shows why a sentence got its label."""
    return """<section class="details" id="details" hidden><h2>Why</h2>
<p class="hint">Point at a sentence. Or reach the text with Tab and go from sentence to sentence with the arrow
keys; Escape closes.</p><div class="body" aria-live="polite"></div>
<button type="button" class="close">Close</button></section>"""
