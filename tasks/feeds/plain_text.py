"""Markup to plain text, decoded once."""

from collections.abc import Iterator

from lxml import etree

_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "head"})
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
_MARKUP_PER_TEXT = 8  # characters read for each one kept: a title of 15 MB is no title


def plain_text(markup: str, limit: int) -> str:
    r"""Return what a reader of *markup* sees: paragraphs, one a line, at most *limit* characters.

    One layer of entities is decoded and no more: what then looks like a tag is text. Scripts,
    styles and comments are not seen.

    >>> plain_text("<p>Tom &amp;amp; Ida</p><p>2 < 3 <script>x()</script></p>", 80)
    'Tom &amp; Ida\n2 < 3'
    """
    markup = markup[: limit * _MARKUP_PER_TEXT]
    if "<" not in markup and "&" not in markup:
        return _lines(markup, limit)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    # Inside an element, since the parser refuses a document without one.
    root = etree.fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser)
    return _lines("".join(_seen(root)), limit)


def plain_line(markup: str, limit: int) -> str:
    """Return the plain text of *markup* as one line: a title, a name.

    >>> plain_line("Ferry<br/>  <b>runs</b> again", 80)
    'Ferry runs again'
    """
    return " ".join(plain_text(markup, limit).split())


def _lines(text: str, limit: int) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:limit].rstrip()


def _seen(root: etree._Element) -> Iterator[str]:
    """Yield the pieces of text in order; a line break in the source is a space."""
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        name = str(element.tag)
        hidden += (name in _UNSEEN) * (1 if is_start else -1)
        if name in _BLOCKS:
            yield "\n"
        text = element.text if is_start else element.tail
        if text and not hidden:
            yield text.replace("\n", " ")
