"""A small language check: whether a text is English, by its script and its function words.

The model was trained on English news; of other languages its labels mean nothing, and nobody would see it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from .function_words import FUNCTION_WORDS

ENGLISH = "en"
UNDETERMINED = "und"
"""Too little text to tell, or none of any language."""

SAMPLE = 2_000
"""Characters that are looked at: the beginning and the middle of a longer text, half of them each."""

LEAST_WORDS = 6
"""With fewer words in lower case nothing is called foreign: names, scores and headlines have none."""

_ENGLISH_SHARE = 0.12
"""Function words that no other language of `_FUNCTION_WORDS` has make 18 to 35 % of English prose, below 4 % of any
other; texts with at least this share are English without a closer look."""

_FOREIGN_SCRIPT = 0.4  # of the letters
_FOREIGN_SHARE = 0.12  # of the words in lower case that must be another language's function words
_UNKNOWN_SHARE = 0.03  # of English function words, below which a longer text in Latin letters is no English
_UNKNOWN_WORDS = 40  # words that such a text needs at least, for lists have no function words either
_SHOUTED_SHARE = 0.8  # of words in capitals
_ACCENTED_SHARE = 0.2  # of words with letters beyond ASCII: a shorter one will do

_FUNCTION_WORDS = {
    "de": "der die das und ist nicht ein eine einen einer dem den des mit auf für von zu im sich auch es sie wir "
    "hat haben wird werden wurde war aber oder als bei nach aus durch über dass noch nur wie sind sein ihre "
    "zum zur",
    "fr": "le la les et est pas un une des du de dans que qui pour sur avec au aux ce cette ces il elle nous vous "
    "ils sont été être plus mais ou par son sa ses leur comme fait après même ne se je",
    "es": "el la los las y es un una de del que en por para con su sus se lo como más pero al fue ha han este esta "
    "esto ser son muy sin sobre también entre cuando ya hay porque desde",
    "pt": "o os um uma de da das dos e é que em na nas nos por para com seu sua se como mais mas ao foi são não "
    "está pela pelo também quando já isso entre depois ele ela muito sem",
    "it": "il lo la gli le un una di del della dei delle e è che non per con si da dal nel nella sono come più ma "
    "ha anche al alla questo questa suo sua essere stato hanno tra dopo",
    "nl": "de het een en van dat niet te zijn op met die voor er aan ook als maar om bij uit naar dan nog wel door "
    "werd worden heeft hebben zich deze dit geen wordt kan tot",
    "sv": "och det att som är på en ett den av till med inte har de för om var jag från men vi han hade efter ska "
    "kan när eller vid också sig så mot utan",
    "da": "og det at er på en den af til med ikke som har de et vi jeg fra men han der havde efter skal kan når "
    "eller ved også sig så mod uden blev været",
    "nb": "og det er på en den av til med ikke som har de et vi jeg fra men han hadde etter skal kan når eller ved "
    "også seg så mot uten ble vært",
    "fi": "ja on ei se että oli mutta hän kun niin kuin myös ovat sen tai ole joka mukaan sekä jo vain vielä nyt "
    "voi olisi ollut hänen tämä",
    "pl": "w na z się nie że jest do to o jak za po od ale dla czy przez był była było są tym jego jej który która "
    "które przed tylko może już oraz",
    "cs": "v na se je že z do to o k jako za po ale od byl byla bylo jsou pro podle který která které také už jen "
    "při nebo jeho",
    "hr": "je u se na da su za od koji koja koje što kao nije iz bi ali samo ili će bilo biti ne još nakon kod "
    "prema bila bio sve",
    "hu": "az és hogy nem is egy volt ez meg csak már de azt van kell még után szerint mint ha el vagy lehet minden "
    "között pedig",
    "ro": "de și în la cu o pe că nu este un din care pentru mai sunt fost au s-a dar ca sau prin după fi lui ale "
    "această acest",
    "tr": "ve bir bu için ile da de çok olarak daha ama gibi en kadar sonra olan ise değil ki her ne var ya veya "
    "göre oldu olduğu dedi etti",
    "vi": "và của là có không cho được trong một người với đã này những khi các tại ở từ đến cũng về rằng còn nào",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke oleh juga telah ada adalah karena bisa "
    "sudah mereka atau saat tersebut",
}
_LETTERS = {
    "de": "äöüß",
    "fr": "çèêàùœîû",
    "es": "ñáíóú",
    "pt": "ãõçáâê",
    "it": "àèìòù",
    "sv": "åäö",
    "da": "åæø",
    "nb": "åæø",
    "fi": "äö",
    "pl": "ąćęłńśźż",
    "cs": "ěščřžůý",
    "hr": "čćđšž",
    "hu": "őűáéö",
    "ro": "ășțâî",
    "tr": "ığşüöç",
    "vi": "ăâđêôơưạảấầậềểệịọốồộớờợụủứừựỳỹ",
}  # of words in lower case, each as good as a function word

_SCRIPTS = {
    "ARABIC": "Arab",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
}  # the first word of a letter's name in Unicode → ISO 15924
_UNCODED = "Zzzz"

_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "nb": "Norwegian",
    "fi": "Finnish",
    "pl": "Polish",
    "cs": "Czech",
    "hr": "Croatian, Bosnian or Serbian",
    "hu": "Hungarian",
    "ro": "Romanian",
    "tr": "Turkish",
    "vi": "Vietnamese",
    "id": "Indonesian or Malay",
    "und-Arab": "Arabic, Persian or another language in Arabic letters",
    "und-Beng": "Bengali or Assamese",
    "und-Cyrl": "Russian, Ukrainian or another language in Cyrillic letters",
    "und-Deva": "Hindi or another language in Devanagari",
    "und-Grek": "Greek",
    "und-Gujr": "Gujarati",
    "und-Hang": "Korean",
    "und-Hani": "Chinese",
    "und-Hebr": "Hebrew or Yiddish",
    "und-Jpan": "Japanese",
    "und-Taml": "Tamil",
    "und-Telu": "Telugu",
    "und-Thai": "Thai",
}

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u02ff\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uff21-\uff5a]")

_WORDS_OF = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_AMBIGUOUS = """
a i in is was on of we me no do as so he an am at to for over under or be it any all
"""  # in other languages, too
_ENGLISH_WORDS = FUNCTION_WORDS - frozenset(_AMBIGUOUS.split()) - frozenset().union(*_WORDS_OF.values())


def language_of(text: str) -> str:
    """The language of a text as a BCP 47 tag, as far as a small check can tell.

    Returns
    -------
    str
        `en`; another language (`de`, `fr`, `tr`, …); `und-` and a script for one that is known by its script alone
        (`und-Arab`, `und-Cyrl`, `und-Hani`, `und-Latn`, …); or `und` where too little text is there to tell.

    Examples
    --------
    >>> language_of("The council voted on Monday to close the library, and nobody was surprised.")
    'en'
    >>> language_of("Der Rat hat am Montag beschlossen, die Bibliothek zu schließen.")
    'de'
    >>> language_of("Arsenal 2, Chelsea 1")
    'und'
    """
    sample = text if len(text) <= SAMPLE else _beginning_and_middle(text)
    if not sample.isascii():
        script = _foreign_script(sample)
        if script:
            return f"{UNDETERMINED}-{script}"
    words = sample.split()
    if sum(map(_ENGLISH_WORDS.__contains__, words)) > max(2, _ENGLISH_SHARE * len(words)):
        return ENGLISH
    return _latin_language(_WORD.findall(sample))


def is_foreign(language: str) -> bool:
    """Whether a tag of `language_of` says that the text is not English; too little text does not.

    >>> is_foreign("und-Cyrl"), is_foreign("und"), is_foreign("en")
    (True, False, False)
    """
    return language not in (ENGLISH, UNDETERMINED)


def language_name(language: str) -> str:
    """A tag of `language_of` in words.

    >>> language_name("de"), language_name("und-Hani"), language_name("und-Latn")
    ('German', 'Chinese', 'a language that is not English')
    """
    return _NAMES.get(language, "a language that is not English" if is_foreign(language) else "unknown")


def _beginning_and_middle(text: str) -> str:
    middle = len(text) // 2
    return f"{text[: SAMPLE // 2]} {text[middle : middle + SAMPLE // 2]}"


def _foreign_script(sample: str) -> str | None:
    """The script that at least `_FOREIGN_SCRIPT` of the letters are in, if it is not Latin."""
    beyond = _BEYOND_LATIN.findall(sample)
    if len(beyond) < 2 or len(beyond) < _FOREIGN_SCRIPT * sum(map(str.isalpha, sample)):
        return None
    names = Counter(_SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], _UNCODED) for letter in beyond)
    return "Jpan" if names["Jpan"] > 0.1 * len(beyond) else names.most_common(1)[0][0]


def _latin_language(words: list[str]) -> str:
    """The language of words in Latin letters; those with a capital are names and tell nothing, unless it is shouted."""
    lower = [word for word in words if word.islower()]
    if sum(map(str.isupper, words)) > _SHOUTED_SHARE * len(words):
        lower = [word.lower() for word in words]
    if not lower:
        return UNDETERMINED
    english = sum(map(_ENGLISH_WORDS.__contains__, lower))
    language, hits = max(((name, _hits(name, lower)) for name in _WORDS_OF), key=lambda found: found[1])
    if len(lower) >= LEAST_WORDS and hits > max(2 * english, 2, _FOREIGN_SHARE * len(lower)):
        return language
    if english:
        rare = len(lower) >= _UNKNOWN_WORDS and english < _UNKNOWN_SHARE * len(lower)
        return f"{UNDETERMINED}-Latn" if rare else ENGLISH
    accented = sum(not word.isascii() for word in lower)
    unknown = len(lower) >= _UNKNOWN_WORDS or (len(lower) >= LEAST_WORDS and accented > _ACCENTED_SHARE * len(lower))
    return f"{UNDETERMINED}-Latn" if unknown else UNDETERMINED


def _hits(language: str, lower: list[str]) -> int:
    """Function words and characteristic letters, if at least three words differ."""
    own, letters = _WORDS_OF[language], frozenset(_LETTERS.get(language, ""))
    found = [word for word in lower if word in own or (not word.isascii() and not letters.isdisjoint(word))]
    return len(found) if len(set(found)) > 2 else 0
