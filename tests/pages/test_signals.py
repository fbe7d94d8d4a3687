"""What keeps a page from saying its story is said with its evidence, and empties no field."""

import pytest

from tests.pages.articles import article, linked, read
from tests.pages.layout_table import SHORT

PAYWALLS = {
    "declared": (article(head=linked(isAccessibleForFree="False")), "isAccessibleForFree"),
    "part": (
        article(
            head=linked(hasPart={"isAccessibleForFree": False, "cssSelector": ".paid"}),
        ),
        "isAccessibleForFree",
    ),
    "line": (article(after="<p>Subscribe to continue reading</p>"), "line: Subscribe"),
    "line de": (article(after="<p>Jetzt mit Abo weiterlesen</p>"), "line: Jetzt"),
    "line fr": (article(after="<p>Cet article est réservé aux abonnés.</p>"), "line: Cet"),
    "line es": (article(after="<p>Suscríbete para seguir leyendo</p>"), "line: Suscr"),
    "line it": (article(after="<p>Contenuto riservato agli abbonati</p>"), "line: Cont"),
    "line nl": (article(after="<p>Log in om verder te lezen</p>"), "line: Log"),
    "line pt": (article(after="<p>Assine para continuar</p>"), "line: Assine"),
    "element": (article(after="<div class='paywall-box'><p>More</p></div>"), "element: paywall"),
    "amp": (article("<div id='amp-access-box'><p>More of it.</p></div>"), "element: amp-access"),
}


@pytest.mark.parametrize(("html", "evidence"), PAYWALLS.values(), ids=PAYWALLS)
def test_paywall(html: str, evidence: str) -> None:
    page = read(html)

    assert page.signals.paywall is not None
    assert page.signals.paywall.startswith(evidence)
    assert page.body


TRUNCATED = {
    "dots": article().replace(SHORT[4], "The board said that …"),
    "counted": article().replace(SHORT[4], "The board said that [+1234 chars]"),
    "words": article(head=linked(isAccessibleForFree=False, wordCount=900)),
    "characters": article(head=linked(isAccessibleForFree=False, articleBody=" ".join(SHORT * 4))),
}


@pytest.mark.parametrize("html", TRUNCATED.values(), ids=TRUNCATED)
def test_truncated(html: str) -> None:
    assert read(html).signals.truncated is not None


def test_plain_article_has_no_signal() -> None:
    signals = read(article()).signals

    assert {getattr(signals, name) for name in signals.__slots__} == {None}


def test_sign_in_link_of_the_head_is_no_paywall() -> None:
    html = article().replace(
        "<article>", "<div><p>Already a subscriber? Sign in</p></div><article>"
    )

    assert read(html).signals.paywall is None


CONSENT = "We and our partners store cookies on your device to show the tides that suit you best. "


def test_consent_by_container() -> None:
    html = f"<html><body><div class='cookie-consent'>{f'<p>{CONSENT}</p>' * 3}</div></body></html>"

    assert (read(html).signals.consent or "").startswith("container")


def test_consent_by_host() -> None:
    page = read(f"<html><body><p>{CONSENT}</p></body></html>", "https://consent.tern.example/x")

    assert page.signals.consent == "host: consent.tern.example"


def test_consent_by_title() -> None:
    html = (
        f"<html><head><title>Before you continue</title></head><body><p>{CONSENT}</p></body></html>"
    )

    assert (read(html).signals.consent or "").startswith("title")


def test_login_form() -> None:
    html = "<html><body><p>Please sign in.</p><form><input type=password></form></body></html>"

    assert read(html).signals.login == "password field"


ERRORS = ["404", "Page not found", "Seite nicht gefunden", "Page introuvable", "Oops! Gone"]


@pytest.mark.parametrize("title", ERRORS)
def test_error_page(title: str) -> None:
    html = f"<html><head><title>{title} | Tern</title></head><body><p>Try the search.</p>"

    assert read(html).signals.error_page is not None


def test_article_about_an_error_is_no_error_page() -> None:
    html = article(head=linked(headline="Not found: the anchor of Vellmar")).replace(
        "<h1>Board votes for the pier", "<h1>Not found: the anchor of Vellmar"
    )

    assert read(html).signals.error_page is None


def test_script_only_page() -> None:
    html = "<html><body><div id='__next'></div><script src='/app.js'></script></body></html>"

    page = read(html)

    assert page.signals.script_only is not None
    assert page.body == ""


def test_selector_of_what_is_not_free() -> None:
    head = linked(
        isAccessibleForFree=True,
        hasPart={"isAccessibleForFree": False, "cssSelector": ".paid"},
    )

    assert read(article("<p class='Paid'>No.</p>", head=head)).signals.paywall == "hasPart: .paid"
    assert read(article(head=head)).signals.paywall is None


def test_last_line_that_asks_to_read_on() -> None:
    html = article().replace(f"<p>{SHORT[4]}</p>", "<div class='more'>Lire la suite</div>")

    assert read(html.replace("</div></article>", "</article>")).body


def test_script_that_holds_the_state_of_an_app() -> None:
    html = "<html><body><p>Loading</p><script>window.__STATE__ = {}</script></body></html>"

    assert read(html).signals.script_only is not None
    assert read(html.replace("window.__STATE__", "x")).signals.script_only is None
