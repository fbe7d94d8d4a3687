"""Lines that stand among a story's paragraphs without being of it: data.

Each pattern must match the whole folded line. Line counts per publisher find far more
(`tasks.identity.furniture`); these are for the first weeks of a site, and for stray lines.
"""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?"
_ZONE = r"(?: ?\(?(?:[a-z]{2,4}|[a-z]+ time)\)?)?"
_DATE = (
    rf"{_DAY}(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})"
)
_AGO = (
    r"(?:an?|\d+|one|two|three|few) ?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?"
    r"|weeks?|months?) ago"
)
_WHEN = rf"(?:{_DATE}|today|yesterday|{_AGO}|{_CLOCK}{_ZONE})"
_STAMP = rf"{_WHEN}(?:(?:,| at| -| \||)? ?{_WHEN})*{_ZONE}"
_STAMP_LABEL = (
    r"(?:(?:first |originally |last )?(?:published|posted|updated|modified|publi[ée]|actualizado"
    r"|aktualisiert|stand|ver[öo]ffentlicht|mis à jour|publicado|printed|reviewed|created)"
    r"(?: on| at| le| el| am)?:? ?)"
)
_NAME = r"(?:[A-Z][\w'.-]*|de|van|von|der|del|al|bin|la|le)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}(?:(?:,| and| &|, and) {_NAME}(?: {_NAME}){{0,4}}){{0,4}}"
_DESK = (
    r"(?:staff|correspondent|reporter|editor|writer|desk|newsroom|agency|agencies|bureau|team"
    r"|contributor|columnist|digital|journalist)s?"
)

_RELATED = (
    r"(?:related|read (?:more|also|next|on)|see also|more on this(?: story)?|also read|read|watch"
    r"|listen|don't miss|most (?:read|viewed|popular)|top stories|trending(?: now)?"
    r"|recommended(?: stories| for you)?|more (?:stories|news|from .{1,40})|you may also like"
    r"|editor'?s'? picks?|more like this|in pictures|in case you missed it|popular now"
    r"|latest (?:news|stories)|up next|mehr zum thema|lesen sie auch|lire aussi|à lire"
    r"|lea también|leer más)(?: ?(?:stories|articles|content|links|coverage|topics|news))?"
)
LIST_HEADING = re.compile(rf"(?i:{_RELATED}\W*)")
"""What stands above a list of links to other stories."""

