"""How fast newsgrain is, beside its peers and by itself: `python -m newsgrain.training.benchmark`.

Every figure is taken in a process of its own, on one thread, through a launcher so small that the peak memory is that
of what it launched. Rounds go through all contenders in the same order, and ratios are taken within a round, so that
a machine that is busy for a while slows both sides of a ratio.
"""
