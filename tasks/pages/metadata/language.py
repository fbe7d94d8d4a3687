"""The language of a text, by its script and its most frequent small words."""

import re
from collections import Counter

_READ = 1500
_ENOUGH = 20
_FEWEST = 3
_SHARE = 0.3
_CLEAR = 1.3
_FAR = 3
_WORD = re.compile(r"[^\W\d_]+")

# First script that has a third of the letters; kana before Han, for Japanese has both.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile(r"[\uac00-\ud7af]"), _SHARE),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), _SHARE),
    ("he", re.compile(r"[\u0590-\u05ff]"), _SHARE),
    ("el", re.compile(r"[\u0370-\u03ff]"), _SHARE),
    ("hi", re.compile(r"[\u0900-\u0963]"), _SHARE),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), _SHARE),
)
_BY_SCRIPT = frozenset(language for language, _, _ in _SCRIPTS)
_SMALL_WORDS = {
    "ar": "في من على إلى عن أن التي الذي هذا هذه مع كان",
    "ca": "el la els les de del i que amb per als una és no s'ha ha",
    "cs": "a v na se že je s o z do by jsem který také pro",
    "da": "og i at det er en den til af på som med for ikke har de",
    "de": "der die das und in den von zu mit ist auf für im nicht ein eine dem des sich",
    "en": "the of and to in a is that for on was with as it by at from are be has",
    "es": "de la que el en y a los del las por con una para su se un al es",
    "fa": "در به از که این را با است برای های",
    "fi": "ja on ei että se oli hän joka mutta ovat kun myös sekä",
    "fr": "de la le les et des à en du un une que est pour dans qui au sur pas",
    "hu": "a az és hogy nem egy is van meg ez volt csak mint el",
    "id": "yang dan di dari untuk pada dengan ini itu dalam tidak akan oleh",
    "it": "di e il la che in un a per è una con non del della sono da le si",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er door",
    "no": "og i det på som en er til for av at med ikke har de fra ble",
    "pl": "w i na z się nie to do że o jest po jak dla od przez",
    "pt": "de a o que e do da em um para com não uma os no na as por mais se",
    "ro": "de și în a la cu pe care nu că din este o un pentru mai",
    "ru": "и в не на что с по как из у за от его к для это он",
    "sv": "och i att det som en på är av för med den till inte har de ett om",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar en",
    "uk": "і в не на що з у та до як за це від його для є про",
    "vi": "và của là có được cho trong không với các những một người",
}
_LANGUAGES_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_BY_WORD.setdefault(_word, []).append(_language)


_SPELLINGS = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}


def contradicted(declared: str, text: str) -> str | None:
    """Return the language that *text* is clearly in, if it is not the one that is *declared*.

    Sites in two languages often declare that of their menus. Languages that we cannot tell,
    and those that share most of their small words, are never contradicted.

    >>> contradicted("en-GB", "Die Fähre fuhr am Abend in den Hafen und blieb dort. " * 3)
    'de'
    """
    stated = declared.split("-", maxsplit=1)[0].lower()
    stated = _SPELLINGS.get(stated, stated)
    if stated not in _SMALL_WORDS and stated not in _BY_SCRIPT:
        return None
    guess = guessed_language(text)
    if guess is None or guess == stated:
        return None
    hits = _hits(text[:_READ].lower())
    is_near = guess in _SMALL_WORDS and hits[stated] * _FAR > hits[guess]
    return None if is_near else guess


def guessed_language(text: str) -> str | None:
    """Return the language of *text* as ISO 639-1; None where it is too short or unclear.

    >>> guessed_language("Die Fähre fuhr am Abend in den Hafen und blieb dort für die Nacht. " * 3)
    'de'
    """
    text = text[:_READ].lower()
    letters = sum(map(str.isalpha, text))
    if letters < _ENOUGH:
        return None
    for language, letter, share in _SCRIPTS:
        if len(letter.findall(text)) >= share * letters:
            return language
    hits = _hits(text)
    (first, most), (_, second) = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _FEWEST and most >= _CLEAR * second else None


def _hits(text: str) -> Counter[str]:
    """Count the small words of each language in a text in lower case."""
    return Counter(
        language for word in _WORD.findall(text) for language in _LANGUAGES_BY_WORD.get(word, ())
    )
