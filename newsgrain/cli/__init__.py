"""The command line: it parses, calls one library function and prints."""

import sys


def main() -> None:
    """Run the command `newsgrain`.

    Exit status: 0 done; 1 some inputs failed, each named on standard error; 2 wrong usage; 130 interrupted;
    141 the reader of the output went away.
    """
    try:
        from .streams import stand_in_for_closed_streams

        stand_in_for_closed_streams()
        from .app import app

        app(prog_name="newsgrain")
    except KeyboardInterrupt:  # before or after the command itself, which sees to its own
        sys.exit(130)
    except OSError as error:  # as the help is shown
        from .failures import status_of

        sys.exit(status_of(error))
