"""The words that English sentences are held together by."""

_FUNCTION_WORDS = """
a an the this that these those such same other another each every either neither both all any some no none few many
much more most less least several enough i me my mine myself we us our ours ourselves you your yours yourself
yourselves he him his himself she her hers herself it its itself they them their theirs themselves ones who whom
whose which what whoever whatever somebody someone something anybody anyone anything everybody everyone everything
nobody nothing and or but nor so yet for if unless until till while whereas although though because since as than
whether when whenever where wherever why how once of in on at by to from with without within into onto upon up down
out off over under above below between among amid against about across after along around before behind beneath
beside besides beyond despite during except inside like near outside past per round through throughout toward
towards underneath via be am is are was were been being have has had having do does did doing done will would shall
should can could may might must ought need dare let not never only just even also too very quite rather still
already ever again there here then now thus hence therefore however isn't aren't wasn't weren't don't doesn't didn't
won't wouldn't can't cannot couldn't shouldn't hasn't haven't hadn't it's that's there's he's she's we're they're
i'm you're we've they've i've who's what's let's i'll we'll they'll it'll he'd she'd they'd i'd
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""The closed classes of English."""
