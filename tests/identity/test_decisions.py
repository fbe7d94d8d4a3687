from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections.notice import Kind, Location, Notice, Target
from tasks.identity.decisions import decide
from tasks.identity.snapshot import Relation, Snapshot, snapshot

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
URL = "https://heronpost.example/harbour/crane-falls"
TITLE = "Crane falls in Ostwick harbour"
PARAGRAPHS = (
    "A harbour crane fell at Ostwick on Tuesday, injuring 84 people, the port said.",
    "The crane was built in 1967 by the Kovac works and has not been inspected since July 1.",
    "Shares in the port lost 5% and ended -3 points down at 10:30.",
    "A hearing lasting 3 days begins next month, and the harbour fee is unchanged.",
    "“It sounded like a ship breaking up,” said Signe Aalto, who sells coffee on the quay.",
    "Ferries to the islands ran late all afternoon.",
    "The port handles 2 million tonnes of timber a year.",
)
STORY = "\n".join(PARAGRAPHS)


def story(text: str = STORY, **fields: object) -> Snapshot:
    defaults: dict[str, object] = {
        "url": URL,
        "guid": "heron-71-crane",
        "title": TITLE,
        "published": NOON,
        "publisher": "Heron Post",
        "notices": (),
    }
    return Snapshot(text=text, **{**defaults, **fields})  # type: ignore[arg-type]  # a factory


def notice(kind: Kind, text: str = "", target: Target = Target.SELF) -> Notice:
    return Notice(
        kinds=(kind,),
        text=text or f"A {kind} of this story was made on Wednesday.",
        confidence=0.9,
        location=Location.FOOT,
        target=target,
    )


def edited(before: str, after: str) -> str:
    assert before in STORY
    return STORY.replace(before, after)


EDITS = [
    pytest.param(STORY, Relation.IDENTICAL, id="same-bytes"),
    pytest.param(edited("harbour crane", "harbour  crane "), Relation.IDENTICAL, id="white-space"),
    pytest.param(edited("the port", "the\u00a0port"), Relation.IDENTICAL, id="nbsp"),
    pytest.param(STORY.replace("“", '"').replace("”", '"'), Relation.COSMETIC, id="quotes"),
    pytest.param(edited("month, and", "month — and"), Relation.COSMETIC, id="dash"),
    pytest.param(edited("Signe Aalto", "Signe&nbsp;Aalto"), Relation.COSMETIC, id="entity"),
    pytest.param(edited("Tuesday, injuring", "Tuesday injuring"), Relation.COSMETIC, id="comma"),
    pytest.param(f"{STORY}\nShare this article", Relation.COSMETIC, id="share-line"),
    pytest.param(f"{STORY}\nRead more: Ten quays to see", Relation.COSMETIC, id="related-link"),
    pytest.param(f"{STORY}\nMost read\n1. Ten quays\n2. Gulls?", Relation.COSMETIC, id="most-read"),
    pytest.param(
        f"{STORY}\nWe use cookies to improve our service.", Relation.COSMETIC, id="cookie-line"
    ),
    pytest.param(f"By Signe Lund\n{STORY}", Relation.COSMETIC, id="byline-leaks-in"),
    pytest.param(f"April 2, 2026 at 9:45 a.m.\n{STORY}", Relation.COSMETIC, id="date-line"),
    pytest.param(f"Updated 3 hours ago\n{STORY}", Relation.COSMETIC, id="updated-line"),
    pytest.param(edited("84", "48"), Relation.SILENT_EDIT, id="figure"),
    pytest.param(edited("Kovac", "Kovacs"), Relation.SILENT_EDIT, id="name"),
    pytest.param(edited("is unchanged", "is changed"), Relation.SILENT_EDIT, id="changed"),
    pytest.param(edited("has not been", "has been"), Relation.SILENT_EDIT, id="lost-not"),
    pytest.param("\n".join(PARAGRAPHS[:-2]), Relation.SILENT_EDIT, id="paragraphs-deleted"),
    pytest.param(edited("5%", "5"), Relation.SILENT_EDIT, id="lost-percent"),
    pytest.param(edited("-3", "3"), Relation.SILENT_EDIT, id="lost-sign"),
    pytest.param(edited("July 1", "July 2"), Relation.SILENT_EDIT, id="day"),
    pytest.param(edited("10:30", "11:30"), Relation.SILENT_EDIT, id="clock"),
    pytest.param(edited("3 days", "5 days"), Relation.SILENT_EDIT, id="days"),
    pytest.param(
        f"{STORY}\nDivers searched the basin until midnight and found a wheel.",
        Relation.UPDATE,
        id="paragraph-added",
    ),
    pytest.param(
        edited("84", "48") + "\nThe story first said 84 were hurt; there were 48.",
        Relation.CORRECTION,
        id="value-echo-without-notice",
    ),
]


