from pathlib import Path

from newsgrain.training.benchmark.memory import Streamed, measure_memory, memory_section
from newsgrain.training.benchmark.process import Usage
from newsgrain.training.benchmark.text import read_text
from newsgrain.training.outside import OWN


def test_files_of_each_format_and_a_single_document_are_streamed(tmp_path: Path) -> None:
    text = read_text([str(OWN / "demo.txt")])
    found = measure_memory(text, 92, tmp_path, lambda message: None, huge=20_000)
    assert [(run.name, run.sentences) for run in found] == [
        ("jsonl, many documents", 92),
        ("jsonl, many documents", 460),
        ("parquet, many documents", 92),
        ("parquet, many documents", 460),
        ("one document", 46 * 5),  # 5 times 4,185 bytes and two newlines
    ]
    assert all(run.usage.peak_bytes > 10**7 for run in found)
    assert found[1].size > 4 * found[0].size
    assert not list(tmp_path.iterdir())


def test_the_table_is_in_megabytes() -> None:
    run = Streamed("jsonl, many documents", 1_000, 2_000_000, Usage(1.5, 1.0, 123_400_000))
    assert memory_section([run]).table.rows == (("jsonl, many documents", "1,000", "2", "123", "1.50"),)
