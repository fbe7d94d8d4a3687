"""Lines and beginnings of lines that are no part of a story, told by their shape.

Each pattern but the last four must match the whole folded line; phrases, by language, stand in
`tasks.identity.texts.furniture_phrases`. Line counts per publisher find far more
(`tasks.identity.furniture`); these are for the first weeks of a site, and for stray lines.
"""

import re

_CAPITAL = "[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČŘŠŽА-ЯЁ]"
_NAMED = rf"{_CAPITAL}[\w'.-]{{0,30}}"
_NAMES = rf"{_NAMED}(?: (?:{_NAMED}|de|van|von|der|del|the|of|for)(?![\w'.-])){{0,5}}"

CREDIT_ROW = re.compile(
    rf"[(\[]?(?:(?i:photo|foto|image|via|©) )?{_NAMES}(?: ?/ ?{_NAMES}){{1,3}}"
    rf"(?: via {_NAMES})?[)\]]?"
    rf"|(?:©|\([cC]\)) ?(?:\d{{4}} )?[^.!?]{{2,80}}\.?"
    rf"|[(\[【](?:{_NAMES}(?: ?[/,=] ?{_NAMES}){{0,2}}"
    rf"|[^\W\d]{{1,20}}[=/・][^\W\d]{{1,20}}|[一-鿿々]{{2,8}})[)\]】]"
)
"""Who took a picture or wrote: "LUMEN/Petra Voss", "© Petra Voss / LUMEN", "(Petra Voss)"."""

CREDIT_TAIL = re.compile(
    rf"(?:© ?{_NAMES}(?: ?/ ?(?:{_NAMES}|[a-z]{{2,9}})){{0,2}}"
    rf"|\({_NAMES} ?/ ?{_NAMES}(?: via {_NAMES})?\))\.?"
)
"""The end of a caption that has its credit behind it: "The quay. © Petra Voss / LUMEN"."""

PICTURE_ROW = re.compile(
    r"\[ ?\d{1,2} ?/ ?\d{1,2} ?\].{0,300}|\d{1,2} ?/ ?\d{1,2}"
    r"|(?:\w{3,9} )?\d{1,2} (?:of|/|von|de|sur|di|van|av|z|из) \d{1,2}(?: ?[|:] ?.{0,300})?"
)
"""The place of a picture in a row of pictures, with its caption or without: "[1/3]"."""

LISTED_LINK = re.compile(
    r"(?:\d{1,2}[.)]|[*>•·»-]+) .{3,120}|(?:\S+ ){2,14}[^\s.!?;:\"]+",
)
"""An entry of a list of links; furniture only under a heading."""

PROMISE = re.compile(
    r"(?i:\W*(?:.{0,60}more (?:details? )?(?:to (?:follow|come)|follows?|soon|as it comes)"
    r"|(?:this is )?an? (?:breaking|developing)(?: news)? story.{0,140}"
    r"|.{0,40}(?:story|article|page|report) (?:is|will be) (?:being )?(?:updated|developing)"
    r".{0,100}"
    r"|check back (?:for|later|soon).{0,80}|developing\W*"
    r"|(?:please )?refresh (?:the|this) page.{0,100})\W*)"
)
"""The story will grow: it is a stub, and no evidence that it has grown."""

ODD_PAGE = re.compile(
    r"(?i:before you continue|we value your privacy|we (?:and our partners )?use cookies|consent to"
    r"|(?:please )?(?:enable|turn on) (?:javascript|cookies)|are you (?:a )?(?:human|robot)"
    r"|verify (?:that )?you are|access denied|page not found|error 40[34]|404 not found|forbidden"
    r"|(?:please )?(?:log|sign) in to|create (?:a free |an )?account|service unavailable"
    r"|internal server error|bad gateway|too many requests|unusual traffic|captcha)"
)
"""A consent, login, bot-check or error page; searched in short texts only."""

DATELINE = re.compile(
    r"(?:[A-Z][A-Z.' -]{2,40}(?:, [A-Za-z.' ]{2,20})?(?:, (?:\w+\.? \d{1,2}|\d{1,2} \w+))?"
    r" ?(?:\([A-Z][\w .-]{1,30}\))? ?(?:-|:) "
    r"|[A-Z][\w.' ]{1,40}(?:, (?:\w+\.? \d{1,2}|\d{1,2} \w+))? \([A-Z][\w .-]{1,30}\) ?(?:-|:) )"
)
"""A wire's place and agency, at the start of a line."""

AGENCY = re.compile(r"\((?P<agency>AP|Reuters|AFP|dpa|PA|UPI|EFE|ANSA|Bloomberg)\) ?-")
"""A dateline that makes a wire copy: a station's own call sign does not."""

LIVE_CLOCK = re.compile(
    r"(?:\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?|\d{1,2} ?[AaPp]\.?[Mm]\.?)"
    r"(?: [A-Z]{2,4}(?= ))?(?: ?[-:|]+ ?(?=\S)| (?=[\"']?[A-Z]))"
)
"""The time of a live blog's post, at the start of a line."""

WIRE_BRACKET = re.compile(
    r" ?[(\[](?:(?:corrects?|clarifies|adds?|updates?|restores?|removes?|refiles?|recasts|fixes"
    r"|deletes?|changes?|inserts?|writes through)\b[^()\[\]]{3,200})[)\]]$",
    re.IGNORECASE,
)
"""A wire's own account of a change, at the end of a paragraph."""
