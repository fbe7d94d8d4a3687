"""What a person can do about each failure; data, read by the report."""

from typing import Final

REMEDY_BY_CODE: Final = {
    "blocked_address": "the host has a private address; name its network in "
    "CORRIGENDA_FETCH__ALLOW_NETWORKS if it is yours",
    "blocked_challenge": "the host challenges robots; ask the publisher for access",
    "blocked_port": "the port is none of CORRIGENDA_FETCH__ALLOW_PORTS",
    "bad_redirect": "the redirect leads nowhere we may go; check the address in a browser",
    "connect_refused": "nothing listens there; check the address",
    "connect_timeout": "the host does not answer; tried again by itself",
    "dns_nxdomain": "the host name does not exist; check the address",
    "empty_body": "the feed is an empty document; tried again by itself",
    "extract_timeout": "the page kills its reader; kept from the feed's words",
    "http_401": "the address wants a login",
    "http_403": "the host refuses us; ask the publisher",
    "http_404": "the address is gone; look for the new one",
    "http_410": "the address is gone for good; remove the feed",
    "http_429": "the host asks for a pause, and gets it",
    "internal_error": "a bug of ours; report it with the log of this run",
    "not_a_feed": "the document is no feed; look for the feed's address in the page",
    "parse_timeout": "the document kills its parser; tried again by itself",
    "redirect_loop": "the address redirects in a circle; check it in a browser",
    "robots_disallowed": "the host's robots.txt forbids it; kept from the feed's words",
    "tls_certificate": "the certificate is not valid; tell the publisher",
    "too_big": "the document is larger than our cap",
    "unsupported_type": "not a web page; kept from the feed's words",
}

WAIT: Final = "tried again by itself"


def remedy(code: str) -> str:
    """Return what a person can do about *code*."""
    return REMEDY_BY_CODE.get(code, WAIT)
