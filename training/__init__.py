"""Training, cross-validating and measuring newsgrain models."""

from .evaluation import Evaluation, evaluate
from .fitting import TrainingResult, train
from .metrics import Interval, Scores, score

__all__ = ["Evaluation", "Interval", "Scores", "TrainingResult", "evaluate", "score", "train"]
