"""Two versions of an article as one tracked text in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..word_changes import word_changes
from .article import escape
from .comparison_wording import EDIT_SIGNS, edit_counts, folded, folded_text, signed, verdict_text
from .controls import letter
from .visible import visible_line

if TYPE_CHECKING:
    from ..revision import Amount, Edit, Movement, Revision

_ELEMENTS = {"cut": "del", "added": "ins"}


def revision_section(revision: Revision) -> str:
    """What the edit did to the amounts, and the sentences in order; long runs of kept ones can be opened."""
    rows = "\n".join(_row(label, movement) for label, movement in revision.movements.items())
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("Before", "Cut", "Added", "Relabelled", "Reworded", "After")
    )
    items = "\n".join(_run(item) if isinstance(item, list) else _item(item) for item in folded(revision.edits))
    return f"""<section class="movements" aria-labelledby="edit"><h3 id="edit">What the edit did</h3>
<p class="verdict">{verdict_text(revision)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Words of each label before and after">
<table><thead><tr><th scope="col">Words <small>(sentences)</small></th>{heads}</tr></thead>
<tbody>
{rows}
</tbody></table></div>
<p class="note">Sentences: {edit_counts(revision)}.</p></section>
<section class="edits" aria-labelledby="edits"><h3 id="edits">Sentence by sentence</h3>
<p class="key">{"".join(_key())}The letters are the labels before and after.</p>
<ol>
{items}
</ol></section>"""


def _row(label: str, movement: Movement) -> str:
    relabelled = movement.gained - movement.lost
    cells = (
        _amount(movement.before),
        _amount(movement.cut, "−"),
        _amount(movement.added, "+"),
        _change(relabelled),
        signed(movement.reworded.words),
        _amount(movement.after),
    )
    return f'<tr><th scope="row">{letter(label)} {label}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _change(amount: Amount) -> str:
    return f"{signed(amount.words)} <small>({signed(amount.sentences)})</small>"


def _amount(amount: Amount, sign: str = "") -> str:
    shown = sign if amount.sentences else ""
    return f"{shown}{amount.words:,} <small>({shown}{amount.sentences:,})</small>"


def _key() -> Iterator[str]:
    for kind, sign in EDIT_SIGNS.items():
        yield f'<span class="nowrap"><span class="sign {kind}">{_shown(sign)}</span> {kind}</span> · '


def _run(edits: list[Edit]) -> str:
    inside = "\n".join(map(_item, edits))
    return (
        f'<li class="run"><details><summary><span class="sign kept">=</span> {folded_text(edits)}</summary>\n'
        f"<ol>\n{inside}\n</ol></details></li>"
    )


def _item(edit: Edit) -> str:
    role = next(s.role for s in (edit.after, edit.before) if s is not None)
    heading = " heading" if role == "heading" else ""
    told = ", then ".join(_labels(edit))
    return (
        f'<li class="edit {edit.kind}{heading}"><span class="margin"><span class="sign {edit.kind}" aria-hidden="true">'
        f'{_shown(EDIT_SIGNS[edit.kind])}</span> {_letters(edit)}<span class="told">{edit.kind}, {told}: </span></span>'
        f'<span class="sentence" dir="auto">{_text(edit)}</span></li>'
    )


def _shown(sign: str) -> str:
    return {"-": "−", ">": "&gt;", "&": "&amp;"}.get(sign, sign)


def _letters(edit: Edit) -> str:
    return '<span aria-hidden="true">→</span>'.join(letter(label) for label in _labels(edit))


def _labels(edit: Edit) -> list[str]:
    """The sentence's label before and after, once if it is the same."""
    return list(dict.fromkeys(s.label for s in (edit.before, edit.after) if s is not None))


def _text(edit: Edit) -> str:
    if edit.before is None or edit.after is None:
        sentence = edit.before or edit.after
        text = escape(visible_line(sentence.text)) if sentence else ""
        element = _ELEMENTS.get(edit.kind)
        return f"<{element}>{text}</{element}>" if element else text
    parts = []
    for change in word_changes(edit.before.text, edit.after.text):
        text = escape(visible_line(change.text))
        tag = _ELEMENTS.get(change.operation)
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return " ".join(parts)
