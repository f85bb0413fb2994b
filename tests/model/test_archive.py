"""An archive on a real cluster: worker processes that are killed, partitions that fail."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newsgrain.corpus.errors import InputError, ModelError
from newsgrain.corpus.records import Fields
from newsgrain.model.archive import annotate_archive
from newsgrain.model.partition import PartitionOptions, find_files, find_partitions
from newsgrain.model.partition_annotation import annotate_partition

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of connections to a worker that was killed
]

distributed = pytest.importorskip("distributed", reason="needs pip install 'newsgrain[distributed]'")

PARTITIONS = 8
TEXT = "The council voted {0} to 2 on Monday. “We had {0},” Mayor Ida Holm said. It was a shameful vote, as ever.\n\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Partitions that each take long enough for a worker to be killed over one."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(PARTITIONS):
        texts = [TEXT.format(number * 100 + n) * 10 for n in range(60)]
        frame = pd.DataFrame({"url": [f"{number}/{n}" for n in range(60)], "body": texts})
        frame.to_parquet(folder / f"{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def options(tiny_model: Path) -> PartitionOptions:
    return PartitionOptions(Fields("body", "url"), str(tiny_model))


@pytest.fixture(scope="module")
def alone(archive: Path, options: PartitionOptions, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of the archive."""
    folder = tmp_path_factory.mktemp("alone")
    for file in find_files([str(archive)]):
        for partition in find_partitions(file, options.fields):
            annotate_partition(partition, options, str(folder))
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def client() -> Iterator[Any]:
    """A client of two worker processes."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def kill_a_busy_worker(client: Any) -> int:
    """Kill a worker process in the middle of its work: held still, so that it cannot finish before."""
    for address, pid in client.run(os.getpid).items():
        os.kill(pid, signal.SIGSTOP)
        if client.processing(workers=[address])[address]:
            os.kill(pid, signal.SIGKILL)
            return int(pid)
        os.kill(pid, signal.SIGCONT)
    raise AssertionError("no worker had work")


def test_a_killed_worker_changes_no_byte(
    archive: Path, options: PartitionOptions, alone: dict[str, bytes], client: Any, tmp_path: Path
) -> None:
    found = annotate_archive([str(archive)], str(tmp_path / "out"), client, options)
    outcomes = [next(found)]
    killed = kill_a_busy_worker(client)
    outcomes += found
    assert len(outcomes) == PARTITIONS
    # what the killed worker had written and not yet told of is found written by the one that takes over
    assert {outcome.state for outcome in outcomes} <= {"written", "verified"}
    assert killed not in client.run(os.getpid).values()
    assert len(alone) == PARTITIONS
    assert contents(tmp_path / "out") == alone


def test_a_partition_that_workers_die_of_is_reported_and_the_others_done(
    archive: Path, options: PartitionOptions, alone: dict[str, bytes], tmp_path: Path
) -> None:
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        distributed.Client(cluster) as client,
    ):
        found = annotate_archive([str(archive)], str(tmp_path / "out"), client, options)
        outcomes = [next(found)]
        kill_a_busy_worker(client)
        outcomes += found
        failed = [outcome for outcome in outcomes if outcome.state == "failed"]
        assert 1 <= len(failed) < PARTITIONS
        assert len(outcomes) == PARTITIONS
        assert all(outcome.problem.startswith("the workers that annotate it die") for outcome in failed)
        assert all(outcome.place.endswith("parquet, rows 1–60") for outcome in failed)
        written = contents(tmp_path / "out")
        assert written == {name: alone[name] for name in written}
        # the killed worker may have written a partition and not told of it
        assert len(written) >= PARTITIONS - len(failed)

        again = list(annotate_archive([str(archive)], str(tmp_path / "out"), client, options))
    assert sorted(outcome.state for outcome in again) == ["verified"] * len(written) + ["written"] * (
        PARTITIONS - len(written)
    )
    assert contents(tmp_path / "out") == alone


def test_partitions_that_fail_are_reported_with_their_rows(
    archive: Path, options: PartitionOptions, client: Any, tmp_path: Path
) -> None:
    broken = tmp_path / "in"
    broken.mkdir()
    (broken / "good.parquet").write_bytes((archive / "0.parquet").read_bytes())
    (broken / "none.parquet").write_text("This is no table.")
    pd.DataFrame({"url": ["x", "y"], "body": [1, 2]}).to_parquet(broken / "numbers.parquet")
    damaged = bytearray((archive / "1.parquet").read_bytes())
    damaged[8:400] = bytes(392)
    (broken / "damaged.parquet").write_bytes(damaged)
    outcomes = {Path(o.place.partition(",")[0]).name: o for o in _run(broken, tmp_path / "out", client, options)}
    assert {name: outcome.state for name, outcome in outcomes.items()} == {
        "good.parquet": "written",
        "none.parquet": "failed",
        "numbers.parquet": "failed",
        "damaged.parquet": "failed",
    }
    assert outcomes["none.parquet"].problem.startswith("is not a readable Parquet file")
    assert outcomes["numbers.parquet"].place == f"{broken}/numbers.parquet, rows 1–2"
    assert "row 'x': expected a string in 'body'; received int" in outcomes["numbers.parquet"].problem
    assert outcomes["damaged.parquet"].problem.startswith("OSError: ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.parquet"]

    (tmp_path / "out" / "good.00000-of-00002.parquet").touch()
    with pytest.raises(InputError, match=r"good\.00000-of-00002\.parquet: holds results of an input that was divided"):
        _run(broken, tmp_path / "out", client, options)
    with pytest.raises(InputError, match=r"lies in .*, where the results go"):
        _run(broken, broken, client, options)
    with pytest.raises(ModelError, match="no such model"):
        _run(archive, tmp_path / "other", client, PartitionOptions(options.fields, str(tmp_path / "no-model")))


def _run(inputs: Path, folder: Path, client: Any, options: PartitionOptions) -> list[Any]:
    return list(annotate_archive([str(inputs)], str(folder), client, options))


def test_what_killed_workers_left_half_written_is_removed(
    archive: Path, options: PartitionOptions, client: Any, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".0.parquet.0123abcd.partial").touch()
    (tmp_path / "out" / ".other.parquet.0123abcd.partial").touch()
    list(annotate_archive([str(archive / "0.parquet")], str(tmp_path / "out"), client, options))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".other.parquet.0123abcd.partial",
        "0.parquet",
    ]
