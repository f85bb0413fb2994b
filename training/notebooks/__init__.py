"""Notebooks that are read executed: explore a document, compare outlets, train on your own labels, look inside.

`python -m newsgrain.training.notebooks` executes them all afresh and writes their outputs back; it needs the extra
`[notebook]`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the notebooks stand."""
