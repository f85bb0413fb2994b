"""What each cue and each word added to a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Contributions:
    """What made the calibrated log-odds of each sentence's label against the mean of all three, in nats.

    `cues` [n_sentences, n_cues], `words` [n_tokens], `around` and `elsewhere` (neighbours, rest of the document),
    `whole` (the sentence as a whole, as the encoder read it) and `constant`, each [n_sentences].
    """

    cues: FloatArray
    words: FloatArray
    around: FloatArray
    elsewhere: FloatArray
    whole: FloatArray
    constant: FloatArray
