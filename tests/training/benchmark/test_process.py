import os

import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.benchmark.process import newsgrain, python


def test_a_process_is_measured_by_itself() -> None:
    held = bytearray(os.urandom(1)) * 200_000_000  # of this process, and not of what it starts
    small = python("-c", "print('done')")
    large = python("-c", "held = b'x' * 100_000_000; print(len(held))")
    assert (small.output, large.output) == (b"done\n", b"100000000\n")
    assert small.usage.peak_bytes < 60_000_000 < 100_000_000 < large.usage.peak_bytes < len(held)
    assert small.usage.cpu > 0
    assert small.usage.wall > 0


def test_the_cpu_seconds_of_children_count() -> None:
    work = "sum(range(3_000_000))"
    inner = python("-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{work}'], check=True)")
    assert inner.usage.cpu > 2 * python("-c", "pass").usage.cpu


def test_it_runs_on_one_thread() -> None:
    assert python("-c", "import os; print(os.environ['OMP_NUM_THREADS'])").output == b"1\n"


def test_newsgrain_is_run_by_the_same_interpreter() -> None:
    assert newsgrain("--version").output.startswith(b"newsgrain ")


def test_a_failure_is_told_with_its_last_words() -> None:
    with pytest.raises(NewsgrainError, match=r"measured failed .*: ValueError: too wet"):
        python("-c", "raise ValueError('too wet')")
