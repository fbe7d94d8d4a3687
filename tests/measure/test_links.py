from dataclasses import replace

from tests.measure.labelled_links import LabelledLink, load_links
from tests.measure.link_figures import link_figures
from tests.measure.link_readings import by_hand

LINES = load_links()


def test_labelled_notices_stand_in_the_text_that_was_seen() -> None:
    assert len({line.id for line in LINES}) == len(LINES)
    assert all(each.text in line.seen.text for line in LINES for each in line.notices)


def test_labelled_edits_stand_in_their_texts() -> None:
    for line in LINES:
        edits = [*line.other_edits, *(edit for each in line.notices for edit in each.edits)]
        assert all(edit.before in line.known.text for edit in edits), line.id
        assert all(edit.after in line.seen.text for edit in edits), line.id


def test_a_notice_over_untouched_words_is_tied_to_none() -> None:
    lines = [_untouched(line) for line in LINES if line.notices][:10]
    assert not any(one.hunks for line in lines for one in by_hand(line).tied)
    measured = {one.name: one.value for one in link_figures(lines)}
    assert measured["links.hunk.given"] == measured["links.hunk"] == 0.0


def _untouched(line: LabelledLink) -> LabelledLink:
    text = "\n".join([line.known.text, *(each.text for each in line.notices)])
    return replace(line, seen=replace(line.known, text=text))
