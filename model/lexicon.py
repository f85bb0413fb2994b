"""The word lists behind the linguistic cues: newsgrain's own, one list a cue.

The families follow the literature on subjectivity, factuality and uncertainty in news: reporting verbs and
sources, hedges and deontic modality, evaluation and intensification, person, stock significance, connectives,
and the concrete matter of news (times, quantities, offices, events). A word may stand in several lists.
"""

WORD_LISTS: dict[str, str] = {
    "speech verb": """said says say saying told tells tell telling added adds announced announces announce
        warned warns warn urged urges urge stated states replied replies responded responds commented comments
        explained explains explain noted notes insisted insists insist declared declares reported reports
        confirmed confirms confirm denied denies deny acknowledged acknowledges admitted admits recalled recalls
        testified testifies wrote writes tweeted tweets asked asks pledged pledges vowed vows promised promises
        quoted quotes quipped joked shouted whispered remarked observed observes conceded concedes reiterated
        emphasised emphasized emphasises emphasizes stressed stresses stress disclosed discloses revealed reveals
        cautioned cautions advised advises recommended recommends demanded demands complained complains
        countered counters retorted answered answers argued argues argue claimed claims claim alleged alleges
        asserted asserts contended contends maintained maintains suggested suggests suggest concluded concludes
        estimated estimates predicted predicts forecast forecasts projected projects expects expected anticipates
        accused accuses criticised criticized criticises criticizes condemned condemns praised praises
        described describes hailed hails called calls dubbed branded blamed blames declined refused""",
    "thought verb": """believe believes believed think thinks thought feel feels felt hope hopes hoped fear fears
        feared doubt doubts doubted consider considers considered know knows knew assume assumes assumed suspect
        suspects suspected regard regards regarded wonder wonders wondered imagine guess reckon reckons reckoned
        agree agrees agreed disagree disagrees understand understands understood worry worries worried""",
    "source noun": """according statement spokesman spokeswoman spokesperson spokespeople interview report testimony
        affidavit filing filings memo letter email document documents survey poll study data figures records
        transcript briefing conference press release indictment complaint court prosecutors police officials
        official sources source agency ministry department officer lawyer attorney witness witnesses economist
        economists researchers researcher scientists professor author analyst aides aide diplomats diplomat""",
    "empty source": """critics supporters observers experts analysts commentators pundits many some others several
        insiders onlookers fans residents locals advocates opponents proponents sceptics skeptics detractors
        enthusiasts historians everyone people public community citizens stakeholders audiences readers viewers
        professionals voters those speculation rumours rumors reportedly widely""",
    "hedge": """may might could perhaps possibly maybe likely unlikely probably apparently appears appear appeared
        seems seem seemed potentially potential presumably arguably roughly about around nearly almost somewhat
        tend tends tended suggests uncertain unclear allegedly reportedly purportedly""",
    "obligation": """must should ought need needs needed imperative essential vital crucial necessary urgent urgently
        required require requires important necessity paramount critical incumbent obliged obligation duty
        responsibility responsible""",
    "future": "will would shall won't wouldn't 'll going gonna tomorrow soon upcoming forthcoming next",
    "first person singular": "i me my mine myself i'm i've i'd i'll",
    "first person plural": "we us our ours ourselves we're we've we'd we'll let's",
    "second person": "you your yours yourself yourselves you're you've you'd you'll",
    "praise": """brilliant excellent superb outstanding remarkable magnificent wonderful beautiful great good fine
        best better impressive inspiring inspirational stunning splendid admirable heroic courageous brave wise
        clever elegant exquisite memorable delightful charming fascinating thrilling gripping captivating
        compelling masterful exceptional extraordinary incredible amazing fantastic terrific marvellous marvelous
        perfect flawless iconic legendary beloved vibrant refreshing welcome rightly deserves deserved triumph
        masterpiece gem joy delight treasure success honest decent dignified graceful talent brilliance
        prowess acumen dedication passion resilience unwavering invaluable commendable noteworthy""",
    "blame": """terrible awful dreadful horrible appalling disgraceful shameful outrageous absurd ridiculous
        ludicrous pathetic stupid foolish reckless cynical hypocritical dishonest corrupt cowardly cruel evil
        vicious nasty ugly bad worse worst poor weak failed failure failing disastrous catastrophic incompetent
        inept clueless hollow empty dull boring tedious mediocre bland clumsy cheap shabby grotesque
        obscene insane crazy mad lunatic radical extremist extreme fringe bigoted racist sexist dangerous toxic
        divisive misguided flawed wrong wrongly unfair unjust unacceptable inexcusable indefensible laughable
        embarrassing humiliating bogus phony fake false misleading lie lies lying liar nonsense rubbish garbage
        hypocrisy farce sham charade disgrace betrayal scandal shame folly vandalism delusion propaganda
        hysteria blunder fiasco debacle mess chaos disaster demagogue tyranny cowardice arrogance greed smear
        assault attack attacks war destroy destroys destroying ruin ruined wreck undermine undermines""",
    "loaded verb": """rammed slithered gloated whined sneered caved grovelled pandered peddled peddling touted
        slammed blasted ripped torched bashed lashed trashed mocked ridiculed smeared demonised demonized gutted
        axed slashed bungled botched squandered scrambled doubled dodged ducked fawned parroted clamoured railed
        ranted raged spewed spouted meddling meddled weaponized weaponised hijacked bullied bullying foisted""",
    "intensifier": """very utterly deeply truly simply merely frankly obviously surely indeed clearly certainly
        absolutely completely totally really quite rather extremely incredibly remarkably particularly especially
        undoubtedly unquestionably undeniably literally basically hardly barely scarcely even just only still
        actually exactly precisely genuinely highly too so such ever far much nothing""",
    "comment adverb": """unfortunately sadly tragically fortunately thankfully luckily hopefully ironically
        predictably unsurprisingly surprisingly curiously interestingly strangely rightly wrongly naturally
        admittedly evidently supposedly so-called ostensibly conveniently shamelessly brazenly blatantly""",
    "vague significance": """significant significantly significance implications implication consequences concerns
        concern questions question challenges challenge challenging landscape impact impacts effects future debate
        debates discussion discussions attention spotlight role highlights highlight highlighted underscores
        underscore underscored underlines raises raise raised sparked sparking spark testament reminder journey era
        turning pivotal moment milestone step steps direction development developments complex complexity
        complexities delicate balance broader wider lasting ongoing growing increasing increasingly evolving
        changing ever-changing dynamic dynamics repercussions ramifications ripple trajectory momentum shift
        importance relevance tensions uncertainty outcome situation issue issues matter topic crossroads
        game-changer showcases showcasing marks marking serves serve demonstrates demonstrating reflects
        reflecting illustrates shed sheds light buzz anticipation excitement eagerly""",
    "hollow call": """dialogue stakeholders together ensure ensuring ensures parties collaboration collaborative
        cooperation cooperate sustainable inclusive foster fostering constructive solution solutions measures
        collective collectively unity peaceful peacefully peace stability mutual understanding transparency
        accountability awareness efforts effort commitment committed commit strive promote promoting address
        addressing tackle prioritise prioritize prioritizing prioritising safeguard holistic comprehensive
        proactive vigilant vigilance engage engagement open-minded cautious caution consider carefully lessons
        learned learn navigate navigating common ground compromise restraint calm wellbeing well-being safety""",
    "signpost": """conclusion overall firstly secondly thirdly finally lastly furthermore moreover additionally
        meanwhile nevertheless nonetheless look explore delve examine closer below above following introduction
        background overview summary summing sum short brief recap takeaway takeaways key points here's context
        noting said mentioned discussed worth read know understanding why what how""",
    "boilerplate": """subscribe subscription subscribers newsletter newsletters click cookies cookie copyright
        reserved rights photo photos photograph picture image images getty afp reuters ap xinhua caption
        advertisement advertising sponsored share shares tweet twitter facebook instagram whatsapp linkedin youtube
        follow comments comment updated published edited editing editor reporting contributed contributor
        contributors byline sign signup loading disclaimer terms privacy policy login register download app
        apps video player podcast listen watch gallery related trending more here link links website page
        homepage menu search contact donate donation inbox alerts alert breaking morning daily weekly exclusive
        email subscribe free trial javascript browser correction clarification republished originally file
        courtesy credit getty pool handout est edt gmt bst utc""",
    "causal connective": """because therefore thus hence consequently accordingly since so thereby result results
        resulting leads lead led cause causes caused due means mean meant""",
    "contrast": "but yet however although though despite while whereas instead rather unlike nevertheless",
    "negation": """not no never none nobody nothing neither nor cannot can't don't doesn't didn't isn't aren't
        wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't without n't""",
    "date word": """january february march april june july august september october november december jan feb aug
        sept oct nov dec monday tuesday wednesday thursday friday saturday sunday yesterday today tonight
        morning afternoon evening night week month year years weeks months days hours ago earlier later last""",
    "quantity": """percent per cent million billion trillion thousand hundred dozen dollars pounds euros rupees
        yen half third quarter quarters points point miles kilometres kilometers metres meters feet tonnes tons
        barrels acres hectares degrees votes seats goals runs one two three four five six seven eight nine ten
        first second total average rate""",
    "office": """mr mrs ms dr sir lord lady president prime minister secretary senator sen rep representative
        governor mayor councillor judge justice chief executive chairman chairwoman chair director manager coach
        captain general colonel sergeant king queen prince princess pope bishop professor ceo founder leader
        deputy commissioner ambassador chancellor mp congressman congresswoman republican democrat spokesman""",
    "event verb": """killed died injured arrested charged jailed sentenced convicted acquitted signed voted elected
        appointed resigned launched opened closed won beat lost scored defeated drew bought sold acquired merged
        fell rose climbed dropped gained hit struck crashed collapsed fired shot attacked seized raided evacuated
        rescued found discovered filed sued ruled approved rejected passed banned suspended released published
        arrived left met visited returned moved began started ended born married joined founded built raised
        cut fined ordered held took came went made gave received paid sent used brought set put ran""",
    "absolute": """always never everyone everybody nobody all every any entire entirely whole nothing everything
        anyone ever forever no-one countless myriad numerous various""",
    "superlative": "most least best worst greatest biggest largest smallest highest lowest finest longest",
    "question word": "who what when where why how which whose whom",
    "pointer": "this these that those such it there here",
    "past auxiliary": "was were had did been",
    "present auxiliary": "is are has have am be being do does",
    "third person": "he she his her him they them their its",
    "conditional": "if unless whether would were otherwise",
}
"""Cue name → words, lower case, separated by blanks."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    "-ed form": ("ed",),
    "-ing form": ("ing",),
    "-ly adverb": ("ly",),
    "abstract noun": ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "hood"),
    "adjective suffix": ("ous", "ive", "ful", "less", "able", "ible", "ish", "esque"),
    "plural": ("s",),
}
"""Cue name → endings that count for words of five letters or more."""


def listed_words() -> frozenset[str]:
    """Every word of `WORD_LISTS`."""
    return frozenset(word for words in WORD_LISTS.values() for word in words.split())
