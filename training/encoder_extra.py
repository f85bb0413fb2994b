"""What the extra `train-encoder` installs, or how to get it."""

try:
    import torch as torch
    import transformers as transformers
except ModuleNotFoundError as missing:
    remedy = f"{missing.name} is not installed; install it with: pip install 'newsgrain[train-encoder]'"
    raise ModuleNotFoundError(remedy, name=missing.name) from None
