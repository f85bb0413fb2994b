"""Print the lowest version that pyproject.toml admits of every runtime dependency, as pip constraints."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8"))["project"]
sys.stdout.writelines(requirement.replace(">=", "==") + "\n" for requirement in project["dependencies"])
