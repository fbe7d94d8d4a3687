"""The names under which a story is known."""

from tld import get_fld

from tasks.identity.addresses.guids import guid_key, is_identifying_guid
from tasks.identity.urls import url_key


def alias_names(
    *, link: str, final: str | None, feed_id: str, guid: str | None, canonical: str | None
) -> tuple[tuple[str, str], ...]:
    """Return the (role, value) of every name a story may claim, strongest first, each once.

    Values are ``url:<canonical_url>`` and ``guid:<feed_id>:<guid_key>``; roles ``link``,
    ``final``, ``guid`` and ``canonical``. What is no web address or identifies nothing is left
    out. A ``rel=canonical`` counts only with a path and on the registrable domain of the page:
    across domains it is a hint of syndication, and a bare one is a template's mistake.

    Args:
        link: The address in the feed.
        final: The address after redirects, if the page was read.
        feed_id: Scope of the GUID: two feeds may both say "1".
        guid: As in the feed.
        canonical: ``rel=canonical`` of the page.
    """
    page = url_key(final) or url_key(link)
    named = [("link", url_key(link)), ("final", url_key(final))]
    names = [(role, f"url:{url}") for role, url in named if url]
    if is_identifying_guid(guid):
        names.append(("guid", f"guid:{feed_id}:{guid_key(guid)}"))
    claimed = url_key(canonical)
    if claimed and page and _has_path(claimed) and _site(claimed) == _site(page):
        names.append(("canonical", f"url:{claimed}"))
    role_by_value = {value: role for role, value in reversed(names)}
    return tuple((role, value) for role, value in names if role_by_value[value] == role)


def _has_path(url: str) -> bool:
    return bool(url.partition("//")[2].partition("/")[2])


def _site(url: str) -> str:
    """The registrable domain, private suffixes kept apart.

    Under a suffix that no list knows it is the last two labels; of an IP address, all of it.
    """
    host = url.partition("//")[2].partition("/")[0]
    labels = host.split(".")
    if labels[-1].partition(":")[0].isdecimal():
        return host
    return get_fld(url, fail_silently=True, search_private=True) or ".".join(labels[-2:])
