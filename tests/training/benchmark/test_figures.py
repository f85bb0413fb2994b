from newsgrain.training.benchmark.figures import megabytes, percent, rate, seconds, times


def test_rates_have_three_digits() -> None:
    assert [rate(value) for value in (0, 7.4, 123, 1_234, 17_950, 123_456)] == [
        "0",
        "7",
        "123",
        "1,230",
        "18,000",
        "123,000",
    ]


def test_the_others() -> None:
    assert [seconds(value) for value in (0.01234, 1.234, 123.456)] == ["0.012", "1.23", "123.5"]
    assert (times(None), times(1.234)) == ("–", "1.23")
    assert percent(0.1234) == "12.3%"
    assert megabytes(1_234_000_000) == "1,234"
