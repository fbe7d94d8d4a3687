"""A decision in a sentence, for a person who asks why."""

import re

from tasks.identity.snapshot import Decision, Relation

_FIELD = re.compile(r"(\w+)=(\S+)")
_COUNTS = re.compile(r"\((\d+)/(\d+)\)")
_KEY_IN_WORDS = {
    "url+guid": "same address and GUID",
    "url": "same address",
    "guid": "same GUID",
    "none": "another address",
}
_REASONS = {
    "K1": "{key}, and it has been retracted",
    "K2": "{key}, but a new report from the same template: {conflicts} of {aligned} figures"
    " differ, {h} h apart",
    "K3": "{key}, but another text: {C} of the wording is shared, {h} h apart",
    "V1": "{key}, and it has been retracted",
    "V2": "{key}, and a correction is announced",
    "V3": "{key}, and a clarification is announced",
    "V4": "{key}, and an added sentence names the old and the new value",
    "V5": "{key}, and only the beginning of the text is there",
    "V6": "{key}, and an update is announced: {new} words came, {removed} went",
    "V7": "{key}, and the text changed: {new} words came, {removed} went",
    "V8": "{key}, and only the headline changed",
    "V9": "{key}, and nothing changed",
    "V10": "{key}, and only typography or furniture changed",
    "P1": "{key}, announced as a correction, with {C} of the wording, {h} h apart",
    "P2": "{key}, and a new report from the same template: {conflicts} of {aligned} figures differ,"
    " {h} h apart",
    "P3": "{key}, and almost the same text, but {conflicts} of {aligned} figures differ, {h} h"
    " apart",
    "P4": "{key}, and a retraction with {C} of the wording",
    "P5": "{key}, but the lead and {C} of the wording were kept, {h} h apart",
    "P6": "{key}, but the headline and {C} of the wording were kept",
    "P7": "{key}, but the lead and {C} of the wording were kept, {h} h apart",
    "P8": "{key} and another lead; {C} of the wording is old background",
    "P9": "{key} and another text",
    "S1": "another publisher's report from the same template: {conflicts} of {aligned} figures"
    " differ",
    "S2": "another publisher has {C} of the wording, {h} h apart",
    "S3": "another publisher has the lead and {C} of the wording, {h} h apart",
    "S4": "another publisher and another text",
}

_OTHER_STORY = frozenset({"K2", "K3", "P2", "P3", "P8", "P9", "S1", "S4"})


def explanation(decision: Decision) -> str:
    """Return why a decision was made, in words.

    Args:
        decision: As `tasks.identity.decisions.decide` made it.
    """
    again = "; to be seen a second time before it counts" if decision.confirm else ""
    return f"{_verdict(decision)}: {_reason(decision.why)}{again}"


def explained(why: str) -> str:
    """Return what a record says of a decision, ``change.why``, in words.

    Args:
        why: One decision, as `Decision.why` has it, or several behind semicolons; what is none
            (``first sight``) is kept as it is.
    """
    return "; ".join(_in_words(part) for part in why.split("; "))


def _in_words(part: str) -> str:
    rule = _rule(part)
    if rule not in _REASONS or "key=" not in part:
        return part
    verdict = "a copy of the story" if rule in {"S2", "S3"} else "the same story"
    return f"{'not the same story' if rule in _OTHER_STORY else verdict}: {_reason(part)}"


def _rule(why: str) -> str:
    return why.partition(" ")[0].rpartition(".")[2]


def _reason(why: str) -> str:
    fields = {**dict(_FIELD.findall(why)), **_counts(why)}
    fields["key"] = _KEY_IN_WORDS[fields["key"]]
    fields["h"] = f"{float(fields['h']):g}"
    fields["C"] = f"{float(fields['C']):.0%}"
    if _rule(why) == "V7" and fields.get("new") == fields.get("removed") == "0":
        return f"{fields['key']}, and words within its sentences changed"
    return _REASONS[_rule(why)].format_map(fields)


def _counts(why: str) -> dict[str, str]:
    match = _COUNTS.search(why)
    return {"conflicts": match[1], "aligned": match[2]} if match else {}


def _verdict(decision: Decision) -> str:
    if decision.relation is Relation.SYNDICATED_COPY:
        return "a copy of the story"
    return "the same story" if decision.same_article else "not the same story"
