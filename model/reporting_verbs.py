"""Verbs and nouns that report what somebody says, by what they need around them to count."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Words separated by blanks, as a set."""
    return frozenset(words.split())


SPEECH = "speech"
"""Reports speech whoever the subject is: said, told, added."""

STANCE = "stance"
"""Reports speech or thought when a person or body is the subject: denied, accused, believes."""

CLAUSE = "clause"
"""Has everyday senses, so that a clause or a quotation must follow or go before: noted, claimed, found."""

_SPEECH = """said says told tells added adds replied replies remarked remarks quipped retorted commented recalled
    recalls joked exclaimed shouted cried whispered muttered testified testifies tweeted tweets wrote writes
    asked asks insisted insists explained explains argued argues stated reiterated reiterates recounted
    interjected countered counters protested responded reflected yelled sighed laughed mused"""

_STANCE = """warned warns urged urges denied denies accused accuses praised praises criticised criticized
    criticises criticizes condemned condemns blamed blames rejected rejects dismissed dismisses alleged alleges
    allege acknowledged acknowledges admitted admits conceded concedes confirmed confirms confirm declared
    declares demanded demands vowed vows pledged pledges promised promises complained complains cautioned
    cautions believed believes believe hoped predicted predicts predict thinks expects expect fears feared hopes
    advised advises recommended recommends asserted asserts contended contends announced announces emphasised
    emphasized emphasises emphasizes stressed stresses described describes hailed hails branded brands dubbed
    labelled labeled lamented laments boasted boasts hinted hints lauded welcomed welcomes defended defends
    disputed disputes disputes slammed slams lambasted denounced denounces decried deplored apologised
    apologized threatened threatens appealed appeals speculated suspects disagreed disagrees
    proposed proposes estimated forecasts blasted refuted refutes say argue insist warn deny urge criticise
    criticize complain fear think claim accuse blame acknowledge admit praise suspect worry contend maintain
    hope caution advise recommend condemn tell add concede vow explain concur deemed likened
    congratulated thanked mocked ridiculed derided scoffed reckons reckon reckoned rebuked reminded
    reminds informed informs proclaimed opined pleaded swore expressed"""

_CLAUSE = """claimed claims noted notes observed observes maintained maintains reported reports announce suggested
    suggests suggest revealed reveals reveal disclosed found finds find showed shows show indicated
    indicates indicate concluded conclude estimates estimate states state called calls read reads reasoned
    termed agreed agrees agree learned felt feels feel thought understood understands projected projects points pointed
    sees saw put puts ruled rules testify guessed assured assures cited cites signalled signaled questioned
    continued continues charged concludes determined confessed implied implies decreed posted chanted requested
    underscored underscores worried worries recollected doubted
    questions heralded recommended wondered wonders likens calling answered answers held holds deposed submitted
    remembers remembered relates related relate attested affirmed mentioned mentions calculated calculates calculate"""

_PARTICIPLES = """saying adding warning arguing insisting claiming telling urging accusing alleging describing
    stressing noting denying explaining calling"""

VERBS: dict[str, str] = (
    dict.fromkeys(_CLAUSE.split(), CLAUSE)
    | dict.fromkeys(_STANCE.split(), STANCE)
    | dict.fromkeys(_SPEECH.split(), SPEECH)
)
"""Finite form → what it needs."""

PARTICIPLES = frozenset(_PARTICIPLES.split())
"""Forms that report with the subject of the main clause: "…, saying the count was a fraud"."""

INVERTING = (word_set(_SPEECH) - {"told", "tells"}) | word_set(
    """warned claimed admitted noted declared announced confirmed suggested observed complained cautioned conceded
    acknowledged predicted answered lamented boasted insisted say stressed reckons reckoned maintained demanded
    thought wondered read vowed"""
)
"""Forms that may stand before their subject: "…, said Ana Ruiz"."""

BARE = word_set(
    """say argue insist warn deny urge criticise criticize complain fear think claim accuse blame acknowledge admit
    praise suspect worry contend maintain hope caution advise recommend condemn tell add concede vow explain
    believe predict expect allege confirm announce suggest reveal find show indicate conclude estimate feel
    testify state concur reckon"""
)
"""Forms of plural subjects, which are infinitives elsewhere: not after "to" or a modal."""

AMBIGUOUS_NOUNS = word_set(
    """claims notes reports calls remarks comments demands hopes fears promises estimates states forecasts
    questions rules points holds projects appeals pledges vows answers finds shows brands laments counters tweets
    claim state estimate find show fear hope blame praise caution promise"""
)
"""Forms that are nouns as often: what follows must be able to follow a verb."""

ADJECTIVE_CUES = word_set("adamant convinced confident insistent sceptical skeptical")
"""What a speaker "was" before a clause that the speaker stands behind."""

TALLY_NOUNS = word_set("""reckoning count tally account admission calculation calculations estimate estimates""")
"""What a figure is by: "by the referee's own tally"."""

STATEMENT_NOUNS = word_set("""view message argument verdict position assessment advice words answer belief""")
"""What is somebody's own in "the minister's view is that …"."""

SOURCE_NOUNS = word_set(
    """report reports study studies survey surveys poll polls figures data statement letter memo document documents
    papers records filing filings analysis audit review research researchers statistics findings results
    paper email emails indictment complaint affidavit lawsuit judgment ruling inquiry investigation census
    estimates minutes accounts images footage notice article article's forecast index assessment evidence
    transcript transcripts tests model models bulletin dossier polling numbers"""
)
"""Things that say something: reports, figures, papers."""

EVIDENCE = word_set(
    """found finds find showed shows show shown indicated indicates indicate suggested suggests suggest revealed
    reveals reveal concluded conclude estimates estimated states confirmed confirms confirm reads read
    projects projected predicts predicted warned warns warn claims claimed alleges alleged describes
    described recommended recommends noted notes argues acknowledged acknowledges blamed blames disclosed
    criticised criticized"""
)
"""Forms that a source noun may be the subject of without a clause after it."""

PARTICLE_OF = {
    "called": ("for",),
    "calls": ("for",),
    "calling": ("for",),
    "pointed": ("out",),
    "points": ("out",),
    "put": ("it",),
    "puts": ("it",),
}
"""Verb → words after it that belong to it."""

BE = word_set("is was were are been be being am get got gets")

PASSIVE = word_set(
    """described accused criticised criticized condemned praised dismissed rejected hailed branded dubbed labelled
    labeled denounced called welcomed blamed lauded disputed denied slammed"""
)
"""Participles whose "by …" names a speaker."""

IMPERSONAL = word_set("""said believed thought feared claimed alleged reported understood hoped argued""")
"""Participles of "it is … that"."""

EMPTY_NOUNS = word_set(
    """critics critic supporters observers observer experts expert analysts commentators pundits many some others
    several insiders onlookers people everyone detractors opponents proponents sceptics skeptics advocates
    most few sources campaigners it they nobody someone rumours rumors speculation voices those fans
    believers cynics traditionalists purists optimists pessimists historians scholars legend tradition
    enthusiasts"""
)
"""Heads of sources that name nobody."""
