"""One target under atheris: `python -m tests.fuzz.drive TARGET [CORPUS …] [libFuzzer options]`."""

import logging
import sys

import atheris

with atheris.instrument_imports(include=["newsgrain"], enable_loader_override=False):
    from .targets import TARGETS


def main() -> None:
    """Fuzz until the time is up or something fails."""
    logging.disable(logging.CRITICAL)  # warnings of guessed encodings, thousands a second
    name, *options = sys.argv[1:]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