@pytest.mark.parametrize(("text", "relation"), EDITS)
def test_decide_on_an_edit_under_the_same_keys(text: str, relation: Relation) -> None:
    decision = decide(story(), story(text))
    assert (decision.relation, decision.same_article) == (relation, True)
    assert not decision.confirm


def test_decide_on_a_headline_alone() -> None:
    changed = decide(story(), story(title="Harbour crane falls at Ostwick, 84 hurt"))
    assert changed.relation is Relation.HEADLINE_CHANGE
    assert decide(story(), story(title=f"{TITLE} | Heron Post")).relation is Relation.COSMETIC


@pytest.mark.parametrize(
    ("kind", "relation"),
    [
        (Kind.RETRACTION, Relation.RETRACTION),
        (Kind.CORRECTION, Relation.CORRECTION),
        (Kind.REFILE, Relation.CORRECTION),
        (Kind.CLARIFICATION, Relation.CLARIFICATION),
        (Kind.UPDATE, Relation.UPDATE),
        (Kind.APOLOGY, Relation.SILENT_EDIT),
        (Kind.EDITORS_NOTE, Relation.SILENT_EDIT),
    ],
)
def test_decide_on_an_edit_with_a_new_notice(kind: Kind, relation: Relation) -> None:
    seen = story(edited("84", "48"), notices=(notice(kind),))
    assert decide(story(), seen).relation is relation


def test_decide_on_a_notice_without_an_edit() -> None:
    corrected = story(notices=(notice(Kind.CORRECTION),))
    assert decide(story(), corrected).relation is Relation.CORRECTION
    assert decide(corrected, corrected).relation is Relation.IDENTICAL
    assert decide(story(), story(notices=(notice(Kind.UPDATE),))).relation is Relation.IDENTICAL


def test_decide_ignores_known_reworded_and_foreign_notices() -> None:
    known = story(notices=(notice(Kind.CORRECTION, "Correction: The crane hurt 48, not 84."),))
    again = story(notices=(notice(Kind.CORRECTION, "Correction: the crane hurt 48 and not 84."),))
    other = story(notices=(notice(Kind.RETRACTION, target=Target.OTHER),))
    assert decide(known, again).relation is Relation.IDENTICAL
    assert decide(story(), other).relation is Relation.IDENTICAL
    promise = story(notices=(notice(Kind.UPDATE, "This is a developing story."),))
    changed = story(edited("84", "48"), notices=promise.notices)
    assert decide(story(), changed).relation is Relation.SILENT_EDIT


@pytest.mark.parametrize(
    ("prefix", "relation"),
    [
        ("RETRACTED-", Relation.RETRACTION),
        ("CORRECTED-", Relation.CORRECTION),
        ("REFILE-", Relation.CORRECTION),
        ("UPDATE 1-", Relation.UPDATE),
        ("RPT-", Relation.SILENT_EDIT),
    ],
)
def test_decide_on_a_flag_in_the_headline(prefix: str, relation: Relation) -> None:
    seen = story(edited("84", "48"), title=prefix + TITLE)
    assert decide(story(), seen).relation is relation
    assert decide(seen, seen).relation is Relation.IDENTICAL


