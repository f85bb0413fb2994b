"""A fine-tuned network as the model file keeps it: an ONNX graph with 8-bit weights, and its word pieces."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from ..model.encoder import Encoder
from .encoder import WindowEncoder
from .encoder_extra import torch
from .pretrained import pretrained_tokenizer


def pack(model: WindowEncoder) -> Encoder:
    """The network as ONNX with 8-bit weights.

    Weights use seven of the eight bits: processors without VNNI instructions add pairs of products in 16 bits,
    which full ones overflow.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = torch.full((1, 8), 1000), torch.ones((1, 8), dtype=torch.int64)
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "mask", "said")}
    with tempfile.TemporaryDirectory() as folder:
        exact, small = Path(folder, "exact.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            model.eval(),
            example,
            str(exact),
            input_names=["pieces", "mask"],
            output_names=["said"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        graph = small.read_bytes()
    numbers = pretrained_tokenizer().get_vocab()
    pieces = tuple(sorted(numbers, key=numbers.__getitem__))
    return Encoder(graph, pieces, model.separator.bias.detach().numpy().astype(np.float64))
