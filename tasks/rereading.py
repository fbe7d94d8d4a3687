"""A version's raw page, read again with today's extractor: is it we who changed, or they?"""

from tasks.adapters.workers import Done
from tasks.archive.article import Article
from tasks.archive.raw import read_capture
from tasks.archive.record import Version
from tasks.archive.store import Store
from tasks.readers import read_page_again
from tasks.versions.said.differences import Reread
from tasks.versions.said.sightings import reread_article


def rereader(store: Store) -> Reread:
    """Return the function that reads a version's raw page again; None where there is none."""

    def reread(version: Version) -> Article | None:
        pointer = version.fetch.warc if version.fetch else None
        if version.fetch is None or pointer is None:
            return None
        member = store.get_range(pointer.key, pointer.offset, pointer.length)
        headers, payload = read_capture(member, key=pointer.key)
        reading = read_page_again(payload, version.fetch.final_url, headers)
        return reread_article(version, reading.value) if isinstance(reading, Done) else None

    return reread
