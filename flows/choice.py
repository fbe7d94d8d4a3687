"""Which feeds of the list a run asks, and whether it may ask them."""

from collections.abc import Sequence

from config.feeds import Feed, FeedList
from config.parameters import IngestParams
from config.settings import Settings
from tasks.errors import ConfigError
from tasks.web.loopback import is_loopback
from tasks.web.urls import host_of


def chosen_feeds(feeds: FeedList, params: IngestParams, settings: Settings) -> tuple[Feed, ...]:
    """Return the enabled feeds that *params* choose by id or tag.

    Raises:
        ConfigError: If a chosen name is neither, nothing is left, or a contact is missing.
    """
    names = {feed.id for feed in feeds.feeds} | {tag for feed in feeds.feeds for tag in feed.tags}
    unknown = sorted(set(params.feeds) - names)
    if unknown:
        raise ConfigError(", ".join(unknown), "no feed and no tag of the list has this name")
    chosen = tuple(feed for feed in feeds.feeds if feed.enabled and _is_chosen(feed, params.feeds))
    if not chosen:
        raise ConfigError("feeds", "none is enabled; set `enabled: true` in the feed list")
    require_contact(chosen, settings)
    return chosen


def require_contact(feeds: Sequence[Feed], settings: Settings) -> None:
    """Refuse to ask a stranger's host without saying who we are.

    Raises:
        ConfigError: If a feed is not on loopback and no contact is set.
    """
    for feed in feeds:
        if not settings.fetch.has_contact and not is_loopback(host_of(feed.url)):
            raise ConfigError(
                "CORRIGENDA_FETCH__CONTACT_URL",
                f"no contact is set, and feed {feed.id} is not on this machine; set it to a page "
                "about you, or CORRIGENDA_FETCH__CONTACT_EMAIL to your address, so that a "
                "publisher can reach you",
            )


def _is_chosen(feed: Feed, names: Sequence[str]) -> bool:
    return not names or feed.id in names or bool(set(feed.tags) & set(names))
