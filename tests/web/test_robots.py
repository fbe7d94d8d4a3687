"""robots.txt: the group that applies to us, its verdicts, and how long a copy holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.web.fetch import Fetched, FetchFailed, RobotsPolicy
from tasks.web.robots import robots_rules, robots_verdict
from tasks.web.robots_policy import is_fresh, policy_after, text_in_force
from tests.harness.endless import must_end

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ORIGIN = "https://paper.example"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def allows(text: str, path: str, *, obey_wildcard: bool = True) -> bool:
    rules = robots_rules(text, obey_wildcard=obey_wildcard)
    return robots_verdict(rules, ORIGIN + path).is_allowed


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        pytest.param("User-agent: *\nDisallow: /a", "/a/b", False, id="prefix"),
        pytest.param("User-agent: *\nDisallow: /a", "/b", True, id="other-path"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="empty-rule"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /a", "/a", True, id="longest-match"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True, id="tie-allows"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False, id="wildcard-and-end"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a", True, id="end"),
        pytest.param("User-agent: *\nDisallow: /%7euser", "/~user", False, id="percent-encoding"),
        pytest.param("User-agent: *\nDisallow: /é", "/%C3%A9", False, id="non-ascii"),
        pytest.param("User-agent: *\nDisallow: /a?b", "/a?b=c", False, id="query"),
        pytest.param("USER-AGENT: *\nDISALLOW: /a", "/a", False, id="case-of-directives"),
        pytest.param("User-agent: CORRIGENDA\nDisallow: /a", "/a", False, id="case-of-token"),
        pytest.param("User-agent: corrigenda/1.0\nDisallow: /a", "/a", False, id="with-version"),
        pytest.param("User-agent: corrigenda-news\nDisallow: /a", "/a", True, id="longer-token"),
        pytest.param("User-agent: corr\nDisallow: /a", "/a", True, id="shorter-token"),
        pytest.param("User-agent: news\nDisallow: /a", "/a", True, id="G08-news"),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: corrigenda\nAllow: /", "/a", True, id="ours"
        ),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: corrigenda", "/a", True, id="ours-is-empty"
        ),
        pytest.param(
            "User-agent: corrigenda\nUser-agent: other\nDisallow: /a", "/a", False, id="two-names"
        ),
        pytest.param(
            "User-agent: corrigenda\nAllow: /b\nUser-agent: other\nDisallow: /a",
            "/a",
            True,
            id="next",
        ),
        pytest.param(
            "User-agent: corrigenda\nDisallow: /a\nUser-agent: x\n"
            "Allow: /\nUser-agent: corrigenda\nDisallow: /b",
            "/a",
            False,
            id="merged-groups",
        ),
        pytest.param(
            "User-agent: corrigenda\nSitemap: /s\nUser-agent: x\nDisallow: /a",
            "/a",
            False,
            id="sitemap",
        ),
        pytest.param("Disallow: /a\nUser-agent: *", "/a", True, id="rule-without-group"),
        pytest.param("User-agent: * # all\nDisallow: /a # b", "/a", False, id="comments"),
        pytest.param("User agent *\ndisalow /a", "/a", False, id="misspelt"),
        pytest.param("", "/a", True, id="empty"),
        pytest.param("User-agent: *\nDisallow: /", "/robots.txt", True, id="itself"),
    ],
)
def test_G08_verdict(text: str, path: str, *, allowed: bool) -> None:
    assert allows(text, path) is allowed


def test_G01_feed_obeys_only_groups_that_name_us() -> None:
    assert allows("User-agent: *\nDisallow: /", "/feed", obey_wildcard=False)
    assert not allows("User-agent: corrigenda\nDisallow: /", "/feed", obey_wildcard=False)


def test_G01_verdict_names_the_longest_rule() -> None:
    text = "User-agent: *\nDisallow: /\nDisallow: /a/\nDisallow: /b/long/"
    verdict = robots_verdict(robots_rules(text, obey_wildcard=True), ORIGIN + "/a/1")
    assert verdict.rule == "Disallow: /a/"


@pytest.mark.parametrize(
    ("delay", "expected_s"),
    [("10", 10), ("0.5", 0.5), ("-1", 0), ("abc", 0), ("nan", 0), ("1e300", 86_400)],
)
def test_G09_crawl_delay(delay: str, expected_s: float) -> None:
    rules = robots_rules(f"User-agent: *\nCrawl-delay: {delay}", obey_wildcard=True)
    assert rules.crawl_delay == timedelta(seconds=expected_s)


@given(st.text() | st.text("User-agent: *corigndaDslw/$#%\n"), st.booleans())
def test_any_text_gives_rules(text: str, obey_wildcard: bool) -> None:  # noqa: FBT001 -- drawn
    rules = robots_rules(text, obey_wildcard=obey_wildcard)
    assert robots_verdict(rules, f"{ORIGIN}/a").is_allowed in {True, False}


def test_hostile_groups_end() -> None:
    names = "".join(f"User-agent: {number}\n" for number in range(15_000))
    text = names + "User-agent: *\n" + "Allow: /a\n" * 25_000 + "Disallow: /b"
    with must_end():
        assert not allows(text, "/b")


def policy(**changes: object) -> RobotsPolicy:
    values = {"origin": ORIGIN, "status": "ok", "text": "#", "fetched_at": NOW, "good_at": NOW}
    return RobotsPolicy(**{**values, **changes})  # type: ignore[arg-type]  # factory


def failed(code: str) -> FetchFailed:
    return FetchFailed(plan_id="r", requested_url=f"{ORIGIN}/robots.txt", code=code)


def document(body: bytes = b"#", **changes: object) -> Fetched:
    url = f"{ORIGIN}/robots.txt"
    values = {
        "plan_id": "r",
        "requested_url": url,
        "final_url": url,
        "status": 200,
        "headers": (("etag", '"r"'), ("last-modified", "yesterday")),
        "body": body,
        "raw_body": body,
        "http_version": "1.1",
        "reason": "OK",
        "hops": (),
        "received_at": NOW,
        "elapsed": HOUR,
    }
    return Fetched(**{**values, **changes})  # type: ignore[arg-type]  # factory


@pytest.mark.parametrize(
    ("changes", "age", "fresh"),
    [
        pytest.param({}, 23 * HOUR, True, id="G06-day"),
        pytest.param({}, 24 * HOUR, False, id="G06-older"),
        pytest.param({}, -HOUR, False, id="from-the-future"),
        pytest.param({"status": "allowed"}, 23 * HOUR, True, id="allowed"),
        pytest.param({"status": "unreachable", "failures": 1}, 0.9 * HOUR, True, id="G03-first"),
        pytest.param({"status": "unreachable", "failures": 1}, HOUR, False, id="G03-after-1h"),
        pytest.param({"status": "unreachable", "failures": 3}, 3.9 * HOUR, True, id="G03-doubled"),
        pytest.param({"status": "unreachable", "failures": 3}, 4 * HOUR, False, id="G03-after-4h"),
        pytest.param({"status": "unreachable", "failures": 99}, 24 * HOUR, False, id="G03-24h"),
        pytest.param({"status": "unreachable", "failures": 0}, 0 * HOUR, True, id="none-counted"),
    ],
)
def test_freshness(changes: dict[str, object], age: timedelta, *, fresh: bool) -> None:
    assert is_fresh(policy(**changes), NOW + age) is fresh


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "#", id="ok"),
        pytest.param({"status": "allowed", "text": ""}, "", id="allowed"),
        pytest.param({"status": "unreachable", "good_at": NOW - 29 * DAY}, "#", id="last-good"),
        pytest.param({"status": "unreachable", "good_at": NOW - 30 * DAY}, None, id="too-old"),
        pytest.param({"status": "unreachable", "good_at": None}, None, id="never-good"),
    ],
)
def test_G03_text_in_force(changes: dict[str, object], expected: str | None) -> None:
    assert text_in_force(policy(**changes), NOW) == expected


@pytest.mark.parametrize(
    ("code", "status"),
    [
        pytest.param("http_404", "allowed", id="G02-404"),
        pytest.param("http_403", "allowed", id="G02-403"),
        pytest.param("blocked_challenge", "allowed", id="G02-challenge"),
        pytest.param("redirect_loop", "allowed", id="G05-redirects"),
        pytest.param("bad_redirect", "allowed", id="G05-bad-redirect"),
        pytest.param("http_429", "unreachable", id="G04"),
        pytest.param("http_500", "unreachable", id="G03-500"),
        pytest.param("dns_failure", "unreachable", id="G03-dns"),
        pytest.param("too_big", "unreachable", id="too-big"),
        pytest.param("empty_body", "ok", id="empty"),
    ],
)
def test_policy_after_failure(code: str, status: str) -> None:
    after = policy_after(ORIGIN, None, failed(code), now=NOW)
    assert after.status == status
    assert after.failure == (code if status == "unreachable" else "")


def test_G03_failures_are_counted_and_the_text_is_kept() -> None:
    known = policy(text="User-agent: *", failures=2, good_at=NOW - DAY)
    after = policy_after(ORIGIN, known, failed("http_500"), now=NOW)
    assert (after.text, after.failures, after.good_at) == ("User-agent: *", 3, NOW - DAY)
    assert after.fetched_at == NOW


def test_G06_304_renews_the_copy() -> None:
    known = policy(
        text="User-agent: *", failures=2, failure="http_500", status="unreachable", etag='"r"'
    )
    after = policy_after(ORIGIN, known, document(b"", status=304), now=NOW + DAY)
    assert after == policy(
        text="User-agent: *", fetched_at=NOW + DAY, good_at=NOW + DAY, etag='"r"'
    )


def test_G07_document_is_cut_and_stripped_of_its_mark() -> None:
    after = policy_after(ORIGIN, None, document(b"\xef\xbb\xbf" + b"#" * 600_000), now=NOW)
    assert after.text == "#" * (500 * 1024 - 3)
    assert (after.etag, after.last_modified) == ('"r"', "yesterday")


def test_validators_of_another_url_are_not_kept() -> None:
    moved = document(final_url="https://gazette.example/robots.txt")
    assert policy_after(ORIGIN, None, moved, now=NOW).etag is None
