"""Lines that advertise, subscribe or point elsewhere: in the blocks of a page, not in its body.

Anchored patterns as data, one a line, all languages side by side. A pattern either makes a
whole line, or is followed by a colon, bar, dash or arrow, so that a sentence which merely begins
with the same words stays in the body.
"""

import re

from tasks.pages.signal_words import PAYWALL_LINE

LONGEST = 260
"""Characters: a longer line is text, whatever it begins with."""

# Whole lines.
_ALONE = r"""
advert(?:isement)?s?
advertisement - scroll to continue
(?:the )?(?:story|article|content) continues (?:below|after)
(?:story|article|content) continues (?:below|after) (?:this |the )?(?:ad(?:vertisement)?|video)s?
(?:story|article|content) continues (?:below|after) (?:this |the )?(?:promotion|newsletter)
after newsletter promotion
skip advertisement
scroll to continue(?: with content)?
continue reading
sponsored(?: content)?
read (?:more|next)
(?:most|also|more) (?:read|popular|from this section)
related(?: (?:articles?|stories|topics|content|coverage|news|videos?|links))?
recommended(?: for you| stories)?
share this (?:story|article|page)
show (?:more|less|comments)
view comments
you (?:may|might) also like
click here to (?:subscribe|sign up)
listen to this article
(?:get|download) (?:the|our) app
sign up
subscribe(?: now| today)?
copy link
link copied!?
loading(?:\.\.\.|…)?
getting your trinity audio player ready(?:\.\.\.|…)?
this slideshow requires javascript
trending(?: now| news| stories)?
top stories
watch now
newsletter
anzeige
werbung
mehr zum thema
lesen sie (?:auch|mehr|dazu)
weiterlesen
zur startseite
artikel teilen
das könnte sie auch interessieren
jetzt abonnieren
s['’]abonner
suscríbete
abbonati
assine
abonneer nu
mehr laden
nach oben
auch interessant
publicité
(?:à )?lire (?:aussi|plus tard)
la suite après (?:la|cette) publicité
partager(?: cet article)?
voir aussi
sur le même (?:sujet|thème)
contenu sponsorisé
article réservé aux abonnés
publicidad
le[ae] también
[lt]e puede interesar
más información
comparte?(?: (?:este|esta) (?:artículo|noticia))?
noticias relacionadas
contenido patrocinado
sigue leyendo
pubblicità
leggi (?:anche|tutto)
continua a leggere
potrebbe interessarti
publicidade
leia (?:também|mais)
continua após a publicidade
veja também
conteúdo patrocinado
compartilhe
continue lendo
saiba mais
advertentie
lees (?:ook|meer|verder)
artikel gaat verder onder de advertentie
bekijk ook
tekst loopt door onder (?:de )?(?:foto|video|advertentie)
annonse?
reklame
läs (?:mer|också|även|vidare)
les (?:også|mer|videre)
læs (?:også|mere|videre)
artikkelen fortsetter under annonsen
artiklen fortsætter (?:efter|under) annoncen
artikeln fortsätter efter annonsen
mainos
lue (?:myös|lisää)
juttu jatkuu mainoksen jälkeen
reklama
(?:czytaj|przeczytaj|zobacz) (?:także|też|również|więcej)
dalsza część artykułu pod materiałem wideo
čtěte také
reklám
hirdetés
olvassa el ezt is
citește și
publicitate
реклама
читайте (?:также|також)
читать далее
подписаться
reklam
ilgili haberler
διαβάστε (?:επίσης|ακόμα)
διαφήμιση
إعلان
اقرأ (?:أيضا|أيضاً|المزيد)
פרסומת
广告
廣告
相关(?:阅读|新闻|链接)
延伸(?:閱讀|阅读)
広告
関連記事
あわせて読みたい
続きを読む
광고
관련 ?기사
baca juga
xem thêm
quảng cáo
"""

