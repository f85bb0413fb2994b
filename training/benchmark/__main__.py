"""`python -m newsgrain.training.benchmark`."""

import typer

from .command import benchmark

if __name__ == "__main__":
    typer.run(benchmark)
