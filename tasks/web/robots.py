"""What a robots.txt says to us: the group that applies, and its verdict on a URL."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from protego import Protego

AGENT = "corrigenda"
"""Our product token, as in robots.txt and X-Robots-Tag."""

_AGENT = re.compile(r"(?:user-agent|useragent|user\s+agent)\s*[:\s]\s*(.*)", re.IGNORECASE)
_SITE_WIDE = re.compile(r"(?:sitemaps?|site-map|host)\b", re.IGNORECASE)  # of no group
_PRODUCT = re.compile(r"\*|[a-z_-]*")  # what RFC 9309, section 2.2.1, lets a token consist of
_MAX_LINES_EXPLAINED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """The lines of one robots.txt that apply to us."""

    lines: tuple[str, ...]
    parsed: Protego
    crawl_delay: timedelta
    """Zero where none is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsVerdict:
    """Whether a URL may be asked for, and the line that forbids it."""

    is_allowed: bool
    rule: str = ""


def robots_rules(text: str, *, obey_wildcard: bool) -> RobotsRules:
    """Return what *text* asks of us: the groups naming our token, else those for ``*``.

    Groups are picked here, not by Protego: its tables grow with agents times rules, so that
    500 KiB of hostile text would take gigabytes.

    Args:
        text: A robots.txt without its byte order mark.
        obey_wildcard: False for a URL that is published to be polled: only groups that name
            our token count.

    Source:
        RFC 9309, section 2.2.
    """
    lines_by_agent = _lines_by_agent(text)
    lines = lines_by_agent.get(AGENT)
    if lines is None:
        lines = lines_by_agent.get("*", []) if obey_wildcard else []
    parsed = Protego.parse("\n".join(["User-agent: *", *lines]))
    delay = min(parsed.crawl_delay(AGENT) or 0, timedelta(days=1).total_seconds())
    return RobotsRules(lines=tuple(lines), parsed=parsed, crawl_delay=timedelta(seconds=delay))


def robots_verdict(rules: RobotsRules, url: str) -> RobotsVerdict:
    """Return whether *rules* let us ask for *url*; if not, with the longest line against it."""
    if rules.parsed.can_fetch(url, AGENT):
        return RobotsVerdict(is_allowed=True)
    against = [line for line in rules.lines[:_MAX_LINES_EXPLAINED] if _forbids(line, url)]
    return RobotsVerdict(is_allowed=False, rule=max(against, key=len, default="Disallow"))


def _lines_by_agent(text: str) -> dict[str, list[str]]:
    """Return the rules for us and for everyone; a key without lines names an empty group."""
    lines_by_agent: dict[str, list[str]] = {}
    current: set[str] = set()
    is_naming = False
    for line in _directives(text):
        agent = _AGENT.match(line)
        if agent is not None:
            current = current if is_naming else set()
            current.add(_product(agent[1]))
        is_naming = agent is not None
        for name in current & {AGENT, "*"}:
            lines_by_agent.setdefault(name, []).extend([] if is_naming else [line])
    return lines_by_agent


def _directives(text: str) -> Iterator[str]:
    for line in text.splitlines():
        directive = line.partition("#")[0].strip()
        if directive and not _SITE_WIDE.match(directive):
            yield directive


def _product(agent: str) -> str:
    match = _PRODUCT.match(agent.strip().lower())
    return match[0] if match else ""


def _forbids(line: str, url: str) -> bool:
    return not Protego.parse(f"User-agent: *\n{line}").can_fetch(url, AGENT)
