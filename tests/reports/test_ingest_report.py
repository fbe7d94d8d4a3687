import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.reports.ingest_report import MOST_ROWS, correction_rows, report_markdown
from tasks.reports.markdown import CELL_CHARS, cell, code, plain, prose
from tasks.reports.outcome import EntryOutcome, EntryResult, FeedOutcome, FeedResult, RunReport
from tasks.reports.remedies import WAIT, remedy
from tasks.reports.sentence import asked, failed_feeds, sentence
from tasks.reports.stories import report_rows


def entry(**changes: object) -> EntryOutcome:
    plain_entry = EntryOutcome(
        feed_id="ledger",
        entry_key="k",
        url="http://paper.example/a",
        headline="A bridge",
        result=EntryResult.NEW,
        article_id="20261120-0123456789abcdef0123",
        version=1,
    )
    return replace(plain_entry, **changes)  # type: ignore[arg-type]  # by name, in tests


def corrected(old: str = "65", new: str = "56") -> EntryOutcome:
    return entry(
        result=EntryResult.CHANGED, change_type="correction", version=2, changes=((old, new),)
    )


def feed(result: FeedResult = FeedResult.READ, **changes: object) -> FeedOutcome:
    return replace(FeedOutcome(feed_id="ledger", result=result), **changes)  # type: ignore[arg-type]  # by name, in tests


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        pytest.param(RunReport(), "nothing new", id="nothing"),
        pytest.param(
            RunReport(entries=(*(entry(),) * 12, *(corrected(),) * 3)),
            "12 new, 3 corrected",
            id="new-and-corrected",
        ),
        pytest.param(
            RunReport(entries=(entry(result=EntryResult.NO_PAGE),)), "1 new", id="no-page-is-new"
        ),
        pytest.param(
            RunReport(
                feeds=(feed(FeedResult.FAILED), feed(), feed(FeedResult.NOT_DUE)),
                entries=(entry(result=EntryResult.FAILED),),
            ),
            "nothing new, 1 failed, 1 of 2 feeds failed",
            id="failures",
        ),
        pytest.param(RunReport(entries=(entry(),), is_dry=True), "dry run: 1 new", id="dry"),
        pytest.param(
            RunReport(entries=(entry(result=EntryResult.CHANGED, change_type="silentEdit"),)),
            "1 silently edited",
            id="silent",
        ),
    ],
)
def test_a_run_is_told_in_one_sentence(report: RunReport, expected: str) -> None:
    assert sentence(report) == expected


def test_feeds_that_were_not_due_were_not_asked() -> None:
    report = RunReport(feeds=(feed(FeedResult.NOT_DUE), feed(FeedResult.FAILED)))
    assert asked(report) == 1
    assert failed_feeds(report) == ("ledger",)


def test_the_counts_of_the_report_add_up() -> None:
    report = RunReport(
        feeds=(feed(entries_seen=3),),
        entries=(entry(), corrected(), entry(result=EntryResult.KNOWN)),
    )
    counts = re.findall(r"^- (\d+) \w+$", report_markdown(report), re.MULTILINE)
    assert sum(map(int, counts)) == 3


def test_each_failure_comes_with_its_remedy() -> None:
    report = RunReport(
        feeds=(feed(FeedResult.FAILED, code="http_404", detail="Not Found"),),
        entries=(
            entry(result=EntryResult.NO_PAGE, detail="robots_disallowed: first sight"),
            entry(result=EntryResult.WAITING, detail="http_503"),
        ),
        faults=("bug: KeyError('x')",),
    )
    told = report_markdown(report)
    assert "the address is gone; look for the new one" in told
    assert "robots.txt forbids it" in told.replace("\\", "")
    assert WAIT in told
    assert "KeyError" in told


def test_long_lists_are_cut_and_say_so() -> None:
    report = RunReport(
        entries=tuple(entry(result=EntryResult.FAILED, entry_key=str(n)) for n in range(60))
    )
    assert "and 10 more" in report_markdown(report)
    rows = correction_rows(RunReport(entries=(corrected(),) * (MOST_ROWS + 7)))
    assert len(rows) == MOST_ROWS + 1
    assert rows[-1]["story"] == "and 7 more"


def test_only_what_a_publisher_admits_is_a_correction() -> None:
    silent = entry(result=EntryResult.CHANGED, change_type="silentEdit", changes=(("1", "2"),))
    rows = correction_rows(RunReport(entries=(silent, corrected(), entry())))
    assert [(row["old"], row["new"]) for row in rows] == [("65", "56")]


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("<svg/onload=alert(1)>", id="svg"),
        pytest.param("[x](javascript:alert(1))", id="link"),
        pytest.param("![x](http://far.example/p.png)", id="image"),
        pytest.param("a | b `c` \u202e\x1b[31m\n# d", id="signs"),
    ],
)
def test_foreign_text_is_text_in_every_part_of_the_report(hostile: str) -> None:
    report = RunReport(
        entries=(
            replace(corrected(old=hostile, new=hostile), headline=hostile),
            entry(result=EntryResult.FAILED, headline=hostile, detail=hostile, url=hostile),
        ),
        feeds=(feed(FeedResult.FAILED, code="not_a_feed", detail=hostile, notes=(hostile,)),),
    )
    told = re.sub(r"`[^`]*`", "", report_markdown(report))  # a code span is text anyway
    assert not re.search(r"<[a-z/]|(?<!\\)\]\(|\x1b|\u202e", told)
    assert all("<" not in value for row in correction_rows(report) for value in row.values())


@given(st.text())
def test_plain_text_is_one_printable_line(text: str) -> None:
    assert plain(text) == plain(plain(text))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", plain(text))
    assert len(cell(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= (
        CELL_CHARS
    )
    assert code(text).count("`") == 2
    assert "<" not in prose(text)


def test_the_table_of_a_run_leaves_out_what_stayed_as_it_was() -> None:
    report = RunReport(
        entries=(
            entry(),
            entry(result=EntryResult.UNCHANGED),
            entry(result=EntryResult.KNOWN),
            corrected(),
            entry(result=EntryResult.WAITING, detail="http_503"),
        )
    )
    assert [(row.what, row.old, row.new) for row in report_rows(report)] == [
        ("new", "", ""),
        ("correction", "65", "56"),
        ("waiting", "", "http_503"),
    ]


def test_every_code_has_a_remedy() -> None:
    assert remedy("too_big") != WAIT
    assert remedy("connect_reset") == WAIT


def test_a_remark_stands_in_the_report_and_in_the_table() -> None:
    report = RunReport(entries=(replace(corrected(), remarks=("uncorrected copy: Courier",)),))
    assert "- A bridge: uncorrected copy: Courier" in report_markdown(report)
    assert [row.new for row in report_rows(report)] == ["56", "uncorrected copy: Courier"]