def test_decide_on_a_sentence_that_grew() -> None:
    grown = (
        "Ferries to the islands ran late all afternoon because the only tug that could have moved"
        " the wreck had been lent to another port in April."
    )
    decision = decide(story(), story(edited(PARAGRAPHS[5], grown)))
    assert decision.relation is Relation.UPDATE
    assert "new=18 removed=0" in decision.why


def test_decide_on_a_live_blog() -> None:
    posts = "14:02 - Two out.\n14:20 - One more.\n14:41 - All safe."
    assert decide(story(), story(f"{posts}\n{STORY}")).relation is Relation.UPDATE


def test_decide_on_a_story_retold_under_a_new_headline() -> None:
    text = (
        edited(
            PARAGRAPHS[0],
            "Ostwick port knew that its oldest crane was cracked, according to letters seen by the "
            "Heron Post, and let it work on for eleven weeks.",
        )
        .replace(PARAGRAPHS[3], "")
        .replace(PARAGRAPHS[4], "")
    )
    assert decide(story(), story(text, title="Port knew of cracks")).relation is Relation.UPDATE


BULLETIN = (
    "Ostwick harbour opens with {n} berths free this morning.\n"
    "Water stood at {a} metres at six o'clock.\n"
    "The wind blows from the north at {b} knots."
)


def bulletin(hours: float = 0, **figures: object) -> Snapshot:
    text = BULLETIN.format(**{"n": 12, "a": "3.1", "b": 15, **figures})
    published = NOON + timedelta(hours=hours)
    return story(text, title="Harbour bulletin", published=published)


def test_decide_tells_tomorrows_bulletin_by_its_date_alone() -> None:
    corrected = decide(bulletin(), bulletin(n=21))
    assert corrected.relation is Relation.SILENT_EDIT
    tomorrow = decide(bulletin(), bulletin(24, n=21))
    assert (tomorrow.relation, tomorrow.same_article) == (Relation.TEMPLATE_COLLISION, False)
    assert tomorrow.why.startswith("K2 C=")


def test_decide_takes_a_dated_bulletin_with_a_notice_for_corrected() -> None:
    seen = bulletin(24, n=21)
    corrected = story(
        seen.text, title=seen.title, published=seen.published, notices=(notice(Kind.CORRECTION),)
    )
    assert decide(bulletin(), corrected).relation is Relation.CORRECTION


def test_decide_on_a_standing_page_that_is_refilled() -> None:
    week = timedelta(days=7)
    page = "\n".join(
        f"Ferry {n} leaves Ostwick for Lunna at {n}:05 from pier {n}." for n in range(6, 12)
    )
    other = "\n".join(
        f"Ferry {n} leaves Ostwick for Lunna at {n}:45 from pier {n + 3}." for n in range(7, 13)
    )
    known, seen = (
        story(page, title="Ferry times"),
        story(other, title="Ferry times", published=NOON + week),
    )
    assert decide(known, seen).relation is Relation.TEMPLATE_COLLISION
    essay = story(
        "Gulls have learnt to open bins, and nobody minds.", title="Gulls", published=NOON + week
    )
    assert decide(known, essay).relation is Relation.DIFFERENT


def test_decide_on_a_follow_up_by_its_lead_not_by_its_similarity() -> None:
    lead = "Police have charged the owner of the Kovac works over a fallen crane."
    seen = story(
        "\n".join([lead, "He denies it.", "Lawyers will meet in May.", *PARAGRAPHS[1:]]),
        url="https://heronpost.example/courts/owner-charged",
        guid="heron-99-owner",
        title="Crane works owner charged",
        published=NOON + timedelta(days=3),
    )
    decision = decide(story(), seen)
    assert (decision.relation, decision.same_article) == (Relation.FOLLOWUP_STORY, False)


ELSEWHERE = {"url": "https://heronpost.example/2/crane", "guid": "heron-88-crane"}