FURNITURE = {
    "link to another story": re.compile(rf"(?i:{_RELATED} ?(?:[:>|]|->) ?.{{0,140}})"),
    "time stamp": re.compile(
        rf"(?i:{_STAMP_LABEL}?{_STAMP}(?:(?: \||,| -)? ?{_STAMP_LABEL}{_STAMP})*)\.?"
    ),
    "byline": re.compile(
        rf"(?:(?i:(?:reported |written |reporting |story |words )?by|von|par|por|de):? {_NAMES}"
        rf"(?: ?[,|/-] ?.{{0,60}}[^.!?])?"
        rf"|(?i:reporting by|editing by|writing by|additional reporting by|compiled by) .{{2,120}}"
        rf"|\(?(?i:(?:additional )?reporting|editing|writing) by .{{2,160}}\)?"
        rf"|{_NAMES},? (?:[A-Z][\w&'-]* ){{0,4}}(?i:{_DESK})(?: .{{0,30}})?"
        rf"|{_NAMES} (?:is|are|covers|writes|reports|reported) .{{0,80}}\b(?i:{_DESK})\b.{{0,100}}"
        rf"|(?i:(?:by )?(?:our |the )?(?:\w+ )?{_DESK}(?: (?:reporter|report|writer)s?)?))"
    ),
    "advertisement": re.compile(
        r"(?i:(?:\W*)(?:advertisements?|advertising|sponsored(?: content| by .{2,40})?|promoted"
        r"(?: content)?|anzeige|publicit[ée]|publicidad|werbung|ad|paid post|partner content"
        r"|(?:story|article) continues (?:below|after) (?:the )?(?:ad(?:vertisement)?|video|this"
        r"|photo).{0,20}|continue reading(?: the main story)?|skip (?:ad|advertisement|past .{0,60}"
        r"|to .{0,30}))\W*)"
    ),
    "share": re.compile(
        r"(?i:(?:share|tweet|email|print|copy link|save|comment|follow|like|pin)"
        r"(?: ?(?:this|us|on|via|article|story|now|link|page|with|friends|it|the|to|save|email"
        r"|facebook|twitter|x|whatsapp|linkedin|reddit|instagram|bluesky|threads|tweet|print|share"
        r"|comment|copy|url|telegram|,|\||/|and|a friend)){0,10}\W*"
        r"|\d[\d,.]*k? (?:comments?|shares?|likes?|views?|replies)(?: .{0,30})?"
        r"|(?:join|view|read|leave|add|post|show|be the first to)"
        r"(?: the| a| all| your| \d+)* (?:comments?|conversation|discussion).{0,30}"
        r"|follow .{1,60} on (?:x|twitter|facebook|instagram|bluesky|threads|mastodon|tiktok)"
        r".{0,40})"
    ),
    "newsletter": re.compile(
        r"(?i:click here .{0,80}"
        r"|(?:sign|signing) up (?:for|to) .{3,160}|get .{3,100} (?:in|to|into) your inbox.{0,60}"
        r"|subscribe (?:to|for|now|today) .{0,140}newsletter.{0,60}|subscribe(?: now| today)?\W*"
        r"|(?:(?:the|our|your|free|daily|morning|weekly|evening|email) ){1,4}newsletters?\W*"
        r"|download (?:the|our) .{0,40}app.{0,60}|support (?:our|local|"
        r"independent) .{0,80}journalism.{0,60}|.{0,80}(?:turn on|enable) notifications.{0,40}"
        r"|(?:have|got|do you have) (?:a|any) (?:story|news|tip).{0,120}|(?:email|contact|write to)"
        r"(?: us| the \w+| our \w+)? (?:at|via|on) \S+@\S+.{0,60}|(?:listen to|watch) (?:this|the)"
        r" (?:article|story|video).{0,40}|\d+ min(?:ute)?s? (?:read|listen))"
    ),
    "consent": re.compile(
        r"(?i:.{0,60}(?:uses?|using|use of) cookies.{0,160}|.{0,40}accept (?:all )?cookies.{0,80}"
        r"|(?:manage|cookie) (?:preferences|settings|policy|consent)\W*|accept all|reject all"
        r"|.{0,40}privacy (?:policy|notice|settings)\W*|.{0,30}terms (?:of (?:use|service)|and"
        r" conditions)\W*)"
    ),
    "caption": re.compile(
        r"(?i:(?:(?:file|library|stock|handout|archive)[ -]?(?:photo|picture|image|photograph)"
        r"|photo|photograph|picture|image|foto|video|graphic|illustration|caption|media caption"
        r"|image (?:source|caption)|credit|photo credit)(?: ?\(.{1,60}\)| ?(?:by|:|/|\|) ?.{1,140}"
        r"|)\W*|.{3,160} [(\[](?:photo|picture|image|file|credit|courtesy|getty|pa|afp|ap)\b"
        r".{0,50}[)\]])"
    ),
    "copyright": re.compile(
        r"(?i:(?:©|\(c\)|copyright).{0,160}|.{0,80}all rights reserved.{0,120}"
        r"|this material may not be published.{0,120}|our standards: .{0,80}"
        r"|.{0,60}contributed to this (?:report|story|article)\W*)"
    ),
}
"""Pattern by the kind of line."""

LISTED_LINK = re.compile(
    r"(?:\d{1,2}[.)]|[*>•·»-]+) .{3,120}|(?:\S+ ){2,14}[^\s.!?;:\"]+",
)
"""An entry of a list of links; furniture only under a `LIST_HEADING`."""

PAYWALL = re.compile(
    r"(?i:.{0,80}(?:reached your (?:\w+ )?limit|free articles?(?: left| remaining| this month)"
    r"|subscribe (?:now )?to (?:continue|read|keep|unlock|access|get)|to (?:continue|keep) reading"
    r"|continue reading (?:with|by|for|this article)|(?:for|to|available to) subscribers(?: only)?"
    r"|subscribers? (?:only|can read|exclusive)|already a (?:subscriber|member)|unlock (?:this|the"
    r" (?:full|rest))|start your (?:free )?trial|(?:log ?|sign )in to (?:read|continue|view)"
    r"|register (?:for free )?to (?:read|continue|keep)|become a (?:member|subscriber)"
    r"|this (?:article|story|content) is (?:for|only|exclusive|reserved|behind)|the full (?:article"
    r"|story) is available|read the (?:rest|full (?:article|story))|weiterlesen mit|réservé aux"
    r" abonnés|solo para suscriptores|nur für abonnenten).{0,200})"
)
"""The rest of the story is withheld."""

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
