import pytest

from tasks.feeds.answer import fresh_seconds
from tasks.feeds.entry import Hints
from tasks.feeds.scan import Scan, scan, xml_root
from tests.feeds.documents import URL, read, rss

SY = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
DAY = 86_400


def hints(channel: str) -> Hints:
    return read(rss(channel=channel)).hints


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("240", 14_400), (" 60 ", 3_600), ("0", None), ("-5", None), ("abc", None), ("", None),
     ("1000000000", DAY), ("9" * 400, None), ("٦٠", None)],
)  # fmt: skip
def test_C10_ttl(text: str, seconds: int | None) -> None:
    assert hints(f"<ttl>{text}</ttl>").ttl_s == seconds


@pytest.mark.parametrize(
    ("listed", "hours"),
    [
        ("0 1 2 3 4 5", (0, 1, 2, 3, 4, 5)),
        ("24 3 3", (0, 3)),
        ("25 -1 x", ()),
        (" ".join(map(str, range(24))), ()),
        (" ".join(map(str, range(1, 25))), ()),
    ],
)
def test_C11_skip_hours(listed: str, hours: tuple[int, ...]) -> None:
    inner = "".join(f"<hour>{hour}</hour>" for hour in listed.split())
    assert hints(f"<skipHours>{inner}</skipHours>").skip_hours == hours


@pytest.mark.parametrize(
    ("listed", "days"),
    [
        ("Sunday Saturday", ("saturday", "sunday")),
        ("Sonntag", ()),
        ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", ()),
    ],
)
def test_C12_skip_days(listed: str, days: tuple[str, ...]) -> None:
    inner = "".join(f"<day>{day}</day>" for day in listed.split())
    assert hints(f"<skipDays>{inner}</skipDays>").skip_days == days


@pytest.mark.parametrize(
    ("period", "frequency", "seconds"),
    [
        ("hourly", "2", 1_800),
        ("hourly", None, 3_600),
        ("dayly", "1", DAY),
        ("Daily", "4", 21_600),
        (None, "2", 43_200),
        ("always", "1", None),
        ("hourly", "0", 3_600),
        ("hourly", "0.1", 36_000),
        ("hourly", "-1", None),
        ("hourly", "often", None),
        ("hourly", "99999", None),
        ("yearly", "1", DAY),
    ],
)
def test_C13_syndication_module(
    period: str | None, frequency: str | None, seconds: int | None
) -> None:
    periods = f"<sy:updatePeriod {SY}>{period}</sy:updatePeriod>" if period else ""
    frequencies = f"<sy:updateFrequency {SY}>{frequency}</sy:updateFrequency>" if frequency else ""
    assert hints(periods + frequencies).sy_s == seconds


def test_C22_F19_links_of_an_item_are_not_those_of_the_feed() -> None:
    link = "<link xmlns='http://www.w3.org/2005/Atom' rel='hub' href='https://hub.example/'/>"
    assert read(rss(f"<title>a</title>{link}", channel=link)).notes == ("hub=https://hub.example/",)


@pytest.mark.parametrize(
    ("href", "notes"), [(URL, ()), (f"{URL}?a=1", (f"self={URL}?a=1",))], ids=["same", "other"]
)
def test_F19_the_feeds_own_address_is_recorded_if_it_differs(
    href: str, notes: tuple[str, ...]
) -> None:
    link = f"<link xmlns='http://www.w3.org/2005/Atom' rel='self' href='{href}'/>"
    assert read(rss(channel=link)).notes == notes


@pytest.mark.parametrize("text", ["", "<", "<!-- x", "<?xml"])
def test_a_hopeless_document_has_no_root_and_says_nothing(text: str) -> None:
    assert xml_root(text) is None
    assert scan(text) == Scan()


def test_no_hints_in_an_ill_formed_feed_are_lost() -> None:
    assert read(rss("<title>a & b</title>", channel="<ttl>240</ttl>")).hints.ttl_s == 14_400


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"cache-control": "public, Max-Age=7200"}, 7_200, id="C02"),
        pytest.param({"cache-control": 'max-age="7200"'}, 7_200, id="C02_quoted"),
        pytest.param({"cache-control": "max-age=500000000"}, DAY, id="C03"),
        pytest.param({"cache-control": "max-age=0"}, None, id="C04_zero"),
        pytest.param({"cache-control": "no-cache"}, None, id="C04_no_cache"),
        pytest.param({"cache-control": "no-store, max-age=9"}, None, id="C04_no_store"),
        pytest.param({"cache-control": "no-cache, max-age=86400"}, None, id="C05"),
        pytest.param(
            {"expires": "Fri, 20 Nov 2026 10:00:00 GMT", "date": "Fri, 20 Nov 2026 07:00:00 GMT"},
            10_800,
            id="C06",
        ),
        pytest.param(
            {"expires": "Fri, 20 Nov 2026 10:00:00 -0000", "date": "Fri, 20 Nov 2026 07:00:00 GMT"},
            10_800,
            id="C06_zone_unknown",
        ),
        pytest.param(
            {
                "cache-control": "max-age=0",
                "expires": "Fri, 20 Nov 2026 10:00:00 GMT",
                "date": "Fri, 20 Nov 2026 07:00:00 GMT",
            },
            None,
            id="max_age_wins_over_expires",
        ),
        pytest.param({"expires": "0", "date": "Fri, 20 Nov 2026 07:00:00 GMT"}, None, id="C07_0"),
        pytest.param({"expires": "-1", "date": "x"}, None, id="C07_-1"),
        pytest.param({"expires": "Fri, 20 Nov 2026 07:00:00 GMT"}, None, id="C07_no_date"),
        pytest.param({"cache-control": "max-age=x"}, None, id="C07_garbage"),
        pytest.param({"cache-control": "max-age=3600", "age": "3000"}, 600, id="C08"),
        pytest.param({"cache-control": "max-age=3600", "age": "3600"}, None, id="C08_old"),
        pytest.param({"cache-control": "max-age=3600", "age": "x"}, 3_600, id="C08_garbage"),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int | None) -> None:
    assert fresh_seconds(headers) == seconds
