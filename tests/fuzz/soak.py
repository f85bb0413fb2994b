"""Annotate good and bad documents for a long time: `python -m tests.fuzz.soak [--minutes 60] [--model default]`.

Every round reads the own corpus's documents and the fuzzer's seeds, whole, cut and with bytes changed, through the
readers, the model and every format. Sixty lines tell on the way what the process holds; the status is 1 if memory or
open files grew after the first quarter of the time.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from newsgrain.corpus.errors import InputError
from newsgrain.corpus.labelled import read_labelled
from newsgrain.corpus.reading import read_documents
from newsgrain.model.model import Model
from newsgrain.model.rendering.output import FORMATS, Format, replacing, write_documents
from newsgrain.model.storage import load_model

from .seeds import seeds
from .targets import TARGETS

CORPUS = Path(__file__).parents[2] / "corpus" / "data"
GROWTH = 1.1
"""Memory at the end, as a multiple of that after the first quarter, from which it counts as a leak.

The largest inputs, which set the peak, come by chance: in an hour the last of them was met after 15 minutes."""


def resident() -> float:
    """Resident memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20


def open_files() -> int:
    """File handles that this process holds."""
    return len(list(Path("/proc/self/fd").iterdir()))


def inputs(chance: random.Random) -> Iterator[bytes]:
    """Documents and seeds, each whole or spoilt, for ever."""
    texts = [document.document.text.encode() for document in read_labelled(CORPUS)]
    everything = texts + [seed for target in TARGETS for seed in seeds(target)]
    while True:
        data = bytearray(chance.choice(everything))
        spoil = chance.random()
        if spoil < 0.2:
            del data[chance.randrange(len(data) + 1) :]
        elif spoil < 0.4 and data:
            for _ in range(chance.randrange(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data)


def annotated_and_written(model: Model, folder: Path, batch: list[bytes], format: Format) -> tuple[int, int]:
    """Documents written, and inputs refused."""
    for number, data in enumerate(batch):
        (folder / f"{number}.txt").write_bytes(data)
    refused: list[InputError] = []
    paths = [str(folder / f"{number}.txt") for number in range(len(batch))]
    documents = read_documents(paths, on_error=refused.append)
    found = list(model.annotate_many(documents, reasons=format in ("html", "jsonl")))
    with replacing(folder / "out") as stream:
        write_documents(found, stream, format)
    return len(found), len(refused)


def soak(minutes: float, name: str, seed: int) -> int:
    """Run for that long; 1 if something grew."""
    chance = random.Random(seed)
    model, source = load_model(name), inputs(chance)
    begin = time.monotonic()
    held: list[tuple[float, int]] = []
    documents = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        while (passed := (time.monotonic() - begin) / 60) < minutes:
            batch = [next(source) for _ in range(chance.randrange(1, 40))]
            done, bad = annotated_and_written(model, Path(folder), batch, chance.choice(FORMATS))
            documents, refused = documents + done, refused + bad
            if passed >= len(held) * minutes / 60:
                held.append((resident(), open_files()))
                memory, files = held[-1]
                print(
                    f"{passed:6.1f} min {documents:9,} documents {refused:7,} refused {memory:8.1f} MiB {files} files"
                )
                sys.stdout.flush()
    settled = held[len(held) // 4 :]
    grown = settled[-1][0] > GROWTH * settled[0][0] or settled[-1][1] > settled[0][1]
    print("memory or open files grew" if grown else "nothing grew")
    return int(grown)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--model", default="default")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # they name what was guessed of damaged text
    sys.exit(soak(asked.minutes, asked.model, asked.seed))
