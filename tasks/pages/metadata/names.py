"""The names in a byline: apart from each other, and from offices, outlets and dates."""

import re
from collections.abc import Collection

from tasks.pages.markup.wording import folded, plain
from tasks.pages.text.furniture import without_stamp

_PREFIX = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|analysis|text) by|by|von|par|por|door|"
    r"af|av|kirjoittanut|di|da|przez|text|texte|texto|testo|foto|автор|autor|auteur|author)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_AND = r"\s*;\s*|\s+(?:and|und|et|och|og|ja|en|и|та|&|\|)\s+|\s+[|/•·]\s+"
_STATED_AND = re.compile(_AND)
_SEEN_AND = re.compile(rf"{_AND}|\s+[yei]\s+")
"""With what is also a part of names: a publisher that states a name means one person."""
_COMMA = re.compile(r"\s*[,،、]\s*")
_STOP = re.compile(r"(?<=\w{4})\.\s+")
_SUFFIX_TABLE = """
jr sr ii iii iv md phd esq obe mbe cbe mp qc kc sj
"""
_SUFFIXES = frozenset(_SUFFIX_TABLE.split())
_PLACE_HOLDERS = """
admin administrator author unknown null none undefined anonymous user guest staff editor
webmaster root test home
"""
_NO_NAMES = frozenset(_PLACE_HOLDERS.split())
_AGENCY_TABLE = """
ap afp dpa apa epa efe ansa pti ani ians reuters bloomberg cnn bbc nbc abc cbs pbs npr upi tass
interfax xinhua yonhap kyodo belga anp ntb tt ritzau stt lusa pap mti agerpres ukrinform anadolu aap
associatedpress agencefrancepresse agencefrancepress unitedpress pressassociation canadianpress
deutschepresseagentur sputnik tassnews
"""
_AGENCIES = frozenset(_AGENCY_TABLE.split())
_NEWSROOM = re.compile(
    r"\b(?:staff|bureau|newsroom|news ?desk|editorial|editors|reporters|agenc(?:y|ies)|agencias?|"
    r"agence|agentur\w*|agenzia|wire|network|team|redaktion\w*|redacción|redação|redazione|redactie|"
    r"rédaction|redakcja|redakce|redaktionen|редакция|редакція|szerkesztőség)\b",
    re.IGNORECASE,
)
_OUTLET_WORD = re.compile(
    r"\b(?:news|media|press|times|post|tribune|herald|gazette|journal|daily|magazine|radio|tv|"
    r"television|international|insider|today|online|presse|zeitung|verlag|diario|periódico)\b",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\.[a-z]{2,6}$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|staff|bureau|analyst|contributor|columnist|producer|"
    r"journalist|redaktion|redakteur\w*|korrespondent\w*|journaliste|rédact\w+|redacción|redactor\w*|"
    r"corresponsal|periodista|redazione|giornalista|correspondente|repórter|redactie|verslaggever)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[.:/]\d{2}|\b(?:19|20)\d\d\b")
_LONGEST = 100
_SHORTEST_OUTLET = 3


def stated_names(text: str, outlets: Collection[str] = ()) -> list[str]:
    """Return the names in one name that a publisher states, without office and outlet.

    >>> stated_names("GREG BEECHUM, CM Politics Writer"), stated_names("José Ortega y Gasset")
    (['GREG BEECHUM'], ['José Ortega y Gasset'])
    """
    return _apart(_bare(text), (_STATED_AND, _COMMA, _STOP), outlets)


def names_in(byline: str, outlets: Collection[str] = ()) -> list[str]:
    """Split a visible byline between full names only; dates, offices and outlets go.

    >>> names_in("By Ada Vik and Martin King, Jr.")
    ['Ada Vik', 'Martin King, Jr.']
    >>> names_in("José Ortega y Gasset")
    ['José Ortega y Gasset']
    """
    return _apart(without_stamp(_bare(byline)), (_SEEN_AND, _COMMA, _STOP), outlets)


def _bare(text: str) -> str:
    name = plain(text)
    found = _PREFIX.match(name)
    return (name[found.end() :] if found else name).strip(" ,;:|-–—")


def _apart(text: str, patterns: tuple[re.Pattern[str], ...], outlets: Collection[str]) -> list[str]:
    parts = [text]
    for pattern in patterns:
        parts = [piece for part in parts for piece in _between_names(part, pattern, outlets)]
    return [clean for part in parts if (clean := clean_name(part))]


def _between_names(text: str, pattern: re.Pattern[str], outlets: Collection[str]) -> list[str]:
    pieces = [piece for piece in pattern.split(text) if piece]
    if len(pieces) == 1:
        return [text]
    names = [piece for piece in pieces if not _is_affiliation(piece, outlets)]
    if pattern is _COMMA and len(names) > 1 and _is_full(names[0]):
        names = names[:1] + [piece for piece in names[1:] if not _is_one_word(piece)]
    is_split = len(names) < len(pieces) or pattern is not _STOP
    return names if names and is_split and all(map(_is_full, names)) else [text]


def _is_affiliation(piece: str, outlets: Collection[str]) -> bool:
    """Tell whether a part of a byline is an office or an outlet, and no person."""
    part = _COMMA.split(piece)[0]
    return bool(
        _ROLE.search(part)
        or _OUTLET_WORD.search(part)
        or _DOMAIN.search(part)
        or is_organization(part, outlets)
    )


def is_organization(name: str, outlets: Collection[str]) -> bool:
    """Tell whether *name* is an agency, a newsroom or one of *outlets*, which are folded.

    >>> is_organization("Associated Press", ()), is_organization("CNN Business", ["cnn"])
    (True, True)
    """
    words = [fold for word in name.split() if (fold := folded(word))]
    if words[:1] == ["the"]:
        words = words[1:]
    starts = ["".join(words[:count]) for count in range(1, len(words) + 1)]
    is_outlet = any(len(start) >= _SHORTEST_OUTLET and start in outlets for start in starts)
    return (
        is_outlet or (starts[-1:] != [] and starts[-1] in _AGENCIES) or bool(_NEWSROOM.search(name))
    )


def _is_one_word(piece: str) -> bool:
    """Tell whether what follows a name is one word, such as an outlet, and no degree."""
    word = piece.strip(".")
    return " " not in word and word.lower() not in _SUFFIXES and not word.isupper()


def _is_full(name: str) -> bool:
    words = _COMMA.split(name)[0].split()
    last = words[-1].strip(".").lower() if words else ""
    return len(words) > 1 and last not in _SUFFIXES


def clean_name(text: str) -> str | None:
    """Return the name in *text*; None for addresses, handles, dates and place holders."""
    name = _bare(text)
    is_address = "@" in name or "://" in name or name.lower().startswith("www.")
    is_handle = " " not in name and "admin" in name.lower()
    is_place_holder = is_handle or name.lower() in _NO_NAMES or not any(map(str.isalpha, name))
    if is_address or is_place_holder or len(name) > _LONGEST or _DATE.search(name):
        return None
    return name