# Lead-ins of a short line.
_LEAD_INS = r"""
go deeper
dig deeper
read (?:more|next|also|on)(?: here| about [\w' -]{2,40})?
also read
(?:see|watch|listen|learn|find out) (?:more|also)
related(?: (?:article|story|stories|coverage|content|reading|links?|video))?
more(?: (?:from|on|about) [\w' -]{2,40})?
recommended(?: reading)?
further reading
don['’]?t miss
(?:most|also) popular
in case you missed it
explainer
watch
listen
download
newsletter
podcast
subscribe(?: to [\w' -]{2,60})?
sign up(?: for [\w' -]{2,60})?
follow us(?: on [\w' ,-]{2,60})?
editor['’]?s picks?
you may also like
our standards
lesen sie (?:auch|mehr|hier|dazu)
mehr (?:dazu|zum thema)
auch interessant
(?:à )?lire (?:aussi|également)
(?:à )?voir aussi
sur le même sujet
l(?:ea|ee) (?:también|además|más)
más información
te puede interesar
vea también
leggi (?:anche|pure)
(?:leggi|guarda) anche su
guarda anche
leia (?:também|mais)
veja (?:também|mais)
saiba mais
lees (?:ook|meer|verder)
zie ook
läs (?:mer|också|även)
les (?:også|mer)
læs (?:også|mere)
lue (?:myös|lisää)
(?:czytaj|przeczytaj|zobacz) (?:także|też|również|więcej)
čtěte (?:také|více)
olvassa el
citește (?:și|mai mult)
читайте (?:также|також|ещё|еще)
ayrıca okuyun
διαβάστε (?:επίσης|ακόμα)
اقرأ (?:أيضا|أيضاً|المزيد)
延伸(?:閱讀|阅读)
相关阅读
関連記事
あわせて読みたい
관련 ?기사
baca (?:juga|selengkapnya)
xem thêm
"""

# Beginnings of a sentence that asks for a subscription, an address or an app.
_APPEALS = r"""
sign up (?:here )?(?:for|to|now|today)\b[^.!?]{0,120}\b(?:newsletters?|alerts?|inbox|briefing)
subscribe to\b[^.!?]{0,120}\b(?:newsletters?|channel|podcast|alerts?|briefing|inbox)
(?:get|receive|have)\b[^.!?]{0,120}\b(?:in|to|into) your inbox
get the latest\b[^.!?]{0,80}\bin your inbox
(?:follow|like|join) us on (?:facebook|twitter|instagram|x|telegram|whatsapp|youtube|tiktok|google)
(?:download|get) (?:the|our) [\w' -]{0,40}app\b
click here (?:to|for) (?:read|subscribe|sign|join|download|more)
click here to get the\b[^.!?]{0,40}\bapp
by signing up,? you (?:agree|accept)
this site is protected by recaptcha
melden sie sich\b[^.!?]{0,80}\bnewsletter
abonnieren sie\b[^.!?]{0,80}(?:newsletter|kanal)
inscrivez-vous (?:à|ici)\b[^.!?]{0,80}\b(?:newsletter|lettre)
recevez\b[^.!?]{0,80}\b(?:newsletter|boîte mail)
(?:suscríbete|suscríbase|regístrate)\b[^.!?]{0,80}\b(?:boletín|newsletter|canal)
(?:sigue|síguenos|siga)\b[^.!?]{0,60}\ben (?:facebook|twitter|instagram|telegram|whatsapp|x)\b
iscriviti (?:alla|al)\b[^.!?]{0,60}\b(?:newsletter|canale)
seguici su\b
(?:inscreva-se|assine|cadastre-se)\b[^.!?]{0,80}\b(?:newsletter|canal|boletim)
siga o\b[^.!?]{0,60}\bno (?:whatsapp|telegram|instagram)
meld je (?:hier )?aan\b[^.!?]{0,80}\bnieuwsbrief
(?:prenumerera|skriv upp dig) på\b[^.!?]{0,80}\bnyhetsbrev
подписывайтесь на\b
підписуйтесь на\b
zapisz się\b[^.!?]{0,80}\bnewsletter
"""

_OPEN = r"[\s\[(*•▶►→»>\-–—_|]{0,6}"
_CLOSE = r"[\s\])*•▼▶►→»>\-–—_|.:!…]{0,6}"


def _rows(table: str) -> list[str]:
    return [row for row in table.split("\n") if row]


_WHOLE_LINE = re.compile(f"{_OPEN}(?:{'|'.join(_rows(_ALONE))}){_CLOSE}", re.IGNORECASE)
_LEAD_IN = re.compile(
    rf"{_OPEN}(?:{'|'.join(_rows(_LEAD_INS))})\s?(?:[:：|»→>]|\s[-–—]\s)", re.IGNORECASE
)
_APPEAL = re.compile(f"{_OPEN}(?:{'|'.join(_rows(_APPEALS))})", re.IGNORECASE)


def is_promo(line: str) -> bool:
    """Tell whether a whole line of a body only points elsewhere.

    >>> is_promo("READ MORE: Harbour dues rise again"), is_promo("Read more slowly, she said.")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    return bool(
        _WHOLE_LINE.fullmatch(line)
        or _LEAD_IN.match(line)
        or _APPEAL.match(line)
        or PAYWALL_LINE.match(line)
    )
