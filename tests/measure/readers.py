"""One page as text by each reader that is compared: trafilatura alone, mended, and ours."""

from collections.abc import Callable, Iterator, Mapping

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from tasks.corrections.notice import Notice
from tasks.pages.markup.charset import utf8_page
from tasks.pages.markup.tree import drop_menus, drop_unseen, repair_inline, tree_of
from tasks.pages.page import BlockKind, Page, PageBlock
from tasks.pages.reader import read_page
from tasks.pages.text.body import chosen_lines
from tests.measure.sample_pages import Sample

ALONE, MENDED, OURS = "trafilatura alone", "mended tree", "ours"


def by_trafilatura(sample: Sample) -> str:
    """Return the text as trafilatura gives it for the tree that we parse, comments off."""
    document = bare_extraction(_tree(sample), include_comments=False)
    return (document.text or "") if isinstance(document, Document) else ""


def by_trafilatura_mended(sample: Sample) -> str:
    """Return the same after our repairs of the tree, without anything that we add."""
    tree = _tree(sample)
    repair_inline(tree)
    drop_unseen(tree)
    drop_menus(tree)
    return "\n".join(chosen_lines(tree))


def by_us(sample: Sample) -> str:
    """Return body and notices in document order."""
    return with_notices(read_page(sample.html, sample.url, headers=sample.headers))


def with_notices(page: Page) -> str:
    """Return the text of *page* with its visible notices where they stand."""
    return "\n".join(
        line for number, block in enumerate(page.blocks) for line in _lines(page, number, block)
    )


READERS: Mapping[str, Callable[[Sample], str]] = {
    ALONE: by_trafilatura,
    MENDED: by_trafilatura_mended,
    OURS: by_us,
}


def _lines(page: Page, number: int, block: PageBlock) -> Iterator[str]:
    if block.location is None or block.kind is BlockKind.NOTICE:
        yield block.text
    else:
        yield from (_part(notice, number, block) for notice in page.notices)


def _part(notice: Notice, number: int, block: PageBlock) -> str:
    """What a notice takes of a block: of a caption, it may be a part."""
    return " ".join(block.text[s.start : s.end] for s in notice.spans if s.block == number)


def _tree(sample: Sample) -> HtmlElement:
    return tree_of(utf8_page(sample.html, sample.headers)[0], sample.url)[0]
