"""English phrases that lead, join, deny or bury what is asked; the names are those of the other languages."""

from __future__ import annotations

from survey_seg.questionnaire.lint.words.cues import cue, phrases
from survey_seg.questionnaire.lint.words.late import Late

AND_OR = cue("and und", r"\band ?/ ?or\b")
TAG = cue(
    (
        "isn't aren't don't doesn't didn't wouldn't won't shouldn't can't couldn't haven't hasn't right "
        "correct agree surely not wasn't weren't true"
    ),
    r"(?:^|[.?!:] |, )(?:don't|wouldn't|isn't|aren't|shouldn't|can't|couldn't|haven't|hasn't|won't|doesn't|didn't|"
    r"wasn't|weren't) [^.]*\?|"
    r"(?:^|[.?!:] |, )(?:do|would|is|are|should|can|could|have|will) (?:you|it|we|they) not\b[^.]*\?|"
    r", (?:right|correct|agreed|true|ok|okay|no|yes|don't you agree|don't you think)\?|"
    r"(?:wouldn't|don't) you (?:agree|say|think)|would you (?:not|also) agree|(?:^|[.:] )surely\b|"
    r"(?:^|[.:] )(?:would|do) you agree that (?:it is|it's|our|the)? ?(?:clear|obvious|important to|best)\b",
)
AUTHORITY = cue(
    (
        "people experts studies research scientists doctors dentists customers everyone everybody analysts "
        "consumers companies firms leaders professionals specialists users parents evidence physicians "
        "majority colleagues peers businesses managers known surveys nutritionists economists americans "
        "europeans buyers fleets competitors organisations organizations drivers trainers who science "
        "consultants engineers owners shoppers members practitioners authorities psychologists statistics "
        "industry teams scientifically households others"
    ),
    (
        r"(?<!other )\b(?:(?:most|many|almost all|nearly all|more and more|the majority of|a majority of|"
        r"leading|independent|top|numerous|several|recent|all|health|industry|security|financial|consumer|"
        r"nutrition|fitness|some of the|nine out of ten|\d+ (?:out of|in) \d+|\d+ ?%|\d+ per ?cent|the vast "
        r"majority of) (?:of )?(?:our |your |the |other |successful |leading |modern |smart |satisfied |"
        r"responsible |independent |similar |industry |market |it |hr |small |large )*(?:people|experts|"
        r"studies|research|scientists|doctors|dentists|customers|analysts|consumers|companies|firms|leaders|"
        r"professionals|specialists|users|parents|physicians|colleagues|peers|businesses|managers|surveys|"
        r"nutritionists|economists|americans|europeans|buyers|fleets|competitors|organisations|organizations"
        r"|drivers|trainers|consultants|engineers|owners|shoppers|members|practitioners|authorities|"
        r"psychologists|teams|households)(?: \w+ing)?(?: in (?:your|our|the) (?:industry|sector|field|market"
        r"|area))?|experts|everyone|everybody|studies|scientists|doctors|dentists|research|evidence|"
        r"statistics|science|analysts|economists) (?:have |has |now |already |also |clearly |today |"
        r"consistently |are |strongly )*(?:show|shows|shown|agree|agrees|say|says|think|thinks|believe|"
        r"believes|recommend|recommends|prefer|prefers|know|knows|known|find|finds|found|suggest|suggests|"
        r"proved|proven|prove|proves|confirm|confirms|confirmed|advise|consider|rate|choose|trust|warn|"
        r"support|supports|switched|moved|adopted|chosen|convinced|recommended|recognise|demonstrate|"
        r"demonstrates|indicates|indicate|rely on|favour|favor|endorse|regard|see|expect)\b|\bas (?:everyone"
        r"|everybody|we all|you) (?:surely |certainly |may |probably |all )*knows?\b|\b(?:it is|it's) "
        r"(?:well|widely|generally|commonly|scientifically) (?:known|accepted|agreed|proven|established|"
        r"recognised|recognized)|\baccording to (?:\w+ ){0,2}(?:experts|studies|research|scientists|doctors|"
        r"analysts|specialists|surveys|statistics|physicians)\b|(?:^|[.!] )(?:most|many|almost all|nearly "
        r"all|more and more|the (?:vast )?majority of|leading|successful|modern|numerous|nine out of ten|"
        r"\d+ (?:out of|in) \d+|\d+ ?% of|\d+ per ?cent of) (?:\w+ ){0,2}?(?:people|experts|scientists|"
        r"doctors|dentists|customers|analysts|consumers|companies|firms|leaders|professionals|specialists|"
        r"users|parents|physicians|colleagues|peers|businesses|managers|nutritionists|economists|buyers|"
        r"fleets|competitors|organisations|organizations|drivers|trainers|consultants|engineers|owners|"
        r"shoppers|members|households)\b[^?.]*[.:] |(?:^|[.!] )(?:experts|studies|scientists|doctors|"
        r"research|research by [^.?]*|surveys) [^?.]*[.:] |\b(?:recommended|endorsed|preferred|approved|"
        r"praised|favoured) by (?:\w+ ){0,3}(?:experts|doctors|dentists|scientists|specialists|people|"
        r"customers|professionals|users|physicians|analysts|trainers|companies|leaders)\b|\b(?:widely|"
        r"generally|universally) (?:recognised|recognized|regarded|accepted|considered|agreed|seen)\b"
    ),
)
NOT_AUTHORITY = Late(
    r"\bother (?:people|companies|firms|customers|experts|managers)\b|\bothers\b|people (?:you|i) know|"
    r"who (?:recommend|say|know)"
)
PREMISE = cue(
    "given now considering view light knowing since because seeing despite thanks bearing",
    (
        r"(?:^|[,.;:] )(?:given (?:that|how|the|our|your|all the|its|their|these|rising|high|recent|today's|"
        r"current)(?! (?:above|list|following|options?|scale|choices?|opportunity|chance|answers?|time|"
        r"definition|information|description|statement|scenario|picture|example))\b|now that|knowing (?:that"
        r"|how|what)(?!,)|seeing (?:that|how|as)|bearing in mind (?:that|how|the)|in (?:view|light) of|"
        r"considering (?:that|how|the|our|its|what|these|rising|today's|recent)(?! (?:last|past|previous|"
        r"following|above|next|list|whole|different|various|scale|same)\b)|(?:since|because|as) (?:our|we|"
        r"the|it|they|this|you|so many|prices|most|\w+ (?:is|are|has|have|saves?|helps?))\b[^?,]*, |thanks "
        r"to our|despite (?:the|our) (?:many|clear|obvious|recent|great))"
    ),
)
PRAISE_WORDS = (
    "award[- ]winning|excellent|great|outstanding|world[- ]class|superior|innovative|state[- ]of[- "
    "]the[- ]art|best[- ]in[- ]class|leading|market[- ]leading|industry[- ]leading|premium|popular|"
    "trusted|beloved|delicious|amazing|exciting|unique|cutting[- ]edge|top[- ]quality|high[- ]quality|"
    "first[- ]class|renowned|famous|dedicated|fantastic|wonderful|exceptional|friendly|highly[- "
    "]trained|highly[- ]qualified|expert|professional|unbeatable|unrivalled|revolutionary|acclaimed|"
    "much[- ]loved|improved|generous|proven|powerful|easy[- ]to[- ]use|user[- ]friendly|state of the "
    "art|tasty|brilliant|superb|convenient|reliable|refreshing|luxurious|stunning|hard[- ]working|"
    "helpful|affordable|attractive|experienced|skilled|competent|fast|fresh|smart|modern|stylish|"
    "celebrated|impressive|healthy"
)
OWN = r"our"
PRAISED = (
    "products?|services?|teams?|staff|apps?|brands?|ranges?|support|compan(?:y|ies)|firm|software|"
    "platform|stores?|shops?|website|hotline|consultants?|advisers?|advisors?|menu|coffee|drinks?|"
    "meals?|studios?|gyms?|trainers?|machines?|devices?|packages?|plans?|offers?|solutions?|tools?|"
    "delivery|experts|employees|agents|drivers|engineers|technicians|newsletter|magazine|programme?|"
    "bundle|tariffs?|subscription|system|model|features?|collection|recipe|snacks?|bars?|classes|"
    "courses?|loyalty|account managers?|equipment|tracker|telematics|dashboard|portal|checkout|design|"
    "quality|customer|hotel|restaurant|bank|card|phone|car|bike|shoes?|packaging|flavou?rs?|food|"
    "kitchen|cafe|salon|clinic|care|warranty|network|training|sales|data|cloud"
)
EMOTIVE = phrases(
    "waste, wasteful, wasting, wasted, squander, squandered, squandering, frivolous, greedy, greed, "
    "ruthless, disastrous, outrageous, shameful, scandalous, disgraceful, reckless, irresponsible, "
    "exorbitant, rip-off, ripped off, bloated, crippling, sky-high, hard-earned, so-called, corrupt, "
    "cruel, evil, disgusting, soulless, heartless, exploit, exploiting, exploitation, horrible, "
    "horrific, terrible, awful, appalling, atrocious, ridiculous, absurd, innocent, bureaucratic, red "
    "tape, annoying, pesky, nasty, poison, poisonous, poisoning, toxic, filthy, threat, threatens, "
    "threatening, invade, invasion, invading, bombard, bombarded, bombarding, flood of, flooded with, "
    "greenwashing, skyrocketing, nightmare, snooping, spying, spy on, spied on, overpriced, junk, "
    "victims, excessive, unbearable, hated, burdensome, draconian, gouging, mindless, lazy, alarming, "
    "shocking, dreadful, tedious, outdated"
)
NOT_EMOTIVE = Late(
    "waste (?:disposal|collection|bins?|management|separation|water|paper|heat|company|container|"
    "sorting|treatment|removal)|(?:food|household|packaging|plastic|organic|industrial|hazardous|"
    "kitchen|bio|electronic) waste|recycl|toxic (?:substances|chemicals|waste|materials)|threat "
    "detection|crime|junk (?:mail|folder|food)|excessive (?:sweating|use)"
)
ONE_SIDED = cue(
    (
        "satisfied agree favour favor support happy approve likely willing useful easy important good "
        "recommend like helpful better improved improve increase increased"
    ),
    (
        r"\b(?P<satisfied>how (?:\w+ )?(?P<stem>satisfied|happy) (?:are|were|is|was) (?:you|your)\b)|"
        r"\b(?P<agree>(?:do|would|does) (?:you|your \w+) (?:strongly |fully |personally |generally "
        r")?(?P<verb>agree|favou?r|support|approve)\b(?! to\b))|\b(?:how (?:strongly|much|far)|to what "
        r"(?:extent|degree)) (?:do|would|does) (?:you|your \w+) (?P<degree>agree|favou?r|support|approve)\b|"
        r"\bare you (?:satisfied|happy|in favou?r)\b|\bhow (?P<adjective>easy|likely|useful) (?:is|are|was|"
        r"were)\b"
    ),
)
TWO_SIDED = Late(
    r"dissatisfied|unhappy|disagree|oppose|against|disapprove|or not\b|reject|unsatisfied|unlikely|"
    r"difficult|or neither|useless"
)
OTHER_SIDE = Late(r"dissatisfied|unsatisfied|unhappy|disagree|oppose|against|disapprove|reject")
NEGATION = cue(
    (
        "not never no don't doesn't isn't aren't won't can't cannot shouldn't didn't haven't hasn't wasn't "
        "weren't wouldn't nobody nothing without none"
    ),
    r"\b(?:not|never|don't|doesn't|isn't|aren't|won't|can't|cannot|shouldn't|didn't|haven't|hasn't|wasn't|weren't|"
    r"wouldn't|no longer|no)\b",
)
NOT_NEGATION = Late(
    r"\b(?:not at all|whether or not|why not|if not|if you do not|if you don't|do not know|don't know|"
    r"or not|not only|not including|not counting|not sure|not applicable|not yet|please do not|not just|"
    r"and not|but not|did not apply|does not apply|do not count|do not include|don't count|don't include"
    r"|not necessarily|prefer not|no longer than|no matter|yes or no|no\. ?\d|not in|it is not)\b"
)
DENIALS = Late(
    r"\b(?:not|never|no|none|nobody|nothing|neither|hardly|without|don't|doesn't|isn't|aren't|won't|can't|cannot|"
    r"shouldn't|didn't|haven't|hasn't|wasn't|weren't|wouldn't|couldn't)\b"
)
DENIALS_WITHIN = Late(
    r"\b(?:unhappy|unlikely|uncommon|unnecessary|unfair|unusual|unimportant|unreasonable|unsatisfied|"
    r"unwilling|unable|unacceptable|uncomfortable|unclear|unreliable|unsafe|undesirable|unpleasant|"
    r"unhelpful|unattractive|unaffordable|dissatisfied|displeased|disagree|disapprove|dislike|impossible"
    r"|illegal|impractical|inconvenient|inappropriate|irrelevant|inaccurate|ineffective|inadequate|"
    r"insufficient|irresponsible|unjustified|unethical|unprofessional|unfriendly|fail|fails|failed|"
    r"failing|avoid|avoids|avoided|avoiding|oppose|opposes|opposed|opposing|ban|bans|banned|banning|"
    r"prevent|prevents|prevented|prohibit|prohibited|prohibiting|refuse|refuses|refused|lack|lacks|"
    r"lacking|deny|denies|denied|forbid|forbidden|abolish|abolishing|abolished|against|reject|rejected|"
    r"without|absence|object|omit|discontinue|cease|exclude|excluded)\b"
)
PAIRED = Late(
    r"(?:un|dis|in)?(?P<a>\w+)(?: nor| or|/| and|, neither)* (?:not |un|dis|in)(?P=a)|agree (?:or|nor|"
    r"and) disagree|whether or not|or not\b|not at all|don't know|do not know|cannot say|not applicable|"
    r"neither .{1,30} nor|if not\b|not only|yes or no|(?:favou?r|support|for) or (?:oppose|against)|no "
    r"longer|no matter|not yet|please do not \w+"
)
DISAGREE = Late(r"disagree|does not apply|not true|untrue")
ABSOLUTE = phrases(
    "always, never, completely, entirely, totally, everyone, everybody, nobody, no one, at all times, every single, "
    "all the time, absolutely, under no circumstances, without exception, in every case, every time, invariably, "
    "in all cases, constantly, without fail, not once, everywhere, forever, in all situations"
)
NOT_ABSOLUTE = Late(
    r"how often|never or|or never|almost always|nearly always|not always|almost never|hardly ever|not every|"
    r"have you never|or anyone|if you (?:have )?never|anyone (?:in|from|of|else)|"
    r"does anyone|has anyone|did anyone|not everyone|"
    r"every time you|scale|means (?:completely|totally|entirely)"
)
CLAUSE = Late(r"\b(?:which|that|who|whom|whose|because|if|unless|although|though|while|whereas|provided|so that)\b")
OPERATOR = Late(r"\b(?:and|or|if|unless|not|except|nor|but|either|neither|without|excluding)\b")
FORK = Late(r"\b(?:if|unless|not|except|nor|either|neither|excluding|without)\b")
ASKS_HERE = Late(
    r"\b(?:how|what|which|who|whom|whose|where|why|(?:do|does|did|have|has|are|is|was|were|will|would|"
    r"could|can|should) (?:you|your|we|our|it|they|there|the|this|that|these|those|any|anyone))\b"
)
OPENS_LEFT = Late(
    r"^(?:if|when|while|because|although|though|after|before|given|considering|with|in|as|since|now|"
    r"thinking|having|assuming|leaving|apart|regardless|despite|whenever|once|taking|knowing|during|for|"
    r"of|among|on|at|over|under|by|through|following|compared|based|bearing|even|provided|where|looking|"
    r"to|unless|and)\b"
)
PRONOUN = cue("it they them this that these those", r"\b(?:it|they|them|this|that|these|those)\b(?!-)(?!')")
EMPTY_PRONOUN = Late(
    r"^(?:how|when|is|was|would|does|do|did|will|are|what|where|if)[\w ,']{0,40}\b(?:is|was|would|does|"
    r"did|be|will|has) it\b[\w ,']* (?:to|that|for|take|took|been|since|if|when)\b|\bit (?:is|was|takes?"
    r"|took|would be) [\w ]*(?:to|that|for)\b|\b(?:that|this|these|those) (?!to\b|in\b|for\b|at\b|on\b|"
    r"with\b|by\b|of\b|or\b|and\b|when\b|as\b|if\b|about\b|from\b|before\b|after\b|now\b|too\b)\w+|"
    r"\b(?:each|any|which|all|some|one|none|most|either|both|every one|how many|two|three) of (?:these|"
    r"them|those|this|it)\b|following|\bthat (?:you|i|we|your|my|the|is|are|was|it|they)\b"
)
DEFINES = Late(
    r"\(|\bi\.e\.|\bthat is\b|\bmeans?\b|\bby .{1,40} we mean\b|\bthis includes\b|\bincluding\b|"
    r"\bdefined\b|\bexcluding\b"
)
PERSON_ONE = Late(r"^(?:i|i'm|i've|i'd|my|for me|me)\b")
PERSON_MANY = Late(
    r"^(?:we|our|we're|we've|my (?:company|firm|team|business|employer|organi[sz]ation|department)|the "
    r"company|our (?:company|firm|team))\b"
)
PERSON_YOU = Late(r"^(?:you|your|you're)\b")
PAST = Late(
    r"^(?:i|we|you|my \w+|our \w+|the \w+) (?:was|were|had|did|used|bought|got|found|felt|liked|tried|"
    r"went|received|thought|chose|paid|spent|knew|saw|read|wanted|needed|enjoyed|compared|\w{3,}ed)\b"
)
FUTURE = Late(
    r"^(?:i|we|you|my \w+|our \w+|the \w+) (?:am going to|are going to|plan to|(?:will|would)\b.{0,200}\b(?:next|soon|"
    r"tomorrow|later|(?:in|over|within) the (?:future|coming|years?|months?|weeks?)))\b"
)
PRESENT = Late(
    r"^(?:i|we|you|my \w+|our \w+|the \w+) (?:\w+ly |often |always |never )?(?:am|are|is|have|has|do|"
    r"does|use|buy|like|love|enjoy|want|need|prefer|feel|think|find|compare|know|trust|pay|read|choose|"
    r"try|go|look|make|keep|plan my|wait|eat|train|works?|looks?|tastes?|fits?)\b"
)
