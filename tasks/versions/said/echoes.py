"""Value echoes: sentences that admit an edit without a formula that we know.

A publisher changes 410 to 140 and adds "Die Zahl 410 war falsch, es sind 140." In any language
such a sentence is a correction, of little confidence. As nobody recognises it as a notice, it
stays in the text; it holds for as long as it stands there.
"""

from tasks.archive.record import Version
from tasks.corrections.notice import Notice
from tasks.corrections.ties.echoes import value_echo
from tasks.corrections.wording.folding import folded_key
from tasks.identity.changes import Change
from tasks.identity.snapshot import Decision
from tasks.versions.said.notices import held_notices, is_on_page

_RULE = "V4"


def held_echoes(known: Version, body: str | None) -> tuple[Notice, ...]:
    """Return the echoes of *known* that still stand in *body*: a notice never stands in it."""
    text = folded_key(body or "")
    return tuple(
        notice
        for notice in held_notices(known)
        if is_on_page(notice) and folded_key(notice.text) in text
    )


def new_echoes(decision: Decision, edit: Change) -> tuple[Notice, ...]:
    """Return the sentences for which *decision* calls an edit a correction, as notices."""
    rule = decision.why.partition(" ")[0]
    if rule.rpartition(".")[2] != _RULE:
        return ()
    return value_echo(edit.added, [hunk for hunk in edit.hunks if hunk.factual])
