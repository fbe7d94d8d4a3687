"""The desk: what a commit works with."""

from dataclasses import dataclass

from tasks.archive.minter import Minter
from tasks.archive.store import Store
from tasks.versions.others.neighbours import Neighbours
from tasks.versions.said.differences import Reread


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The bucket, and whom to ask for names, raw pages and other stories."""

    store: Store
    mint: Minter
    reread: Reread
    near: Neighbours
