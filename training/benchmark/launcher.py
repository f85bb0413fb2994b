"""Run a command and write what it used: `python -I -S launcher.py REPORT PROGRAM [ARGUMENT …]`.

A process of its own that imports next to nothing: a child's peak memory is at least what its parent held when it
started it, and the benchmark itself holds hundreds of megabytes.
"""

import json
import os
import sys
import time


def main(report: str, program: str, *arguments: str) -> int:
    """Run the program, write seconds and bytes as JSON to `report`, and give its exit status."""
    started = time.perf_counter()
    child = os.posix_spawn(program, [program, *arguments], os.environ)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    figures = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak_bytes": used.ru_maxrss * unit}
    with open(report, "w", encoding="ascii") as stream:  # noqa: PTH123  # pathlib takes longer to import than this
        json.dump(figures, stream)
    return abs(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
