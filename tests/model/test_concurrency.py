"""One loaded model, used by many at once."""

import os
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from newsgrain.model.storage import load_model

TEXTS = [
    f"The council of ward {n} voted {n} to 2 on Monday. It was a shameful vote. Only time will tell." for n in range(40)
]


@pytest.mark.parametrize("name", ["default", "fast"])
def test_eight_threads_over_one_model_give_what_one_gives(name: str) -> None:
    model = load_model(name)
    alone = [model.annotate(text).to_dict() for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(3):
            assert list(threads.map(lambda text: model.annotate(text).to_dict(), TEXTS)) == alone


def _in_a_fork(text: str) -> dict[str, object]:
    return load_model("default").annotate(text).to_dict()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_model_works_in_processes_forked_after_it_was_used() -> None:
    expected = [load_model("default").annotate(text).to_dict() for text in TEXTS[:4]]
    with get_context("fork").Pool(2) as processes:
        assert processes.map(_in_a_fork, TEXTS[:4]) == expected
