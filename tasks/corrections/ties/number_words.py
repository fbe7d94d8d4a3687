"""Number words by language, in lower case; the values of a list count up from its first."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """What a language builds its numbers of."""

    values: Mapping[str, float]
    scales: Mapping[str, float]
    """Words that multiply what stands before them."""
    joins: frozenset[str]
    """Words between the parts of one number: "and"."""


SYMBOLS: Mapping[str, float] = {
    "m": 1e6,
    "mm": 1e6,
    "b": 1e9,
}
"""Scales only behind an amount of money: "£64m", but a wall is 64m long."""

_ABBREVIATED = {
    "k": 1e3,
    **dict.fromkeys(("mn", "mln", "mio", "mlo", "mill"), 1e6),
    **dict.fromkeys(("bn", "mrd", "mld", "md", "mia"), 1e9),
    **dict.fromkeys(("tn", "trn", "bio"), 1e12),
}


def _counted(small: str, tens: str, more: dict[str, float]) -> dict[str, float]:
    """Values of *small* from 0, of *tens* from 20; ``/`` parts two words for one value."""
    found: dict[str, float] = {}
    for words, first, step in ((small, 0, 1), (tens, 20, 10)):
        for place, alternatives in enumerate(words.split()):
            found |= dict.fromkeys(alternatives.split("/"), float(first + step * place))
    return found | more


def _hundreds(stems: str) -> dict[str, float]:
    """Values of hundreds that have two genders, from 0."""
    rows = enumerate(stems.split())
    return {f"{stem}{end}": 100.0 * place for place, stem in rows for end in ("os", "as")}


def _scaled(hundred: str, thousand: str, million: str, billion: str) -> dict[str, float]:
    rows = ((hundred, 1e2), (thousand, 1e3), (million, 1e6), (billion, 1e9))
    return _ABBREVIATED | {word: scale for words, scale in rows for word in words.split()}


def _language(values: dict[str, float], scales: dict[str, float], joins: str) -> NumberWords:
    return NumberWords(values=values, scales=scales, joins=frozenset(joins.split()))


NUMBER_WORDS: Mapping[str, NumberWords] = {
    "en": _language(
        _counted(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen",
            "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
            {"half": 0.5},
        ),
        _scaled("hundred", "thousand", "million", "billion")
        | {"trillion": 1e12, "dozen": 12, "lakh": 1e5, "crore": 1e7},
        "and a",
    ),
    "de": _language(
        _counted(
            "null ein/eins/eine/einen/einem/einer zwei/zwo drei vier fünf sechs sieben acht neun"
            " zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
            "zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
            {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5},
        ),
        _scaled("hundert", "tausend", "million millionen", "milliarde milliarden")
        | {"dutzend": 12, "halb": 0.5, "halbe": 0.5, "halben": 0.5, "halbes": 0.5},
        "und",
    ),
    "nl": _language(
        _counted(
            "nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
            " vijftien zestien zeventien achttien negentien",
            "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
            {"anderhalf": 1.5, "anderhalve": 1.5},
        ),
        _scaled("honderd", "duizend", "miljoen", "miljard")
        | {"dozijn": 12, "half": 0.5, "halve": 0.5},
        "en ën",
    ),
    "fr": _language(
        _counted(
            "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
            " quinze seize",
            "vingt/vingts trente quarante cinquante soixante septante huitante/octante nonante",
            {},
        ),
        _scaled("cent cents", "mille", "million millions", "milliard milliards")
        | {"douzaine": 12, "demi": 0.5},
        "et",
    ),
    "es": _language(
        _counted(
            "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece"
            " catorce quince dieciséis diecisiete dieciocho diecinueve",
            "veinte/veinti treinta cuarenta cincuenta sesenta setenta ochenta noventa",
            {"veintidós": 22, "veintitrés": 23, "veintiséis": 26}
            | _hundreds(
                "- - doscient trescient cuatrocient quinient seiscient setecient ochocient"
                " novecient"
            ),
        ),
        _scaled("cien ciento", "mil", "millón millones", "millardo")
        | {"docena": 12, "medio": 0.5, "media": 0.5},
        "y",
    ),
    "pt": _language(
        _counted(
            "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze"
            " catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito"
            " dezenove/dezanove",
            "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
            _hundreds("- - duzent trezent quatrocent quinhent seiscent setecent oitocent novecent"),
        ),
        _scaled("cem cento", "mil", "milhão milhões mi", "bilhão bilhões bi")
        | {"dúzia": 12, "meio": 0.5, "meia": 0.5},
        "e",
    ),
    "it": _language(
        _counted(
            "zero un/uno/una due tre/tré quattro cinque sei sette otto nove dieci undici dodici"
            " tredici quattordici quindici sedici diciassette diciotto diciannove",
            "venti/vent trenta/trent quaranta/quarant cinquanta/cinquant sessanta/sessant"
            " settanta/settant ottanta/ottant novanta/novant",
            {},
        ),
        _scaled("cento cent", "mille mila", "milione milioni", "miliardo miliardi")
        | {"dozzina": 12, "mezzo": 0.5, "mezza": 0.5},
        "e",
    ),
    "sv": _language(
        _counted(
            "noll en/ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton"
            " sexton sjutton arton nitton",
            "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
            {},
        ),
        _scaled("hundra", "tusen", "miljon miljoner", "miljard miljarder"),
        "och",
    ),
    "da": _language(
        _counted(
            "nul en/et to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten"
            " seksten sytten atten nitten",
            "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
            {"halvanden": 1.5},
        ),
        _scaled("hundrede", "tusind tusinde", "million millioner", "milliard milliarder"),
        "og",
    ),
    "no": _language(
        _counted(
            "null en/ett to tre fire fem seks sju/syv åtte ni ti elleve tolv tretten fjorten femten"
            " seksten sytten atten nitten",
            "tjue/tyve tretti/tredve førti femti seksti sytti åtti nitti",
            {"halvannen": 1.5},
        ),
        _scaled("hundre", "tusen", "million millioner", "milliard milliarder"),
        "og",
    ),
}
"""By ISO 639-1 code; of other languages only figures are read."""