@pytest.mark.parametrize(
    ("fields", "text", "relation"),
    [
        pytest.param({}, STORY, Relation.REPUBLISHED_NEW_URL, id="moved"),
        pytest.param(
            {"title": f"CORRECTED-{TITLE}"}, edited("84", "48"), Relation.CORRECTION, id="corrected"
        ),
        pytest.param(
            {"published": NOON + timedelta(hours=2)},
            f"{STORY}\n{'Divers searched the basin until midnight and found a wheel. ' * 3}",
            Relation.UPDATE,
            id="grown",
        ),
        pytest.param(
            {"published": NOON + timedelta(hours=1)},
            "\n".join(PARAGRAPHS[:3]),
            Relation.REPUBLISHED_NEW_URL,
            id="tail-cut",
        ),
        pytest.param({"title": "Gulls"}, "Gulls open bins now.", Relation.DIFFERENT, id="another"),
    ],
)
def test_decide_under_other_keys_of_one_publisher(
    fields: dict[str, object], text: str, relation: Relation
) -> None:
    assert decide(story(), story(text, **{**ELSEWHERE, **fields})).relation is relation


@pytest.mark.parametrize(
    ("kept", "added", "relation"),
    [
        pytest.param(3, 7, Relation.UPDATE, id="grown"),
        pytest.param(3, 2, Relation.REPUBLISHED_NEW_URL, id="rewritten"),
    ],
)
def test_decide_on_a_rewrite_within_hours(kept: int, added: int, relation: Relation) -> None:
    own = [
        f"{name} said that the crane had creaked all winter, as cranes do." for name in "ABCDEFG"
    ]
    seen = story(
        "\n".join([*PARAGRAPHS[:kept], *own[:added]]),
        published=NOON + timedelta(hours=3),
        **ELSEWHERE,
    )
    decision = decide(story(), seen)
    assert (decision.relation, decision.why.split()[0]) == (relation, "P7")


def test_decide_on_almost_the_same_text_a_day_later() -> None:
    later = story(edited("84", "48"), published=NOON + timedelta(days=1), **ELSEWHERE)
    decision = decide(story(), later)
    assert decision.relation is Relation.TEMPLATE_COLLISION
    assert decision.why.startswith("P3 ")


def test_decide_on_one_sentence_of_new_figures_within_the_hours() -> None:
    count = "The count of gulls stood at {} on piers {} and {} and at {} in the basin."
    rest = [line for line in PARAGRAPHS if not any(map(str.isdigit, line))]
    more = [f"{name} saw none at all, she said." for name in ("Ann Oakes", "Bo Lind", "Pia Falk")]
    one, other = count.format(412, 3, 4, 77), count.format(518, 5, 6, 91)
    seen = story("\n".join([*rest, *more, other]), published=NOON + timedelta(hours=3), **ELSEWHERE)
    decision = decide(story("\n".join([*rest, *more, one])), seen)
    assert decision.relation is Relation.REPUBLISHED_NEW_URL


def test_decide_on_a_copy_that_keeps_the_lead_and_little_else() -> None:
    own = [f"Our reporter counted {n} gulls on the {n}th pier of the port." for n in range(20, 30)]
    seen = story(
        "\n".join([*PARAGRAPHS[:2], *own]),
        publisher="Tern Daily",
        url="https://tern.example/c",
        guid="t-1-crane",
    )
    decision = decide(story(), seen)
    assert decision.relation is Relation.SYNDICATED_COPY
    assert decision.why.startswith("S3 ")


def test_decide_on_a_retraction_under_another_key() -> None:
    seen = story(notices=(notice(Kind.RETRACTION),), **ELSEWHERE)
    assert decide(story(), seen).relation is Relation.RETRACTION


def test_decide_on_a_reused_guid() -> None:
    seen = story(
        "Gulls have learnt to open bins, and nobody in Ostwick minds at all, a survey says.",
        url="https://heronpost.example/gulls",
        title="Gulls open bins",
    )
    assert decide(story(), seen).relation is Relation.DIFFERENT


def test_decide_on_an_ab_headline_that_changes_address_and_guid() -> None:
    seen = story(
        url="https://heronpost.example/harbour/terror-on-the-quay",
        guid="heron-72-terror",
        title="Terror on the quay",
    )
    assert decide(story(), seen).relation is Relation.REPUBLISHED_NEW_URL


