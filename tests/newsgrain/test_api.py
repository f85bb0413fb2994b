import subprocess
import sys

import pytest

import newsgrain

HEAVY = ("numpy", "sklearn", "pandas", "pyarrow", "trafilatura", "rich", "typer", "scipy")


def loaded_after(statement: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_loads_nothing_heavy() -> None:
    assert loaded_after("import newsgrain") == set()


@pytest.mark.parametrize("package", ["corpus", "model"])
def test_packages_load_nothing_heavy(package: str) -> None:
    assert loaded_after(f"import newsgrain.{package}") == set()


def test_help_loads_nothing_heavy() -> None:
    assert loaded_after("import newsgrain.cli.app") == {"typer"}


def test_annotating_needs_neither_training_nor_frames(tiny_model: object) -> None:
    statement = f"import newsgrain\nnewsgrain.load_model({str(tiny_model)!r}).annotate('It rained.').to_dict()"
    assert loaded_after(statement) <= {"numpy", "scipy"}


def test_plots_wait_for_a_plot_to_import_matplotlib() -> None:
    code = "import newsgrain, sys; newsgrain.plots.document_strip; print('matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("name", sorted(set(newsgrain.__all__) - {"__version__"}))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(newsgrain, name) is not None
    assert name in dir(newsgrain)


def test_public_names_are_listed_once() -> None:
    assert set(newsgrain.__all__) == {*newsgrain._HOME, "__version__", "plots"}
    assert len(newsgrain.__all__) == len(set(newsgrain.__all__))


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="module 'newsgrain' has no attribute 'lable'"):
        newsgrain.lable  # noqa: B018
