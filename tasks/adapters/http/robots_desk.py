"""The desk that permits each hop: it asks an origin for its robots.txt, once, and keeps it."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

from tasks.adapters.clock import Clock
from tasks.adapters.http.walks import Walk, Walker
from tasks.web.failure import FetchError
from tasks.web.fetch import FetchFailed, FetchPlan, RobotsPolicy
from tasks.web.logging_text import safe_text
from tasks.web.robots import RobotsRules, robots_rules, robots_verdict
from tasks.web.robots_policy import is_fresh, policy_after, text_in_force
from tasks.web.urls import origin_of

_LIMIT_BYTES = 8 * 1024 * 1024  # its first 500 KiB count; what is longer is no robots.txt


class RobotsDesk:
    """The policies known before a call, and those learned in it."""

    def __init__(self, walker: Walker, known: Mapping[str, RobotsPolicy], clock: Clock) -> None:
        self.learned: dict[str, RobotsPolicy] = {}
        self._walker = walker
        self._known = known
        self._clock = clock
        self._rules: dict[tuple[str, bool], RobotsRules | None] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def permit(self, walk: Walk) -> None:
        """Let the next hop of *walk* pass, or say why not.

        Raises:
            FetchError: ``robots_disallowed`` with the rule; or, for a page of an origin whose
                robots.txt is not to be had, the code of that failure.
        """
        obey_wildcard = walk.plan.obey_wildcard_robots
        policy = await self._policy_of(origin_of(walk.url))
        rules = self._rules_of(policy, obey_wildcard=obey_wildcard)
        if rules is None:
            if obey_wildcard:
                raise FetchError(
                    policy.failure or "robots_disallowed", "robots.txt is not to be had"
                )
            return
        self._walker.turns.slow_down(walk.url, rules.crawl_delay)
        verdict = robots_verdict(rules, walk.url)
        if not verdict.is_allowed:
            raise FetchError("robots_disallowed", f"robots.txt: {safe_text(verdict.rule)}")

    def _rules_of(self, policy: RobotsPolicy, *, obey_wildcard: bool) -> RobotsRules | None:
        key = policy.origin, obey_wildcard
        if key not in self._rules:
            text = text_in_force(policy, self._clock.now())
            rules = None if text is None else robots_rules(text, obey_wildcard=obey_wildcard)
            self._rules[key] = rules
        return self._rules[key]

    async def _policy_of(self, origin: str) -> RobotsPolicy:
        async with self._locks[origin]:
            known = self.learned.get(origin) or self._known.get(origin)
            if known and (origin in self.learned or is_fresh(known, self._clock.now())):
                return known
            answer = await self._walker.walked(_robots_plan(origin, known), _anything)
            if isinstance(answer, FetchFailed) and answer.code == "not_started":
                raise FetchError(answer.code, answer.detail)
            self.learned[origin] = policy_after(origin, known, answer, now=self._clock.now())
            return self.learned[origin]


async def _anything(_: Walk) -> None:
    """Permit a request for robots.txt itself, wherever it is redirected to."""


def _robots_plan(origin: str, known: RobotsPolicy | None) -> FetchPlan:
    url = f"{origin}/robots.txt"
    return FetchPlan(
        id=url,
        url=url,
        accept="text/plain, */*;q=0.1",
        limit_bytes=_LIMIT_BYTES,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
        validators_url=url,
    )
