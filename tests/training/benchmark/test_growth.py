from pathlib import Path

import pytest

from newsgrain.training.benchmark.growth import BASE_SENTENCES, Growth, Point, growth_section, measure_growth
from newsgrain.training.benchmark.text import read_text
from newsgrain.training.outside import OWN


def points(*costs: tuple[int, int, float]) -> tuple[Point, ...]:
    return tuple(Point("fast", "one document", factor, count, cpu, 10**6) for factor, count, cpu in costs)


def test_deviation_from_linear_by_hand() -> None:
    growth = Growth(points((1, 100, 1.0), (10, 1_000, 8.0), (100, 10_000, 120.0)))
    assert [growth.deviation(point) for point in growth.points] == pytest.approx([0, -0.2, 0.2])
    assert [growth.step(point) for point in growth.points] == pytest.approx([0, -0.2, 0.5])


def test_the_table_shows_both_deviations() -> None:
    growth = Growth(points((1, 100, 1.0), (10, 1_000, 8.0), (100, 10_000, 120.0)))
    rows = growth_section([growth]).table.rows
    assert rows[2] == ("newsgrain `fast`, one document, 100 ×", "10,000", "120.0", "83", "+20%", "+50%", "1")
    assert growth.to_dict()[2]["step"] == pytest.approx(0.5)


def test_texts_grow_in_both_shapes(tmp_path: Path) -> None:
    text = read_text([str(OWN / "demo.txt")])
    found = measure_growth(text, ["fast"], 1, tmp_path, lambda message: None, factors=(1, 3))
    assert [growth.name for growth in found] == ["newsgrain `fast`, many documents", "newsgrain `fast`, one document"]
    for growth in found:
        assert [point.factor for point in growth.points] == [1, 3]
        for point in growth.points:
            wanted = BASE_SENTENCES * point.factor
            assert wanted <= point.sentences < wanted + text.sentences
            assert point.cpu > 0
    assert [p.sentences for p in found[0].points] == [p.sentences for p in found[1].points]
    assert len((tmp_path / "one-document-3.jsonl").read_bytes().splitlines()) == 1
    assert len((tmp_path / "many-documents-3.jsonl").read_bytes().splitlines()) == 14  # 600 by 46 sentences
