"""Write pairs.jsonl from stories.toml and reports.toml: labelled pairs of observations.

Run it from anywhere: ``python tests/data/pairs/make_pairs.py``. Same input, same bytes.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIRST = datetime(2026, 3, 2, 7, 40, tzinfo=UTC)
NOT_THE_SAME = ("followup_story", "template_collision", "different")
Story = dict[str, Any]
Side = dict[str, str]

CORRECTIONS = (
    "Correction: An earlier version of this article gave the {label} as {wrong}. It is {right}.",
    "This article was amended to correct the {label}, which is {right}, not {wrong}.",
    "Correction, {day}: The {label} was misstated at first. It is {right}, not {wrong}.",
    "An earlier version of this story misstated the {label}. It is {right}, not {wrong}.",
    "CORRECTION: The {label} is {right}. A previous version of this report said {wrong}.",
    "Editor's note: This story has been corrected. The {label} is {right}, not {wrong}.",
)
RETRACTIONS = (
    "Editor's note: This article has been retracted. Its main source could not be verified.",
    "Retraction: The {outlet} withdraws this story. It did not meet our standards.",
    "This story has been withdrawn after the {outlet} found that parts of it were invented.",
    "RETRACTION: We have retracted this report and apologise for publishing it.",
)
UPDATES = (
    "UPDATE: This story has been updated with new information.",
    "Update, {day}: This article has been updated to include a later statement.",
    "This story has been updated to add reaction.",
)
FURNITURE = (
    "Advertisement",
    "Read more: Ten quays you should have seen",
    "Share this story",
    "Sign up for our morning newsletter and read it before the kettle boils.",
    "We use cookies to make this site work. Read our cookie policy.",
    "Photo: Berit Falk/{outlet}",
    "© 2026 {outlet}. All rights reserved.",
    "214 comments",
    "By Berit Falk",
    "Updated 2 hours ago",
    "3 March 2026 at 18:20",
    "Story continues below advertisement",
    "Most read\n1. Why gulls love Tuesdays\n2. Quiz: which bridge are you?\n3. Live: the vote",
    "Related stories\nWhy gulls love Tuesdays\nA short history of rope",
    "Listen to this article",
)
PAYWALLS = (
    "To continue reading, subscribe today. First month free.",
    "This article is for subscribers only. Already a subscriber? Log in.",
    "You have reached your limit of free articles.",
)
SITES = {
    "Lunna Evening Mail": "eveningmail.example",
    "The Brede Valley Record": "bredevalley.example",
    "Hallam & District Gazette": "hallamgazette.example",
    "Orbit Quarterly": "orbitquarterly.example",
    "Ostwick Courier": "ostwickcourier.example",
    "The Varenne Review": "varennereview.example",
    "Meridian Business Wire": "meridianwire.example",
    "Field & Furrow": "fieldfurrow.example",
    "Varenne Metro": "metrovarenne.example",
    "Northern Ledger": "northernledger.example",
    "Tidewater Post": "tidewaterpost.example",
    "Coastal News Network": "coastalnews.example",
}
COPIERS = ("Tidewater Post", "Coastal News Network")


def main() -> None:
    """Write the file anew."""
    (HERE / "pairs.jsonl").write_text("\n".join(lines()) + "\n", "utf-8")


def lines() -> list[str]:
    """Return the lines of the file."""
    stories = tomllib.loads((HERE / "stories.toml").read_text("utf-8"))["story"]
    reports = tomllib.loads((HERE / "reports.toml").read_text("utf-8"))["report"]
    found = []
    for number, (relation, a, b, extra) in enumerate([*of_stories(stories), *of_reports(reports)]):
        same = relation not in NOT_THE_SAME
        pair = {"id": f"p{number:04}", "a": a, "b": b, "relation": relation, "same_article": same}
        found.append(json.dumps({**pair, "source": "own", **extra}, ensure_ascii=False))
    return found


Pair = tuple[str, Side, Side, dict[str, Any]]


def of_stories(stories: list[Story]) -> Iterator[Pair]:
    """Yield every kind of pair for every story."""
    for number, story in enumerate(stories):
        other = stories[(number + 5) % len(stories)]
        yield from unchanged(number, story)
        yield from silent(number, story)
        yield from corrected(number, story)
        yield from explained(number, story)
        yield from elsewhere(number, story)
        yield from unrelated(number, story, other)


def side(story: Story, paragraphs: list[str], **fields: str) -> Side:
    """Return one observation of a story as first published, but for *fields*."""
    site = SITES[story["outlet"]]
    url = f"https://www.{site}/2026/03/{story['slug']}"
    plain = {
        "url": url,
        "guid": f"tag:{site},2026:{story['slug']}",
        "title": story["title"],
        "published": stamp(),
        "text": "\n".join(paragraphs),
        "publisher": story["outlet"],
    }
    return {**plain, **fields}


def stamp(hours: float = 0) -> str:
    """Return the date of the first publication, or a later one."""
    return (FIRST + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def moved(story: Story, **fields: str) -> Side:
    """Return the fields of another key at the same outlet."""
    site = SITES[story["outlet"]]
    return {
        "url": f"https://www.{site}/news/{len(story['slug'])}7{story['slug'][::-1][:5]}",
        "guid": f"{site}-{sum(map(ord, story['slug']))}",
        **fields,
    }


def replaced(paragraphs: list[str], before: str, after: str) -> list[str]:
    """Return the paragraphs with a value replaced; it must be there."""
    if not any(before in paragraph for paragraph in paragraphs):
        raise ValueError(before)
    return [paragraph.replace(before, after) for paragraph in paragraphs]


def unchanged(number: int, story: Story) -> Iterator[Pair]:
    """Yield identical, cosmetic and headline changes."""
    text = story["text"]
    known = side(story, text)
    tracked = known["url"].replace("www.", "m.") + "?utm_source=rss"
    yield "identical", known, side(story, text, url=tracked), {"note": "tracking"}
    if number % 2:
        spaced = side(story, [p.replace(" ", "  ", 1) + " " for p in text])
        yield "identical", known, spaced, {"note": "white space"}
    extra = FURNITURE[number % len(FURNITURE)].format(**story)
    at = len(text) if number % 2 else 2
    note = {"note": "furniture: " + extra.splitlines()[0]}
    yield "cosmetic", known, side(story, [*text[:at], extra, *text[at:]]), note
    if number % 3 == 0:
        plain = [p.translate(str.maketrans("“”’‘", "\"\"''")) for p in text]
        plain = [p.replace("; ", " - ", 1).replace(" ", "\u00a0", 2) for p in plain]
        plain[1] = plain[1].replace(" ", "&nbsp;", 1)
        yield "cosmetic", known, side(story, plain), {"note": "typography"}
    if number % 3 == 1:
        cut = [*text[:2], PAYWALLS[number % len(PAYWALLS)]]
        yield "cosmetic", known, side(story, cut), {"note": "paywall"}
    if number % 6 == 2:
        yield "cosmetic", known, side(story, text[:3]), {"note": "lost tail"}
    yield "headline_change", known, side(story, text, title=story["title2"]), {}


def silent(number: int, story: Story) -> Iterator[Pair]:
    """Yield edits and growth without a notice."""
    text = story["text"]
    known = side(story, text)
    edited = replaced(text, story["wrong"], story["right"])
    yield "silent_edit", known, side(story, edited), {"note": "fact"}
    if number % 3 == 0:
        shorter = side(story, [*text[:-3], *text[-2:]])
        yield "silent_edit", known, shorter, {"note": "paragraph removed"}
    if number % 3 == 1:
        leaked = FURNITURE[(number + 4) % len(FURNITURE)].format(**story)
        both = side(story, [leaked, *edited], title=story["title2"])
        yield "silent_edit", known, both, {"note": "fact, headline and furniture"}
    if number % 4 == 3:
        turned = side(story, [*edited[:1], edited[-1], *edited[1:-1]])
        yield "silent_edit", known, turned, {"note": "fact, and reordered"}
    grown = [*text[:2], *story["more"], *text[2:]]
    title = (story["title"], story["title2"])[number % 2]
    yield "update", known, side(story, grown, title=title), {"note": "new paragraphs"}
    if number % 4 == 0:
        stub = side(story, [text[0], "More to follow."])
        yield "update", stub, side(story, text), {"note": "from a stub"}
    if number % 4 == 1:
        posts = [f"1{n}:0{n} - {line}" for n, line in enumerate([*story["more"], text[1]])]
        live = side(story, [*posts, *text])
        yield "update", known, live, {"note": "live blog"}


def corrected(number: int, story: Story) -> Iterator[Pair]:
    """Yield corrections: noted in place, too late, under a new key, without a notice."""
    text = story["text"]
    known = side(story, text)
    edited = replaced(text, story["wrong"], story["right"])
    values = {**story, "day": f"March {2 + number}"}
    notice = CORRECTIONS[number % len(CORRECTIONS)].format(**values)
    truth = {key: story[key] for key in ("wrong", "right", "label")} | {"notice": notice}
    noted = [notice, *edited] if number % 3 == 0 else [*edited, notice]
    verified = {"truth": {**truth, "status": "verified"}}
    yield "correction", known, side(story, noted), {"note": "in place", **verified}
    if number % 4 == 0:
        claimed = {"truth": {**truth, "status": "claimed_not_found"}}
        late = side(story, [*edited, notice])
        yield "correction", side(story, edited), late, {"note": "notice only", **claimed}
    if number % 4 == 1:
        title = ("CORRECTED-", "REFILE-", "Corrected: ")[number % 3] + story["title"]
        refiled = side(story, edited, **moved(story, title=title, published=stamp(5)))
        yield "correction", known, refiled, {"note": "re-filed under a new key"}
    if number % 4 == 2:
        echo = f"Our first report had {story['wrong']} where it should have had {story['right']}."
        yield "correction", known, side(story, [*edited, echo]), {"note": "value echo"}


def explained(number: int, story: Story) -> Iterator[Pair]:
    """Yield changes under a notice that corrects nothing."""
    text = story["text"]
    known = side(story, text)
    clear = {"truth": {"notice": story["clear"], "added": story["cleared"]}}
    clearer = [*text[:-1], story["cleared"], text[-1], story["clear"]]
    yield "clarification", known, side(story, clearer), clear
    retraction = RETRACTIONS[number % len(RETRACTIONS)].format(**story)
    left = [retraction] if number % 2 else [retraction, *text]
    title = f"RETRACTED: {story['title']}" if number % 5 == 0 else story["title"]
    truth = {"truth": {"notice": retraction}}
    yield "retraction", known, side(story, left, title=title), {"note": "in place", **truth}
    if number % 3 == 2:
        label = UPDATES[number % len(UPDATES)].format(day=f"March {2 + number}")
        grown = [label, *text, story["more"][0]]
        yield "update", known, side(story, grown), {"note": "labelled"}


def elsewhere(number: int, story: Story) -> Iterator[Pair]:
    """Yield the story under other keys: moved, copied, followed up."""
    text = story["text"]
    known = side(story, text)
    hours = (0, 3, 20, 70, 700)[number % 5]
    title = (story["title"], story["title2"])[number % 2]
    extra = FURNITURE[(number + 7) % len(FURNITURE)].format(**story)
    again = side(story, [*text, extra], **moved(story, title=title, published=stamp(hours)))
    yield "republished_new_url", known, again, {"note": f"after {hours} h"}
    if number % 4 == 3:
        fields = moved(story, title=title, published=stamp(2))
        yield "republished_new_url", known, side(story, text[:-2], **fields), {"note": "tail cut"}
    if number % 3 == 1:
        fields = moved(story, title=story["title2"], published=stamp(4))
        grown = side(story, [text[0], *story["more"], *text[1:]], **fields)
        yield "update", known, grown, {"note": "under a new key"}
    copier = COPIERS[number % 2]
    fields = {
        "url": f"https://{SITES[copier]}/wire/{story['slug'][:9]}-{number}",
        "guid": f"{SITES[copier]}/{4400 + number}",
        "publisher": copier,
        "published": stamp((0.5, 2, 9)[number % 3]),
        "title": title,
    }
    wire = [f"VARENNE (Meridian) — {text[0]}", *text[1:]] if number % 2 else text
    trimmed = wire[: max(4, len(wire) - 2)] if number % 3 == 2 else wire
    yield "syndicated_copy", known, side(story, trimmed, **fields), {}
    yield from followed(number, story)


def followed(number: int, story: Story) -> Iterator[Pair]:
    """Yield a later story that keeps some old paragraphs."""
    later, text = story["later"], story["text"]
    kept = [text[at] for at in later["keep"]]
    keep = kept if number % 2 else kept[:1]
    fields = moved(story, title=later["title"], published=stamp(48 + 12 * number))
    seen = side(story, [*later["text"], *keep], **fields)
    yield "followup_story", side(story, text), seen, {"note": f"keeps {len(keep)} old"}


def unrelated(number: int, story: Story, other: Story) -> Iterator[Pair]:
    """Yield two stories that have nothing, a topic or only a key in common."""
    known = side(story, story["text"])
    yield "different", known, side(other, other["text"]), {"note": "unrelated"}
    if number % 3 == 0:
        fields = {"publisher": "Tidewater Post", "url": f"https://tidewaterpost.example/{number}-x"}
        own = side(
            story,
            [story["later"]["text"][1], story["more"][1]],
            **fields,
            guid=f"tide-{number}-own",
        )
        yield "different", known, own, {"note": "same subject, another publisher's words"}
    if number % 3 == 1:
        keys = {key: known[key] for key in ("url", "guid", "publisher")}
        reused = side(other, other["text"], **keys, published=stamp(24 * 9))
        yield "different", known, reused, {"note": "both keys reused"}
    if number % 3 == 2:
        keys = {key: known[key] for key in ("guid", "publisher")}
        reused = side(other, other["text"], **keys, published=stamp(2))
        yield "different", known, reused, {"note": "GUID reused"}


def of_reports(reports: list[Story]) -> Iterator[Pair]:
    """Yield a recurring report of one day and of the next, and edits of one day's."""
    for number, report in enumerate(reports):
        days = [dated(report, day) for day in range(6)]
        for day, (known, seen) in enumerate(pairwise(days)):
            later = {**seen, "published": stamp(24 * (day + 1))}
            keys = {"url": known["url"], "guid": known["guid"]} if day % 2 else {}
            earlier = {**known, "published": stamp(24 * day)}
            note = "reused address" if keys else "own addresses"
            yield "template_collision", earlier, {**later, **keys}, {"note": note}
        yield from repaired(days[number % 6])


def dated(report: Story, day: int) -> Side:
    """Return one day's report under its own keys."""
    values = {name: entries[day] for name, entries in report["values"].items()}
    story = {**report, "title": report["title"].format(**values)}
    keyed = {**story, "slug": f"{report['slug']}-{301 + day}"}
    return side(keyed, [line.format(**values) for line in report["text"]])


def repaired(known: Side) -> Iterator[Pair]:
    """Yield a silent repair of one figure on the same day: the same report."""
    figure = re.findall(r"(?<![\d.,:])\d+(?![\d.,:-])", known["text"])[-1]
    text = known["text"][::-1].replace(figure[::-1], str(int(figure) + 3)[::-1], 1)[::-1]
    yield "silent_edit", known, {**known, "text": text}, {"note": "one figure, same day"}


if __name__ == "__main__":
    main()
