"""CPU time of contestants on the same items, in turns: a slow or busy machine fails nobody."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")
ROUNDS = 3


def cpu_seconds(run: Callable[[Item], object], item: Item) -> float:
    """Return the CPU time of this process that *run* takes with *item*, in seconds."""
    start = time.process_time()
    run(item)
    return time.process_time() - start


def interleaved(
    contestants: Mapping[str, Callable[[Item], object]], items: Sequence[Item]
) -> dict[str, float]:
    """Return seconds an item for each contestant: the least of the rounds, mean over items.

    Every item goes to all contestants before the next one, so that what slows the machine
    slows all of them; one turn before the first round is not counted.
    """
    for run in contestants.values():
        run(items[0])
    best = {name: [math.inf] * len(items) for name in contestants}
    for _ in range(ROUNDS):
        for place, item in enumerate(items):
            for name, run in contestants.items():
                best[name][place] = min(best[name][place], cpu_seconds(run, item))
    return {name: sum(seconds) / len(items) for name, seconds in best.items()}
