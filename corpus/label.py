"""The three labels, their order, and the abstention beside them."""

from typing import Literal, get_args

Label = Literal["reporting", "opinion", "padding"]

LABELS: tuple[Label, ...] = get_args(Label)
"""The labels in the order of every probability triple and array column."""

UNCERTAIN = "uncertain"
"""What a prediction below the asked confidence is called: an abstention, never a class in training."""

PaddingKind = Literal["hollow-call", "vague-significance", "truism", "restatement", "signpost", "boilerplate"]

PADDING_KINDS: tuple[PaddingKind, ...] = get_args(PaddingKind)
"""The kinds of padding that a labelled sentence may be tagged with."""
