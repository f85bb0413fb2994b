from collections.abc import Iterator
from itertools import count
from types import SimpleNamespace

import pytest

from newsgrain.training.benchmark.stopwatch import Stopwatch


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_stage_within_another_is_counted_once(clock: Clock) -> None:
    watch = Stopwatch(clock)
    clock.pass_by(100)  # before: nobody's
    with watch.stage("write"):
        clock.pass_by(1)
        with watch.stage("read"):
            clock.pass_by(2)
            with watch.stage("segment"):
                clock.pass_by(4)
        clock.pass_by(8)
        with watch.stage("read"):
            clock.pass_by(16)
    clock.pass_by(100)
    assert watch.seconds == {"write": 9, "read": 18, "segment": 4}


def test_what_is_made_and_what_is_done_with_it_are_told_apart(clock: Clock) -> None:
    def made() -> Iterator[int]:
        for number in range(3):
            clock.pass_by(1)
            yield number
        clock.pass_by(5)

    watch = Stopwatch(clock)
    with watch.stage("use"):
        for _ in watch.each("make", made()):
            clock.pass_by(10)
    assert watch.seconds == {"make": 3 + 5, "use": 30}


def test_functions_are_watched_inside_the_block_alone(clock: Clock) -> None:
    def work(seconds: float) -> str:
        clock.pass_by(seconds)
        return "done"

    owner, watch = SimpleNamespace(work=work), Stopwatch(clock)
    with pytest.raises(ZeroDivisionError), watch.watching([("work", owner, "work")]), watch.stage("rest"):
        assert owner.work(3) == "done"
        assert owner.work(seconds=4) == "done"
        raise ZeroDivisionError
    assert watch.seconds == {"rest": 0, "work": 7}
    assert owner.work is work


def test_a_function_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(AttributeError, match="gone"), Stopwatch().watching([("work", SimpleNamespace(), "gone")]):
        pass


def test_the_real_clock_goes_forward() -> None:
    watch = Stopwatch()
    with watch.stage("work"):
        next(number for number in count() if number > 10_000)
    assert watch.seconds["work"] > 0
