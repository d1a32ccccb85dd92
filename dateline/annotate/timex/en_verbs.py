"""The verbs of English news by where they look: lists that stand in for a parser's tenses."""

from __future__ import annotations

from typing import Final

from dateline.text.wordlist import word_set

FUTURE: Final = word_set(
    "opens begins starts reopens premieres airs convenes reconvenes resumes arrives departs will shall won't "
    "cannot can't 'll would must should may might could can going plan plans planned planning expect expects "
    "expected expecting schedule schedules scheduled scheduling intend intends intended aim aims aiming hope "
    "hopes hoping hoped due slated poised propose proposes proposed promise promises promised pledge pledges "
    "pledged vow vowed forecast forecasts predict predicts predicted anticipate anticipates anticipated "
    "upcoming deadline effective payable tomorrow until till pending awaits await prepares prepare preparing "
    "prepared ready set postponed delayed targeting target targets maturing matures expires expire go goes meet "
    "meets travels faces hosts visits plays projected project projects wants want seeks invited asked urged "
    "demanded"
)
"""Verbs and adjectives whose date lies ahead of the telling."""
NEXT_TO_DATE: Final = word_set(
    "reports until till by due effective payable expires expire begins starts opens reconvenes resumes ends launches "
    "arrives meets returns debuts premieres closes starting beginning start begin open arrive launch resume "
    "reopen reopens convenes takes runs record matures maturing ending expiring"
)
"""Words that look ahead when the date follows at once."""
INFINITIVES: Final = word_set("start begin open arrive launch resume reopen")
"""Of those, the ones that may stand after "to": then what stands before it decides."""
ON_OR_IN: Final = word_set("reports record runs ends meets returns takes")
"""Of those, the ones that also mean something else: they need the date at once, or after "on" or "in"."""
PAST: Final = word_set(
    "said was were had did has have told made took began fell rose came went saw got gave found left met sold "
    "bought won lost held led ran spoke wrote thought knew grew paid sent became brought kept stood heard lent "
    "shot hit put cut set shut quit broke chose drew drove flew rode hung sank struck spent built caught fought "
    "taught slept swore tore wore beat bid cast hurt let read spread split rebuilt withdrew overthrew underwent "
    "arose awoke bore bound bred burst clung crept dealt dug fed fled flung forgave forgot froze ground hid "
    "knelt laid lay leapt lit meant misled mistook outdid overcame oversaw proved rang sought shook shone "
    "shrank slid sprang stole stuck stung swam swept swung threw trod understood woke wound undertook felt done "
    "been gone seen taken given known shown born ago didn't wasn't weren't hadn't hasn't haven't reported "
    "earned surged plunged sang drank begun chosen broken written driven spoken fallen flown grown worn torn "
    "stolen hidden ridden risen shaken sworn thrown frozen forgotten beaten eaten drawn withdrawn blown "
    "overthrown undergone undertaken overtaken mistaken"
)
"""Pasts and participles that do not end in -ed, and auxiliaries."""
NOT_PAST: Final = word_set(
    "united need speed indeed hundred limited allied red bed fed wed shed seed feed breed proceed exceed succeed "
    "embed unprecedented related advanced kindred sacred naked wicked aged based armed wounded injured alleged "
    "hatred crooked heed bleed greed rugged beloved deed weed creed greed steed tweed reed biased supposed "
    "interested experienced"
)
"""Words in -ed that are no past."""
AUXILIARIES: Final = word_set("was were had has have been got did")
TALK: Final = word_set("spoke spoken speak speaks speaking talk talks talked talking")
"""Verbs whose "of" or "about" names what is to come: bankers spoke of the middle of June."""
NEGATIONS: Final = word_set("nobody not no never nothing none didn't wasn't weren't hadn't couldn't")
SENSING: Final = word_set("see hear read watch tell find feel")
"""What one could do is what one did: investors could see on Wednesday."""
MAY: Final = word_set("will could may might would should can")
OCCASIONS: Final = word_set("hearing meeting trial sentencing summit conference vote election ceremony launch deadline")
"""What is fixed for a day: "put off to a hearing on 25 September" may lie ahead after any verb."""
TELLING: Final = word_set("vowed promised pledged proposed predicted urged asked demanded invited projected")
"""Pasts that look ahead themselves, but whose own date is that of the telling: "vowed on Tuesday to press ahead"."""
PAST_WITH_TO: Final = word_set(
    "began started managed failed forced helped used came went continued refused needed had tried led compelled "
    "ceased stopped returned turned rushed gathered marched voted appeared seemed proved happened"
)
"""Pasts whose infinitive happened too: "failed to sell it in May"."""
COMMIT: Final = word_set(
    "agreed decided voted ordered elected moved offered threatened opted resolved swore chose agreement plan "
    "plans deal decision proposal bid effort offer commitment right option program campaign intention promise "
    "pledge vow refuses decline agrees decides"
)
"""What one does or makes to do something later: "agreed to buy it in February"."""
SUMMON: Final = word_set(
    "subpoenaed ordered summoned invited asked urged instructed directed commanded"
)
"""What makes somebody else do something later: "summoned the chairman to testify on Feb. 10"."""
SAME_FORM: Final = word_set(
    "cut hit put set shut quit beat bid cast hurt let read spread split burst cost come run become beset"
)
"""Verbs whose past looks like their infinitive."""
MODALS: Final = word_set("will would shall should may might can could must to not won't cannot can't 'll")
DURATIVE: Final = word_set(
    "held stayed remained ran lasted lived worked went continued took stood kept served led reigned ruled stuck "
    "survived waited"
)
"""Pasts that last: "held out until May" is over, "was extended until May" may not be."""
RIGHT_FUTURE: Final = word_set(
    "will shall won't 'll must plans expects scheduled expected slated due hopes intends"
)
"""Of the words that look ahead, those that do so for a date before them."""
NEED_TO: Final = word_set(
    "hoped asked urged proposed prepared delayed project target forecast targets projects"
)
"""Words that look ahead only with an infinitive after them."""
NOUNS: Final = word_set(
    "plan plans schedule forecast promise promises pledge pledges target targets project projects hope hopes "
    "vow"
)
"""Words that look ahead as verbs, but not as nouns: "on the plan"."""
DETERMINERS: Final = word_set("a an the its their his her this that these those our any new no of on")
NOT_INFINITIVE: Final = word_set(
    "the a an his her its their our my your this that these those some any all each both no more most less about "
    "around himself herself itself themselves him them us me it you reporters journalists people shareholders "
    "holders power school work death life court prison jail date iraq israel china japan europe russia washington "
    "london congress parliament customers investors"
)
"""Words after "to" that make it a preposition."""
