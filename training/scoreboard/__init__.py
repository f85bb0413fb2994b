"""How newsgrain compares with its peers: `python -m newsgrain.training.scoreboard CORPORA`."""
