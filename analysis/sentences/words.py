"""The words by which sentences of English news are told apart.

All in small letters and without the final full stop. `ABBREVIATIONS` holds no word that also ends
sentences of ordinary prose (ill, mass, sat, art): a wrong entry there joins two sentences.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Capitalised, they stand before a name and so never end a sentence.
TITLES = _words(
    """adm amb asst atty brig capt cdr cmdr col cpl cpt det dr drs fr gen gov govs hon insp lt lieut
    maj messrs mgr mlle mme mr mrs ms msgr mt mx pfc pres prof profs pvt rep reps rev revs sec sen
    sens sgt st supt"""
)

# Stand before a number.
NUMBERED = _words(
    """apr approx art aug ca ch dec ext feb fig figs jan mar no nos nov oct p para paras pp rs sec
    sept tel vol vols"""
)

# Stand between two names.
BETWEEN = _words("v viz vs")

# May end a sentence; the next word tells.
_OTHERS = _words(
    """al ala ariz assn assoc ave bldg blvd bros calif cf co colo conn corp cos dept ed eds esq est
    etc excl fla ft govt hwy inc incl inst intl jr kan ky llc ltd mfg mich minn mont natl neb nev
    okla ph.d plc pa rd sq sr tenn tex univ va vt wis wisc wyo"""
)

ABBREVIATIONS = TITLES | (NUMBERED - {"art", "mar"}) | BETWEEN | _OTHERS

# Rarely capitalised in the middle of a sentence: after an abbreviation they open a new one.
STARTERS = _words(
    """a about according across after again all almost along also although among an and another any
    anyone around as asked at because before both but by despite did do does during each earlier
    either even every everyone few for from had has have he her here his how however i i'd i'll i'm
    i've if in instead is it it's its just last later many meanwhile more moreover most much my
    neither never nevertheless no nobody none nor not nothing now of often on once only or other
    others our over perhaps several shares she since so some soon still such that that's the their
    then there there's these they they're they've this those though through thus to today tomorrow
    tonight under unlike until we we're we've were what when where whether which while who why with
    within without yesterday yet you your
    analysts authorities campaigners critics detectives experts firefighters investigators investors
    lawmakers neighbours neighbors observers officers officials opponents people prosecutors
    protesters relatives reporters researchers rescuers residents scientists sources supporters
    survivors volunteers voters witnesses"""
)

# Verbs that attribute a quotation to whoever is named before them.
SAYING = _words(
    """added admitted announced answered argued asked asks asserted begged bellowed called claimed
    complained concluded continued cried declared demanded exclaimed explained insisted joked
    laughed mused noted observed pleaded quipped recalled remarked replied reported responded said
    says screamed shouted shrugged sighed snapped tells told tweeted urged warned went wondered
    wrote yelled"""
)

# Stand in small letters within a name, and between the names of a byline.
PARTICLES = _words("al bin da de del den der di la le van von")
JOINING_NAMES = PARTICLES | _words(
    "& additional and at by editing for from in of reporting research the via with writing"
)