@pytest.mark.parametrize(
    ("fields", "relation"),
    [
        pytest.param({"guid": "5e0c-random-1"}, Relation.IDENTICAL, id="random-guid"),
        pytest.param({"guid": None}, Relation.IDENTICAL, id="no-guid"),
        pytest.param({"url": f"{URL}?utm_source=x"}, Relation.IDENTICAL, id="tracking"),
        pytest.param({"url": URL.replace("//", "//m.")}, Relation.IDENTICAL, id="alias-host"),
        pytest.param({"url": "no address at all"}, Relation.IDENTICAL, id="guid-alone"),
        pytest.param({"title": f"{TITLE} (12 comments)"}, Relation.COSMETIC, id="comment-count"),
    ],
)
def test_decide_sees_through_noise_in_the_keys(
    fields: dict[str, object], relation: Relation
) -> None:
    assert decide(story(), story(**fields)).relation is relation  # type: ignore[arg-type]  # a factory


def test_decide_takes_two_empty_pages_for_two_stories() -> None:
    assert decide(story(""), story("", **ELSEWHERE)).relation is Relation.DIFFERENT
    assert decide(story(""), story("")).relation is Relation.IDENTICAL


def test_decide_takes_no_guid_that_every_item_has_for_a_key() -> None:
    seen = story("Gulls open bins.", url="https://heronpost.example/gulls", guid="1", title="Gulls")
    decision = decide(story(guid="1"), seen)
    assert decision.relation is Relation.DIFFERENT
    assert "key=none" in decision.why


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        pytest.param(STORY, Relation.SYNDICATED_COPY, id="whole"),
        pytest.param("\n".join(PARAGRAPHS[:3]), Relation.SYNDICATED_COPY, id="trimmed"),
        pytest.param(f"OSTWICK (AP) — {STORY}", Relation.SYNDICATED_COPY, id="dateline"),
        pytest.param("Gulls open bins now.", Relation.DIFFERENT, id="another"),
        pytest.param(PARAGRAPHS[0], Relation.DIFFERENT, id="too-short-for-a-copy"),
    ],
)
def test_decide_at_another_publisher(text: str, relation: Relation) -> None:
    seen = story(text, publisher="Tern Daily", url="https://tern.example/c", guid="t-1-crane")
    assert decide(story(), seen).relation is relation


def test_decide_on_another_publishers_report_from_the_same_template() -> None:
    one, other = bulletin(), bulletin(n=21, a="2.2", b=9)
    seen = story(
        other.text, publisher="Tern Daily", url="https://tern.example/c", title=other.title
    )
    assert decide(one, seen).relation is Relation.TEMPLATE_COLLISION


def test_decide_compares_publishers_without_case_and_nameless_ones_by_site() -> None:
    assert decide(story(), story(publisher="HERON POST ")).relation is Relation.IDENTICAL
    nameless = story(publisher="")
    assert decide(nameless, nameless).relation is Relation.IDENTICAL


def test_decide_finds_notices_in_the_text_when_none_are_given() -> None:
    seen = story(
        edited("84", "48") + "\nCorrection: An earlier version of this story misstated the number "
        "of people injured. It was 48, not 84.",
        notices=None,
    )
    decision = decide(story(notices=None), seen)
    assert decision.relation is Relation.CORRECTION
    assert decide(seen, seen).relation is Relation.IDENTICAL


texts = st.text() | st.sampled_from([STORY, BULLETIN, PARAGRAPHS[0], "", "Subscribe to continue"])


@given(
    st.dictionaries(
        st.sampled_from(["url", "guid", "title", "published", "text", "publisher"]), texts
    ),
    st.dictionaries(
        st.sampled_from(["url", "guid", "title", "published", "text", "publisher"]), texts
    ),
)
def test_decide_is_deterministic_and_never_raises(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert decide(snapshot(one), snapshot(other)) == decide(snapshot(one), snapshot(other))
