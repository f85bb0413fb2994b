from newsgrain.training.benchmark.machine import load, machine, versions


def test_the_machine_is_told() -> None:
    found = machine()
    assert found["processor"]
    assert int(found["cores"]) >= 1
    assert int(found["memory_bytes"]) > 10**8
    assert str(found["python"]).startswith("CPython 3.")
    assert load() >= 0


def test_versions_of_what_is_installed() -> None:
    assert versions(["numpy", "no-such-package"]).keys() == {"numpy"}
    assert "newsgrain" in versions()
