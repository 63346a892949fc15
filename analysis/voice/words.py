"""The words by which quotations and their speakers are told from other text of English news.

All in small letters and without the final full stop.
"""

from analysis.sentences.words import SAYING


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that stand between a quotation and its speaker, whatever their tense.
SAYING_WORDS = SAYING | _words(
    """acknowledged adds admits agreed agrees alleged argues asserts began boasted cautioned
    cautions chanted claims commented complains conceded concedes confessed confirmed continues
    countered cried declares emphasised emphasized explains fumed insists joked jokes lamented
    maintained maintains muttered notes objected offered opined pleaded pledged posted predicted
    predicts promised proclaimed quoted recalls recounted reflected remarked remembered replies
    responds reads sang saying scoffed shot sneered stated states stressed stresses suggested
    suggests swore testified thundered tweets vowed vows warns whispered writes yelled"""
)

# In small letters within a title.
SMALL = _words(
    """a an and as at but by de del des du en for from in into la le nor of off on onto or out over
    per the to up upon van versus via von vs with"""
)

# What they stand before is a verb, the second kind mostly.
SUBJECTS = _words("i we he she they")
LOOSE_SUBJECTS = _words("it you there this")
AUXILIARIES = _words(
    """is are was were has have had will would can could do does did must should may might isn't
    aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't don't doesn't
    didn't mustn't shouldn't ain't"""
)
# After these an auxiliary belongs to a phrase: a man who has everything, the will, to do.
NO_SUBJECT = _words(
    """who whom which that what as how where when why if than to and or the a an his her their our
    my your its no free good ill political of at"""
)
# After a subject they are no verb: you and me, we the people.
NO_VERB = _words(
    """and or nor but the a an of in on at to for with guys girl people all both alone ourselves
    themselves"""
)

# Labels before a colon that name no speaker.
NO_SPEAKERS = _words(
    """ad address advice age alert also analysis and answer april august born bottom breaking but
    caption claim claims comment conclusion cons contact copyright correction cost country credit
    credits date dates deadline december details developing disclaimer editor's education email
    exclusive explainer fact fact-check facts faq february finally first follow friday gallery
    headline height how image images ingredients interactive january job july june key listen live
    location look map march may method monday more myth name note notes november now occupation
    october on opening opinion party phone photo photos picture pictures place playlist poll
    position price problem profile pros ps question quiz rating read reality recap recommended
    related remember result results review saturday score second see september serves so solution
    source sources sponsored sport sports status step subject summary sunday tags tel then third
    thursday time timeline tip tips today tomorrow tonight topic topics trending tuesday update
    updated updates verdict video warning watch weather website wednesday what when where which who
    why yesterday"""
)

# Datelines write them in capitals, as transcripts write speakers.
PLACES = _words(
    """alexandria amsterdam ankara athens atlanta austin baghdad bangkok beijing beirut belfast
    berlin boston brussels cairo canberra chicago dallas denver detroit dublin edinburgh frankfurt
    geneva houston islamabad istanbul jerusalem kabul kiev kyiv london madrid manila miami
    minneapolis moscow nairobi ottawa paris philadelphia phoenix pittsburgh prague rome seattle
    seoul stockholm sydney tehran tokyo toronto vienna warsaw washington"""
)

# What these say in the passive is thought by their subject: they were worried that it might.
FELT = _words("worried concerned convinced persuaded determined surprised told asked urged")

# What may stand between or behind a verb's object and is no part of what is said.
CIRCUMSTANCE = _words(
    """while when after before since until because although though if unless during"""
)

DAYS = _words(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight"""
)

# Of things these say what will come, and nothing that was said: it promises to be cold.
OMENS = _words("promise threaten")
BECOMING = _words("be become get")

# What these say of a relative “which” follows from a fact: which suggests that it fell.
FOLLOWING = _words("imply indicate reveal show suggest tell")

# A report of no other words says nothing by itself: that he, to the.
EMPTY = _words(
    """a an and are as at be been but by for from had has have he her him his if in is it its of
    on or she so that the their them they this to was were whether which who will with would"""
)

# Stand before a name and are no part of it.
ROLES = _words(
    """mr mrs ms miss dr sir dame lord lady sen rep gov sgt lt col gen capt cpl pvt maj prof rev
    hon fr br sr president chancellor chairman chairwoman minister secretary senator
    congressman congresswoman representative governor mayor judge justice detective inspector
    officer spokesman spokeswoman spokesperson director professor doctor king queen prince
    princess pope cardinal bishop coach captain sergeant general colonel lieutenant major
    councillor councilman councilwoman commissioner attorney ambassador superintendent sheriff
    builder bride groom skipper pensioner teacher lawyer nurse student neighbour neighbor
    shopkeeper farmer leader boss dad mum mom chief former vice deputy prime foreign first
    acting assistant"""
)

# Of a woman, and of a man: titles and nouns.
WOMEN = _words(
    """mrs ms miss dame lady spokeswoman chairwoman congresswoman councilwoman queen princess
    mother wife daughter sister woman girl actress grandmother aunt widow businesswoman"""
)

MEN = _words(
    """mr sir lord spokesman chairman congressman councilman king prince father husband son
    brother man boy actor grandfather uncle widower businessman"""
)

# A name with one of these is no person.
BODIES = _words(
    """agency airlines alliance army assembly assn association authority bank board bureau centre
    center church club college commission committee company conference congress corp council
    court department dept division federation force forces foundation fund group hospital
    house inc institute international journal league ltd ministry monday museum national
    network news office organisation organization parliament party police post press school
    senate service society states street summit team times treasury trust tribune tuesday
    union united university wednesday thursday friday saturday sunday january february march
    april may june july august september october november december city county state valley
    island river north south east west new"""
)
