"""All that a run found, as Markdown, as JSON and as plots in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ...model.rendering.output import replacing
from ..report.content import Section
from ..report.markdown import markdown_section, one_line
from .cold_start import Start, cold_start_section
from .comparison import Comparison
from .figures import MEGABYTE
from .growth import Growth, growth_section
from .memory import Streamed, memory_section
from .parallel import Jobs, jobs_section
from .stages import Profile, profile_section


@dataclass(frozen=True)
class Results:
    """What was measured, on what and with what; a part that was not asked for is empty."""

    command: str
    setting: dict[str, Any]
    comparison: Comparison | None = None
    profiles: tuple[Profile, ...] = ()
    growth: tuple[Growth, ...] = ()
    cold_starts: tuple[Start, ...] = ()
    jobs: tuple[Jobs, ...] = ()
    memory: tuple[Streamed, ...] = ()

    def sections(self) -> Iterator[Section]:
        """A section for each part that was measured."""
        if self.comparison:
            yield self.comparison.section()
        if self.profiles:
            yield profile_section(list(self.profiles))
        if self.growth:
            yield growth_section(self.growth)
        if self.cold_starts:
            yield cold_start_section(list(self.cold_starts))
        if self.jobs:
            yield jobs_section(list(self.jobs))
        if self.memory:
            yield memory_section(list(self.memory))

    def markdown(self) -> str:
        """The whole report."""
        parts = ["# Benchmark of newsgrain", "", *_about(self.setting), "", f"    {one_line(self.command)}"]
        for section in self.sections():
            parts += ["", *markdown_section(section, 2)]
        # the names of models are written as code here, and stay so
        return "\n".join(parts).replace("\\`", "`") + "\n"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "command": self.command,
            **self.setting,
            "comparison": self.comparison and self.comparison.to_dict(),
            "profile": [{**asdict(found), "shares": _shares(found)} for found in self.profiles],
            "growth": [growth.to_dict() for growth in self.growth],
            "cold_start": [{**asdict(start), "wall": start.wall, "cpu": start.cpu} for start in self.cold_starts],
            "jobs": [found.to_dict() for found in self.jobs],
            "memory": [asdict(run) for run in self.memory],
        }

    def write(self, folder: Path) -> list[Path]:
        """Write `benchmark.md`, `benchmark.json` and, where matplotlib is installed, the plots; gives the files."""
        folder.mkdir(parents=True, exist_ok=True)
        texts = {"benchmark.md": self.markdown(), "benchmark.json": json.dumps(self.to_dict(), indent=2) + "\n"}
        for name, text in texts.items():
            with replacing(folder / name) as stream:
                stream.write(text.encode())
        return [*(folder / name for name in texts), *self._plots(folder)]

    def _plots(self, folder: Path) -> Iterator[Path]:
        if not find_spec("matplotlib"):
            return
        import matplotlib

        from .charts import cost_growth, quality_against_speed, save

        matplotlib.use("Agg")
        if self.comparison:
            yield from save(quality_against_speed(self.comparison), folder, "quality-against-speed")
        if self.growth:
            yield from save(cost_growth(self.growth), folder, "growth")


def _about(setting: dict[str, Any]) -> list[str]:
    """Machine, versions, text and how often: a line each."""
    machine, text = setting["machine"], setting["text"]
    versions = ", ".join(f"{name} {version}" for name, version in setting["versions"].items())
    return [
        f"- {machine['processor']}, {machine['cores']} cores, {machine['memory_bytes'] / 1000 / MEGABYTE:.0f} GB; "
        f"{machine['system']}; {machine['python']}; load before the first and after the last figure "
        f"{setting['load_before']}, {setting['load_after']}",
        f"- {versions}",
        f"- {text['documents']:,} documents, {text['sentences']:,} sentences, {text['characters']:,} characters; "
        f"{setting['rounds']} rounds, medians; one thread; seed {setting['seed']}",
        f"- peers learned from {_named(setting['train'])}; all were scored on {_named(setting['labelled'])}",
    ]


def _named(paths: list[str]) -> str:
    return ", ".join(f"`{'/'.join(Path(path).parts[-2:])}`" for path in paths)


def _shares(found: Profile) -> dict[str, float]:
    return {stage: round(found.share(stage), 4) for stage in found.seconds}
