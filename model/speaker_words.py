"""Words that make a speaker: titles, persons and bodies, and the small words around a noun phrase."""

from __future__ import annotations

from functools import lru_cache

from .quoted_speech import QUOTE, TITLE
from .reporting_verbs import SOURCE_NOUNS, word_set

SIGNS = ".,;:!?()[]{}\"“”„«»'’‘`…—–-*" + QUOTE + TITLE
STOPS = (",", ";", ":", "—", "–", "?", "!", ")", "…", QUOTE, TITLE)
KNOWN_WORDS = 4096
"""Words whose analysis is remembered."""


PRONOUNS = frozenset(["he", "she", "they", "it"])
OWN = frozenset(["i", "we", "you", "one"])
"""Subjects that are the writer or the reader."""

QUANTIFIERS = word_set("many some others several most few everyone nobody another both all")

DETERMINERS = word_set("the a an his her their its our my this these that those one each another")
TITLES = word_set(
    """mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend father sister brother
    bishop archbishop cardinal pope imam rabbi sheikh shri smt president vice prime minister chancellor
    senator sen rep representative congressman congresswoman governor gov mayor councillor cllr mp judge
    justice magistrate secretary leader chief chairman chairwoman chair director manager coach captain capt
    general gen maj major colonel col lieutenant lt sergeant sgt corporal constable pc inspector detective
    superintendent commissioner officer executive ambassador king queen prince princess speaker editor
    author analyst spokesman spokeswoman spokesperson attorney sheriff whip envoy deputy alderman mother
    matron nurse admiral commander brigadier marshal premier taoiseach comrade ceo hon honourable"""
)
PARTICLES = word_set(
    """de del della der den di da dos das do du la le van von zu bin ibn al el ul ur bint ter ten af y e d' abu"""
)
ORG_WORDS = word_set(
    """bank ministry department university institute house office court association federation union council board
    chamber society church bishop republic city college school school's bureau agency centre center
    committee commission organisation organization league academy museum theatre fund secretary party
    confederation royal state states kingdom army"""
)
ABBREVIATIONS = word_set("St Jr Sr Cos Inc Ltd Co Corp Bros Mt Ft")
DATES = word_set(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow january february
    march april june july august september october november december"""
)
STARTERS = word_set(
    """on in at by for from to of but and or so yet when while as if after before since because although though
    meanwhile later then also however still now earlier last next this that there here both even only once
    asked speaking writing delivering responding according what why how where who which not with about until
    despite during yesterday elsewhere instead indeed perhaps"""
)
AUXILIARIES = word_set(
    """has have had is are was were be been being will would can could may might must shall should do does did"""
)
PREPOSITIONS = word_set("of for at from in by with within")
ATTACHING = PREPOSITIONS | {"on", "near", "outside", "behind", "above", "to", "about", "against"}
BOUNDARY = (
    STARTERS
    | AUXILIARIES
    | PREPOSITIONS
    | word_set(
        """whom whose than into onto over under against through between among without upon near nor never just whether
    to it he she they we i you him them us me who's there yes no published released issued seen told said
    says reporters made took came went got gave"""
    )
)
SKIPPED = word_set(
    """has have had will also later then now once again still often always never just even since all both
    reportedly is are was were been already did does do too further yesterday today himself herself
    themselves itself would long first earlier"""
)
AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person", "people", "crat")
AGENTS = word_set(
    """police company firm club council ministry department government union party court bank airline committee
    agency board team group charity school university hospital authority watchdog army military navy church
    family jury panel coalition alliance association federation foundation institute museum office embassy
    kremlin pentagon palace white house town city village opposition cabinet parliament senate congress
    commission bureau fund force staff crew chief boss chair head coach judge mayor official aide spouse
    wife mother father son daughter uncle aunt brother sister parent friend colleague source witness pilot
    expert critic analyst economist guard captain patient student client resident delegate child children
    girl boy king queen pope bishop priest dean clerk cleric diplomat envoy nurse surgeon chef host rival
    giant brand retailer network operator mp mps parents teenager authorities firms companies parties unions
    families charities agencies ministries councils officials locals nationals rebels militants activists
    troops press public advocate colonel general sergeant monarch bloc nation country kingdom state province
    region delegation campaign body bodies side sides lawyers counsel many some others several most few
    everyone nobody both clubs industry sector market markets institution nonprofit president agent
    correspondent respondent superintendent opponent dissident proponent scientist defendant accountant
    assistant consultant claimant applicant participant merchant tenant migrant immigrant servant occupant
    attendant commandant complainant informant employee trustee nominee appointee refugee attendee adversary
    secretary emissary missionary observer relative media tribunal inquest bench juror maker makers start-up
    startup referee umpire bailiff executive centre-back winger striker goalkeeper attorney"""
)
NOT_AGENTS = word_set(
    """water river paper number weather matter winter summer order power computer factor other another letter hour
    offer error floor door corner motor fever rather however either neither member-state tower cover layer
    meter chapter character disaster danger answer dinner supper colour color labor labour-saving humor
    humour rumour rumor moment government-owned present recent event different cement tent parent-company
    current starter chamber remainder reminder border folder wonder her never over under after ever"""
)


@lru_cache(maxsize=KNOWN_WORDS)
def core(word: str) -> str:
    """A word without the signs around it."""
    return word.strip(SIGNS)


@lru_cache(maxsize=KNOWN_WORDS)
def ends(word: str) -> bool:
    """Whether a phrase ends with this word; the stop of an initial or a title does not count."""
    if word.endswith(STOPS):
        return True
    if not word.endswith("."):
        return False
    bare = word[:-1]
    return not (len(bare) == 1 or "." in bare or bare.lower() in TITLES or bare in ABBREVIATIONS)


@lru_cache(maxsize=KNOWN_WORDS)
def is_name(word: str) -> bool:
    """Whether a word has a capital (a small prefix as in al-Hassan or d'Arcy aside)."""
    bare = core(word)
    return bare[:1].isupper() or (len(bare) > 4 and bare[:3].lower() in ("al-", "el-", "ul-") and bare[3].isupper())


@lru_cache(maxsize=KNOWN_WORDS)
def is_agent(noun: str) -> bool:
    """Whether a noun is a person or a body that can speak."""
    noun = noun.lower()
    if noun in AGENTS or noun in PRONOUNS or noun in TITLES:
        return True
    singular = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    if singular in AGENTS or singular in TITLES:
        return True
    return noun not in NOT_AGENTS and singular not in NOT_AGENTS and singular.endswith(AGENT_ENDINGS)


def is_common(noun: str) -> bool:
    """Whether a capitalised word is a listed person or body after all, and no name: "Police", "Residents"."""
    lower = noun.lower()
    return lower in AGENTS or (lower[-1:] == "s" and lower[:-1] in AGENTS) or lower in SOURCE_NOUNS
