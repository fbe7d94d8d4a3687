"""The values of this room: what is to be asked of a server, and what it answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What may differ between deployments, and the caps that keep a batch small."""

    user_agent: str
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks that are the operator's own: private addresses allowed, no spacing."""
    allow_ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    """Not asked of hosts in an allowed network."""
    connect_timeout_s: float = 10
    read_timeout_s: float = 20
    total_timeout_s: float = 60
    """All hops of one plan, without waits at the gate."""
    stage_budget_s: float = 600
    """Of one call; plans not started by then come back as ``not_started``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPlan:
    """One address to ask for, once."""

    id: str
    url: str
    accept: str
    limit_bytes: int
    """Cap of the body, on the wire and decoded."""
    content_types: tuple[str, ...] = ()
    """Media types to read (``text/html``); empty: any. Others are closed unread."""
    etag: str | None = None
    last_modified: str | None = None
    validators_url: str | None = None
    """The hop that issued the validators: they are sent to it and to no other."""
    obey_wildcard_robots: bool = True
    """False for feed addresses: they obey only groups that name our token."""
    allow_downgrade: bool = False
    authorization: str | None = field(default=None, repr=False)
    """Value of the ``Authorization`` header; sent to the origin of *url* and to no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One exchange of a redirect chain."""

    url: str
    status: int
    location: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A final answer: 200, 226 or 304."""

    plan_id: str
    requested_url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, in order. Bytes that are no UTF-8 are read as latin-1; a validator of
    such bytes is left out, for it cannot be sent back."""
    body: bytes = field(repr=False)  # asyncio.run shows its result when it restores Ctrl-C
    """Content codings removed; empty for 304."""
    raw_body: bytes = field(repr=False)
    """As received on the wire."""
    http_version: str
    """As in ``1.1``."""
    reason: str
    hops: tuple[Hop, ...]
    """The redirects followed, in order, without the final answer; empty if there were none."""
    received_at: datetime
    elapsed: timedelta
    """Of the last exchange alone, without waits at the gate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """No document: *code* is one of fetching.md, section 7 (``http_404``, ``too_big``, ...)."""

    plan_id: str
    requested_url: str
    code: str
    detail: str = ""
    """One sentence for a person, safe to log."""
    status: int | None = None
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    retry_after: timedelta | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsPolicy:
    """A cached robots.txt of one origin."""

    origin: str
    status: str
    """``ok``, ``allowed`` (4xx), ``unreachable`` (5xx, network)."""
    text: str = field(default="", repr=False)
    fetched_at: datetime
    good_at: datetime | None = None
    """When *text* was last received whole."""
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    """In a row."""
    failure: str = ""
    """The code of the last one; what a page of the origin fails with meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostGate:
    """Earliest next start per registrable domain, pauses included."""

    not_before: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchBatch:
    """What one call brought: results in the order of the plans, and what it learned."""

    results: tuple[Fetched | FetchFailed, ...]
    gate: HostGate
    robots: Mapping[str, RobotsPolicy] = field(default_factory=dict)
    """By origin: those that were asked in this call, to be cached."""
