"""What is done in a process of its own: `python -m newsgrain.training.benchmark.worker TASK`, a task being JSON.

`prepare` fits a contender and scores it; `measure` takes it over a text and tells the seconds,
`watch` tells them by stage. The answer is printed
as JSON. Nothing is imported that a task does not need: the peak memory is to be the contender's.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...corpus.label import LABELS
from ..scoreboard.peers import Peer
from .contenders import CONTENDERS, Contender, annotate_file
from .reading import read_all

LEAST_CPU = 0.4
"""CPU seconds that a measurement lasts at least: short passes are repeated, and their mean taken."""


def prepare(key: str, folder: str, train: list[str], labelled: list[str], seed: int) -> dict[str, Any]:
    """Fit a contender, leave it in the folder, and give its scores on labelled files, by label and as `macro_f1`."""
    from ...model.storage import load_model
    from ..data import load_corpora
    from ..evaluation import predict
    from ..metrics import score

    contender, data = CONTENDERS[key], load_corpora(labelled)
    if contender.peer is None:
        found = predict(load_model(contender.model), [document.document for document in data.documents])
    else:
        import joblib

        peer, taught = contender.peer(seed), load_corpora(train)
        peer.fit(taught.frame["text"].tolist(), taught.truth, taught.weights)
        found = peer.probabilities(data.frame["text"].tolist())
        joblib.dump(peer, _stored(contender, folder))
    scores = score(data.truth, found, data.frame["document"], seed=seed)
    return {"macro_f1": scores.macro_f1.to_dict(), **{label: scores.labels[label].f1.to_dict() for label in LABELS}}


def measure(key: str, folder: str, text: str, warm_up: str) -> dict[str, Any]:
    """Take a prepared contender over a text, again and again if it is short; the mean of the passes."""
    run = _pass_of(CONTENDERS[key], folder, Path(text), Path(warm_up))
    count, passes = 0, 0
    wall, cpu = time.perf_counter(), time.process_time()
    while not passes or time.process_time() - cpu < LEAST_CPU:
        count = run()
        passes += 1
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"sentences": count, "wall": wall / passes, "cpu": cpu / passes, "passes": passes}


def watch(key: str, text: str, warm_up: str, passes: int) -> dict[str, Any]:
    """Take newsgrain over a text several times, under the stopwatch, after another text to warm up."""
    from .watched import watched_pass

    contender = CONTENDERS[key]
    watched_pass(contender.model, contender.reasons, Path(warm_up))
    found = [watched_pass(contender.model, contender.reasons, Path(text)) for _ in range(passes)]
    return {"sentences": found[0][0], "seconds": [seconds for _, seconds in found]}


def _pass_of(contender: Contender, folder: str, text: Path, warm_up: Path) -> Callable[[], int]:
    """One pass, ready and warmed up on another text; peers are handed their sentences for nothing."""
    if contender.peer is None:
        annotate_file(contender.model, contender.reasons, warm_up)
        return lambda: annotate_file(contender.model, contender.reasons, text)
    import joblib

    peer: Peer = joblib.load(_stored(contender, folder))
    peer.probabilities(_sentences(warm_up))
    sentences = _sentences(text)
    return lambda: len(peer.probabilities(sentences))


def _sentences(path: Path) -> list[str]:
    return [sentence.text for document in read_all([str(path)]) for sentence in document.sentences]


def _stored(contender: Contender, folder: str) -> Path:
    return Path(folder) / f"{contender.key}.joblib"


TASKS: dict[str, Callable[..., dict[str, Any]]] = {"prepare": prepare, "measure": measure, "watch": watch}

if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    print(json.dumps(TASKS[options.pop("task")](**options)))  # noqa: T201  # the answer
