"""Fuzz the surfaces that read strangers' input: `python -m tests.fuzz [--seconds 60] [TARGET …]`, guided by coverage.

Needs the extra `fuzz` (atheris). Each target runs in a process of its own with its share of the time. What fails is
written to `tests/fuzz/findings/TARGET/`, where `test_findings.py` replays it from then on.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .seeds import seeds, words
from .targets import TARGETS

FINDINGS = Path(__file__).parent / "findings"
SLOWEST = 20
"""Seconds for one input; a slower one is a hang."""
LARGEST = 16_384
"""Bytes of one input."""
MEMORY = 2048
"""Megabytes that one process may take."""


def main() -> int:
    """Fuzz each target in turn; 1 if one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of: {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together (default 60)")
    parser.add_argument("--corpus", type=Path, help="folder in which inputs that reach new code are kept between runs")
    asked = parser.parse_args()
    unknown = set(asked.targets) - TARGETS.keys()
    if unknown:
        parser.error(f"unknown target {sorted(unknown)[0]!r}; expected some of: {', '.join(TARGETS)}")
    targets = asked.targets or list(TARGETS)
    failed = [name for name in targets if not _fuzzed(name, max(1, asked.seconds // len(targets)), asked.corpus)]
    print(f"failed: {', '.join(failed)}" if failed else "no findings", flush=True)
    return 1 if failed else 0


def _fuzzed(name: str, seconds: int, kept: Path | None) -> bool:
    """Run one target; whether it found nothing."""
    folder = FINDINGS / name
    with tempfile.TemporaryDirectory() as scratch:
        corpus = (kept or Path(scratch)) / name
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds(name)):
            (corpus / f"seed-{number}").write_bytes(seed)
        dictionary = Path(scratch) / "words"
        entries = ("".join(f"\\x{byte:02x}" for byte in word) for word in words(name))
        dictionary.write_text("".join(f'"{entry}"\n' for entry in entries), encoding="ascii")
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            *(sys.executable, "-W", "ignore", "-m", "tests.fuzz.drive", name, str(corpus), str(folder)),
            *(f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", f"-max_len={LARGEST}"),
            *(f"-dict={dictionary}", f"-artifact_prefix={folder}/", "-print_final_stats=1", "-verbosity=1"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=os.environ)
    executions = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    coverage = re.findall(r"cov: (\d+)", done.stderr)
    print(f"{name}: {int(executions[1]) if executions else 0:,} executions, coverage {coverage[-1:]}", flush=True)
    if done.returncode:
        print(done.stderr[-6000:], file=sys.stderr, flush=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
