"""Training, cross-validating and measuring newsgrain models.

Every name is loaded when it is first used: scikit-learn and pandas alone take 200 megabytes, which would be counted
in with whatever `newsgrain.training.benchmark` measures.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .evaluation import Evaluation as Evaluation
    from .evaluation import evaluate as evaluate
    from .fitting import TrainingResult as TrainingResult
    from .fitting import train as train
    from .metrics import Interval as Interval
    from .metrics import Scores as Scores
    from .metrics import score as score

_HOME = {
    "Evaluation": "evaluation",
    "Interval": "metrics",
    "Scores": "metrics",
    "TrainingResult": "fitting",
    "evaluate": "evaluation",
    "score": "metrics",
    "train": "fitting",
}

__all__ = ["Evaluation", "Interval", "Scores", "TrainingResult", "evaluate", "score", "train"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value
