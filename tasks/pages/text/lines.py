"""The blocks of a page and its standfirst, from a tree whose metadata has been read."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from tasks.pages.assembly import assembled
from tasks.pages.markup.tree import drop_menus, drop_unseen, repair_inline
from tasks.pages.page import Caveat, Page, PageBlock
from tasks.pages.signals import has_app_root
from tasks.pages.steps import tried
from tasks.pages.text.blocks import Found, dom_blocks
from tasks.pages.text.body import Alignment, aligned, chosen_lines

_BLOCKS_FOR_TRAFILATURA = 20_000
_CHARACTERS_FOR_TRAFILATURA = 2_000_000
_BLOCK_LIMIT = 5000
_SEEN_ENOUGH = 200
_NOSCRIPT_ENOUGH = 300
_LIMITS = "limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a page shows."""

    blocks: tuple[PageBlock, ...]
    standfirst: str | None
    limit: str | None
    """``limits`` where a limit of ours cut the text."""
    has_app_root: bool
    """Little is seen, and scripts would build the rest."""


def text_of(tree: HtmlElement, head: Page, notes: list[Caveat]) -> Text:
    """Return the text of *tree*, which is changed; what was cut is added to *notes*.

    Args:
        tree: Of a page whose metadata has been read.
        head: The page without its text.
        notes: Grows by what was cut.
    """
    repair_inline(tree)
    found = dom_blocks(tree)
    is_bare = _characters(found) < _SEEN_ENOUGH
    is_app = is_bare and has_app_root(tree)
    if is_bare and _open_noscript(tree):
        notes.append(Caveat(code="noscript_read"))
        found = dom_blocks(tree)
    drop_unseen(tree)
    if _is_large(found):
        notes.append(Caveat(code="limits", detail=f"{len(found)} blocks"))
        alignment = _largest_container(found)
    else:
        drop_menus(tree)
        nothing: list[str] = []
        lines = tried("extractor", lambda: chosen_lines(tree), nothing, notes)
        alignment = aligned(found, lines)
    title = head.title.value if head.title else ""
    result = assembled(found, alignment, title, [author.name for author in head.authors])
    blocks = _cut(result.blocks, notes)
    limit = _LIMITS if len(blocks) < len(result.blocks) or _is_large(found) else None
    return Text(blocks=blocks, standfirst=result.standfirst, limit=limit, has_app_root=is_app)


def _characters(found: Sequence[Found]) -> int:
    return sum(len(each.block.text) for each in found)


def _open_noscript(tree: HtmlElement) -> bool:
    """Turn ``<noscript>`` that holds an article into what it shows without scripts."""
    hidden = list(tree.iter("noscript"))
    if sum(len(each.text_content()) for each in hidden) < _NOSCRIPT_ENOUGH:
        return False
    for element in hidden:
        element.tag = "div"
    return True


def _is_large(found: Sequence[Found]) -> bool:
    return len(found) > _BLOCKS_FOR_TRAFILATURA or _characters(found) > _CHARACTERS_FOR_TRAFILATURA


def _largest_container(found: Sequence[Found]) -> Alignment:
    sizes: dict[int, int] = {}
    for each in found:
        container = each.place.container
        sizes[container] = sizes.get(container, 0) + len(each.block.text)
    largest = max(sizes, key=sizes.__getitem__)
    return Alignment(tuple(each.place.container == largest for each in found), ())


def _cut(blocks: tuple[PageBlock, ...], notes: list[Caveat]) -> tuple[PageBlock, ...]:
    """Keep at most 5,000 blocks: those of the body first."""
    if len(blocks) <= _BLOCK_LIMIT:
        return blocks
    notes.append(Caveat(code="blocks_limit", detail=str(len(blocks))))
    order = sorted(range(len(blocks)), key=lambda number: blocks[number].location is not None)
    return tuple(blocks[number] for number in sorted(order[:_BLOCK_LIMIT]))
