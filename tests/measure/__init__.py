"""How good and how fast the rooms are, in figures, on sets of the project's own.

`eval` scores what the rooms say against what people wrote down, compares each figure with its
target (`figures.toml`) and its floor (`floors.toml`), and writes `docs/accuracy.md`. `bench`
takes times as ratios and writes `docs/performance.md`.
"""
