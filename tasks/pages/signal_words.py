"""Wordings by which a page says that it does not show its story: data of the signals.

Every pattern is bounded and is tried on single lines of at most 300 characters.
"""

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


PAYWALL_LINE = _any_of(
    r"(?:subscribe|sign up|log ?in|sign in|register)\b.{0,40}\b(?:to|and) "
    r"(?:continue|keep reading|read|finish|unlock)",
    r"(?:this|the) (?:article|story|content) is (?:only |exclusively )?(?:available |reserved )?"
    r"(?:for|to) (?:\w+ )?subscribers",
    r"(?:subscriber|premium|member)[- ]only (?:content|article|story)",
    r"already a (?:subscriber|member)\?",
    r"you have (?:reached|used) your .{0,30}(?:free )?articles?",
    r"to read the full (?:story|article)",
    r"(?:weiterlesen|lesen sie weiter) (?:mit|als)\b",
    r"(?:jetzt|mit) .{0,20}abo\b.{0,40}(?:weiter)?lesen",
    r"(?:dieser|der) (?:artikel|text) ist (?:nur )?(?:für|exklusiv).{0,20}abonnent",
    r"sie sind bereits abonnent",
    r"(?:cet|l['’]) ?article est réservé aux abonnés",
    r"(?:la suite|contenu) .{0,20}réservée? (?:aux|à nos) abonnés",
    r"il vous reste .{0,20}de cet article à lire",
    r"déjà abonné\s?\?",
    r"(?:suscríbete|suscríbase|regístrate) para (?:seguir|continuar) leyendo",
    r"contenido (?:exclusivo )?para suscriptores",
    r"ya (?:soy|eres|es) suscriptor",
    r"(?:abbonati|registrati) per (?:continuare|leggere)",
    r"(?:contenuto|articolo) riservato agli abbonati",
    r"(?:neem|sluit) een abonnement.{0,40}lezen",
    r"(?:log in|inloggen|abonnee).{0,30}om (?:verder|dit artikel) te lezen",
    r"alleen voor abonnees",
    r"(?:assine|cadastre-se) para (?:continuar|ler)",
    r"conteúdo exclusivo para assinantes",
)
PAYWALL_STEMS = (
    "subscri", "abonn", "abo ", "sign ", "log in", "login", "register", "member", "articles",
    "to read", "premium", "lesen", "il vous reste", "suscri", "suscrí", "regístr", "abbona",
    "registrat", "inloggen", "assin", "cadastre",
)  # fmt: skip
"""One of these stands in each of the lines above; looked for first, because it is cheap."""

PAYWALL_WORDS = (
    "paywall", "pay-wall", "piano-offer", "subscriber-only", "regwall", "meteredcontent",
    "paid-content-wall", "amp-access", "subscription-wall",
)  # fmt: skip
"""Of classes and ids, as are the next two."""
CONSENT_WORDS = (
    "consent", "cookie", "gdpr", "cmp-", "onetrust", "didomi", "sourcepoint", "usercentrics",
    "privacy-gate", "fundingchoices",
)  # fmt: skip
LOGIN_WORDS = ("login", "log-in", "signin", "sign-in", "sso")

CONSENT_HOST = ("consent.", "guce.", "privacy-gate.", "privacygate.", "cmp.", "myprivacy.")
CONSENT_TITLE = _any_of(
    r"before you continue",
    r"we value your privacy",
    r"your privacy choices",
    r"cookie consent",
    r"privacy gate",
    r"datenschutz-?einstellungen",
    r"zustimmung\b",
    r"bevor sie fortfahren",
    r"privacy-?instellingen",
    r"cookies? toestaan",
    r"gérer (?:vos|les) cookies",
    r"votre vie privée",
)
ERROR_TITLE = _any_of(
    r"(?:error )?(?:404|410|403|500|503)\b",
    r"(?:the )?page (?:was |is )?(?:not found|no longer available|missing|unavailable)",
    r"(?:page|article|story) not found",
    r"not found\b",
    r"oops\b",
    r"access denied",
    r"forbidden\b",
    r"service unavailable",
    r"just a moment",
    r"attention required",
    r"are you a robot",
    r"seite nicht gefunden",
    r"page (?:introuvable|non trouvée)",
    r"página no encontrada",
    r"pagina non trovata",
    r"página não encontrada",
    r"pagina niet gevonden",
    r"sidan (?:kunde inte hittas|hittades inte)",
    r"siden (?:ble ikke funnet|blev ikke fundet)",
    r"sivua ei löyt",
    r"nie znaleziono strony",
    r"страница не найдена",
    r"сторінку не знайдено",
    r"ページが見つかりません",
    r"页面不存在",
    r"找不到(?:页面|頁面|网页)",
    r"페이지를 찾을 수 없",
)

CUT_END = re.compile(r"(?:\.\.\.|…|\[\+\d{1,7} chars\]|\[…\]|\[\.\.\.\])\s?$")
READ_MORE = re.compile(
    r"(?:continue reading|read (?:more|the full (?:article|story))|weiterlesen|lire la suite"
    r"|seguir leyendo|sigue leyendo|continua a leggere|continue lendo|lees verder"
    r"|läs (?:mer|vidare)|czytaj dalej|читать далее)\s?(?:\.\.\.|…|→|»|>)?",
    re.IGNORECASE,
)

APP_ROOTS = (
    "root", "app", "__next", "__nuxt", "___gatsby", "main-app", "react-root", "app-root",
    "ember-application",
)  # fmt: skip
HYDRATION = (
    "__next_data__", "__nuxt__", "__initial_state__", "__preloaded_state__", "window.__", "hydrate",
)  # fmt: skip
