"""Words that carry facts, by kind; in lower case. English first: other languages where cheap."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS = _words("""
    mr mrs ms dr prof sen rep gov gen col lt sgt capt cpl maj rev hon st mt ft jr sr no nos vs
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun approx est inc
    ltd co corp dept univ ave blvd bros messrs fr hr frau sra cf bzw ca nr u.s u.k a.m p.m e.g
    i.e kl fot zdj oprac godz tzw ul bl.a t.ex s.k z.b u.a d.h usw p.ej sr dra прим руб млн тыс
""")

NUMBER_WORDS = _words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred hundreds thousand thousands million millions billion billions trillion dozen
    dozens half third quarter double triple once twice first second fourth fifth sixth seventh
    eighth ninth tenth eleventh twelfth both m bn tn zwei drei vier fünf sechs sieben acht neun
    zehn elf zwölf deux trois quatre cinq sept huit neuf dix dos tres cuatro cinco seis siete
    ocho nueve diez
""")

CALENDAR_WORDS = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec today yesterday tomorrow tonight morning afternoon evening night noon midnight
    weekend am pm a.m p.m montag dienstag mittwoch donnerstag freitag samstag sonntag januar
    februar märz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi
    dimanche janvier février avril juin juillet août septembre octobre novembre décembre lunes
    martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio
    agosto septiembre octubre noviembre diciembre
""")

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}

DIRECTION_WORDS = _words("""
    rose rise rises rising risen fell fall falls falling fallen up down gained gain gains lost
    lose loses jumped jump dropped drop drops climbed climb slipped slip slid eased edged
    increased increase increases decreased decrease decreases grew grow grown growth shrank
    higher lower more less fewer above below over under ahead behind loss losses surged plunged
    tumbled rallied soared sank advanced declined decline warmer colder cooler milder wetter
    drier sunny cloudy dry wet rain showers changed unchanged steady flat won win wins beat
    beats drew defeat victory north south east west northern southern eastern western left right
    before after earlier later minus plus best worst largest smallest highest lowest most least
    former current maximum minimum
""")

NEGATION_WORDS = _words("""
    not no never none neither nor nobody nothing without cannot can't won't don't doesn't didn't
    isn't aren't wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't denied denies
    unable unlikely non nicht kein keine keinen nie pas jamais aucun ningún nunca sin não nem
    geen niet
""")

UNIT_WORDS = _words("""
    percent per cent percentage point points km kilometre kilometres kilometer kilometers mile
    miles metre metres meter meters feet foot inch inches acre acres hectare hectares tonne
    tonnes ton tons kilogram kilograms kilo kilos kg gram grams pound pounds litre litres liter
    liters gallon gallons barrel barrels second seconds minute minutes hour hours day days week
    weeks month months year years decade decades century dollar dollars euro euros cents pence
    yen degree degrees celsius fahrenheit mph kph watt watts kilowatt kilowatts megawatt
    megawatts gigawatt gigawatts mw gw kw mm cm
""")
