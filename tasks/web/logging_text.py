"""Untrusted text made safe for a line of a log."""

import re
from urllib.parse import unquote

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # bidi, invisible, line separators
    "\ufeff\ufff9-\ufffb"  # marks of byte order and annotation
    "\ud800-\udfff]"  # halves of surrogate pairs: no encoding can write them
)
_USERINFO = re.compile(r"(?<=://)[^/?#\s]*@")
_PARAMETER = re.compile(r"(?P<name>[^?&;=\s]+)=(?P<value>[^?&;#\s]*)")
_SECRET = re.compile(r"token|key|sig|auth|password|secret", re.IGNORECASE)
_MAX_CHARACTERS = 500
_HIDDEN = "[hidden]"


def safe_text(text: str) -> str:
    r"""Return *text* on one line: control, bidi and separator characters escaped, 500 characters.

    >>> safe_text("a\nb")
    'a\\nb'
    """
    cut = text if len(text) <= _MAX_CHARACTERS else text[: _MAX_CHARACTERS - 1] + "…"
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), cut)


def redacted_url(url: str) -> str:
    """Return *url* without userinfo and without the values of parameters that look secret.

    >>> redacted_url("https://ann:pw@paper.example/feed?page=2&api_key=abc")
    'https://paper.example/feed?page=2&api_key=[hidden]'
    """
    return _PARAMETER.sub(_redacted_parameter, _USERINFO.sub("", url))


def _redacted_parameter(match: re.Match[str]) -> str:
    return f"{match['name']}={_HIDDEN}" if _SECRET.search(unquote(match["name"])) else match[0]
