"""English phrases that ask for facts: how often, how much, since when; the names are those of other languages."""

from __future__ import annotations

from survey_seg.questionnaire.lint.words.cues import cue, phrases
from survey_seg.questionnaire.lint.words.late import Late

PRESUPPOSES = cue(
    (
        "much enjoy like love stop stopped quit switch cancel why where best most problems difficulties "
        "issues trouble improvements benefits savings complaints advantages better easier faster when made "
        "often dislike appreciate value many far"
    ),
    (
        r"\bhow much (?:do|did|have|does|has) (?:you|your \w+) (?:\w+ly )?(?:enjoy|like|love|enjoyed|liked|"
        r"loved|benefit|benefited|look forward|save by|saved by|appreciate|miss)\b|\b(?:when|in which year|"
        r"how long ago) did (?:you|your \w+) (?:\w+ly )?(?:stop|quit|give up|cancel|switch|leave|start to "
        r"regret|abandon|drop)\b|\bwhy did (?:you|your \w+) (?:stop|quit|give up|cancel|switch|leave|choose|"
        r"buy|decide|abandon|drop|change|move|reject)\b|\bwhy (?:do|does) (?:you|your \w+) (?:\w+ly "
        r")?(?:prefer|like|love|enjoy|choose|trust|use|buy|recommend|avoid|want|still|find|think|hate|"
        r"dislike|rely|value)\b|\bwhat (?:do|did|does) (?:you|your \w+) (?:\w+ly )?(?:like|enjoy|love|"
        r"appreciate|value|dislike|hate|miss)(?: the)? (?:most|best|least|about|in)\b|\b(?:what|which) "
        r"(?:problems|difficulties|issues|trouble|improvements|benefits|savings|complaints|advantages|"
        r"mistakes)\b(?: \w+){0,2} (?:do|did|have|does|has) (?:you|your)\b|\bhow (?:much|far) (?:has|have|"
        r"did|does|do) (?:\w+ ){1,6}(?:improved?|helped|help|saved?|benefit|benefited|increased?|reduced?)\b"
        r"|\bhow much (?:better|easier|faster|cheaper|happier|safer) (?:is|are|was|were|do|did|has|have)\b|"
        r"\bwhere (?:do|does) (?:you|your \w+) (?:usually |normally |mostly |typically )?(?!live\b|work\b|"
        r"reside\b|come\b|stand\b|stay\b|see\b|think\b|feel\b|usually\b)[a-z]+\b|\bwhat made (?:you|your "
        r"\w+) (?:stop|quit|choose|switch|decide|buy|cancel|leave)\b|\bhow many (?:cigarettes|cigars|"
        r"alcoholic drinks) (?:do|did) you\b"
    ),
)
VAGUE = phrases(
    "regularly, frequently, recently, lately, soon, occasionally, etc., etc, and so on, and so forth, "
    "and the like, nearby, from time to time, in the near future, in recent times, once in a while, "
    "now and then, every so often, a while ago, in the recent past, heavily, occasional, recent times, "
    "a great deal, quite a few, a few times, several times, any time soon, often enough, at times, the "
    "recent past"
)
NOT_VAGUE = Late(
    r"how (?:frequently|regularly|soon|recently|heavily|occasionally)|most (?:recently|frequently|regularly|frequent)|"
    r"(?:more|less|as|too) (?:frequently|regularly|recently|soon|frequent)|several times (?:a|per|each)|as soon as"
)
OFTEN = cue(
    "often usually sometimes rarely seldom normally generally",
    (
        r"^(?:do|are|did|have|does) (?:you|your \w+) (?:\w+ )?(?:often|usually|sometimes|rarely|seldom|"
        r"normally|generally)\b"
    ),
)
VAGUE_LABELS = Late(
    "(?:very |quite |fairly |pretty |extremely )?(?:often|frequently|rarely|seldom|regularly|"
    "infrequently)|sometimes|occasionally|hardly ever|(?:a )?few times|now and then|from time to time|"
    "a lot|almost never|from time to time|not (?:very |so )?often|almost always|most of the time|some "
    "of the time|usually|once in a while|all the time"
)
HOW_OFTEN = cue(
    "often frequently regularly times",
    (
        r"\bhow (?:often|frequently|regularly) (?:do|did|does|have|has|are|is|was|were)\b|\bhow many times "
        r"(?:do|did|does|have|has|was|were)\b|\b(?:state|indicate|tell us|say) how (?:often|frequently)\b"
    ),
)
FEELING = Late(
    r"\b(?:feel|feels|felt|feeling|bothered|worry|worried|think|thought|believe|want|wish|happy|sad|"
    r"anxious|nervous|angry|afraid|upset|stressed|tired|lonely|depressed|enjoy|trouble|pain|mood|agree|"
    r"satisfied|difficulty|problems)\b"
)
HYPOTHETICAL = cue(
    "would were imagine suppose assuming could assume if",
    (
        r"\b(?:if (?:you|we|there|our|the|it|your|a|an|this|prices?|they) (?:\w+ ){0,4}(?:were|had|could|"
        r"\w{3,}ed|offered|launched|existed|introduced|opened|cost|lost|won|moved|doubled|increased|closed|"
        r"became|got|raised|started|stopped|sold|dropped)\b|imagine|suppose|supposing|assuming (?:that|you|"
        r"we|there)|assume (?:that|you|we|there)|let's say|would you (?:personally |ever |still |then |also "
        r"|rather |be )?(?:buy|use|purchase|order|try|visit|switch|join|subscribe|sign|choose|go|move|change"
        r"|cancel|exercise|train|eat|drink|book|rent|lease|hire|install|adopt|read|watch|download|shop|spend"
        r"|invest|renew|stay|leave|accept|pick|add|share|do|act|react|interested|willing|happy|prepared|"
        r"ready|take|attend|upgrade|replace|give|open|pay)\b|would your (?:company|team|firm|business|"
        r"department|household|organisation|organization|family) \w+|(?:likely|often|much|many times|many) "
        r"(?:\w+ ){0,3}would you\b(?! (?:rate|describe|say|recommend|rank|prefer|like))|would you be "
        r"(?:likely|interested|willing|able|prepared|happy))"
    ),
)
OF_OTHERS = Late(
    r"\b(?:how (?:un)?likely|how probable|what (?:is|are) the (?:chances?|odds|probability))(?: \w+){0,4}? that "
    r"(?![^.?!]{0,200}\b(?:you|your|we|our)\b)"
)
PRICE = cue(
    "pay price spend cost worth accept amount",
    (
        r"\bhow much (?:[\w-]+ ){0,6}(?:would|are|is) (?:you|your \w+)\b[^?]{0,60}\b(?:pay|spend)\b|"
        r"\b(?:what|which) (?:[\w-]+ ){0,6}would (?:you|your \w+)\b[^?]{0,40}\b(?:pay|accept|spend)\b|"
        r"\bwhat (?:price|amount|fee|premium|is the (?:most|maximum|highest)) [^?]{0,40}\b(?:you|your \w+) "
        r"(?:willing|prepared|ready|pay|would)\b|\b(?:what|which) (?:price|amount|fee|sum) (?:are|is) (?:you"
        r"|your \w+) (?:willing|prepared|ready)\b|\b(?:at|for) (?:what|which) price would (?:you|your \w+)\b"
        r"|\bhow much would [^?]{1,60} be worth to (?:you|your)\b"
    ),
)
PRICE_METER = Late(
    "too (?:expensive|cheap|low|high)|so (?:expensive|cheap|low|high)|bargain|good buy|great buy|"
    "starting to get|getting expensive"
)
WHY = cue(
    ("why"),
    (
        r"(?:^|[.?!:,] )(?:and |but |so |please tell us |tell us |please say |please explain )?why\b|"
        r"\b(?:reason|reasons) why\b.*\?|\bexplain why\b"
    ),
)
EVER = cue("ever", r"(?<!hardly )(?<!than )(?<!as )(?<!for )\bever\b")
MONTHS = {
    ("day"): 1 / 30,
    ("night"): 1 / 30,
    ("week"): 0.25,
    ("weekend"): 0.25,
    ("month"): 1,
    ("quarter"): 3,
    ("season"): 3,
    ("year"): 12,
    ("decade"): 120,
    ("hour"): 1 / 700,
    ("fortnight"): 0.5,
}
NUMBERS = {
    ("a"): 1,
    ("one"): 1,
    ("couple"): 2,
    ("two"): 2,
    ("three"): 3,
    ("four"): 4,
    ("five"): 5,
    ("six"): 6,
    ("seven"): 7,
    ("eight"): 8,
    ("nine"): 9,
    ("ten"): 10,
    ("eleven"): 11,
    ("twelve"): 12,
    ("fifteen"): 15,
    ("eighteen"): 18,
    ("twenty"): 20,
    ("thirty"): 30,
    ("several"): 3,
    ("few"): 3,
}
PERIOD = Late(
    r"\b(?:last|past|previous|preceding|prior|latest) (?P<number>\d{1,3}|[a-z]+)?(?: |-)?(?:of |full |"
    r"calendar |business |working )*(?P<unit>day|night|week|weekend|month|quarter|season|year|decade|"
    r"hour|fortnight)s?\b|\b(?:since|in|during|over|throughout|before) (?:the year )?(?:19|20)\d\d\b|"
    r"\bwithin (?:the )?(?P<number2>\d{1,3}|[a-z]+) (?P<unit2>day|week|month|year|quarter)s?\b"
)
ANY_PERIOD = Late(
    r"\b(?:last|past|previous|preceding|recent|recently|typical|usual|normal|current|currently|present|"
    r"yesterday|today|tonight|ago|since|per|weekly|monthly|daily|yearly|annually|annual|each (?:day|week"
    r"|month|year|quarter|season|night|weekend|morning)|every (?:day|week|month|year|quarter|weekend|"
    r"night)|an? (?:\w+ )?(?:day|week|month|year|quarter|night|weekend|hour|season)|this (?:year|week|"
    r"month|quarter|season|morning|summer|winter)|at the moment|right now|these days|next|so far|ever|"
    r"latest|in (?:19|20)\d\d|(?:in|during) (?:the )?(?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december|spring|summer|autumn|winter)|weekdays?|weekends?|(?:an|"
    r"per|each) (?:order|visit|trip|stay|journey|call|purchase)|before you|when you|once you|during your"
    r"|at once|at a time|in one)\b"
)
COUNTS = cue(
    "often frequently times many much regularly amount sum budget spend pay",
    (
        r"\bhow (?:often|frequently|regularly) (?:do|did|does|have|has|is|are|was|were) (?:you|your|people|"
        r"anyone|the)\b|\bhow many times (?:do|did|does|have|has)\b|\bhow much (?:[\w-]+ ){0,3}(?:do|did|"
        r"does|have|has) (?:you|your \w+|you or your \w+) (?:\w+ ){0,2}(?:spend|spent|pay|paid|invest|"
        r"invested|drink|drank|eat|use|consume|buy|order|read|watch|sleep|exercise|save|earn|donate|produce|"
        r"waste)\b|(?<!in )\bhow many (?!times|years|people|employees|children|staff)(?:[\w-]+ ){1,4}(?:do|did|does|"
        r"have|has) (?:you |your (?:\w+ ){1,2}?)(?:\w+ly )?"
        r"(?!have\b|end\b|last\b|take\b|expire\b|own\b|employ\b|run\b|need\b|know\b|"
        r"want\b|work\b|live\b|operate\b|manage\b|hold\b|plan\b|intend\b|think\b|belong\b|possess\b|offer\b|"
        r"lease\b|keep\b|expect\b|consider\b|contain\b|speak\b|consist\b|use\b(?= (?:it|this))|"
        r"subscribe\b)[a-z]+\b|\bwhat (?:amount |sum |budget )?(?:do|does) (?:you|your \w+) (?:\w+ "
        r")?(?:spend|pay)\b"
    ),
)
RATES = Late(
    r"\b(?:day|daily|week|weekly|month|monthly|year|yearly|hour|quarter|quarterly|annually|per|every|"
    r"weekdays?|weekends?)\b"
)
COMPUTES = cue(
    (
        "percentage percent percentages share proportion fraction average total altogether ratio cent sum "
        "combined together many"
    ),
    (
        r"\b(?:what|which) (?:\w+ )?(?:percentage|per ?cent|percentages|share|proportion|fraction|ratio) "
        r"(?:of|do|does|is|are|did|have|would|has|was|were)\b|\bhow many per ?cent\b|\b(?:what is|what was|"
        r"estimate|enter|state|indicate|give|tell us) (?:the |your )?(?:percentage|proportion|share|fraction"
        r"|ratio)\b|\b(?:on|an) average\b[^?]{0,30}\bhow (?:much|many)\b|\bhow (?:much|many)\b[^?]*\bon "
        r"average\b|\b(?:what is|what was) (?:the|your)(?: company's| team's| household's| \w+'s)? "
        r"(?:average|mean|total|combined|overall)\b|\bhow (?:much|many)\b[^?]*\b(?:altogether|all together|"
        r"in total|combined|added up)\b|\b(?:in total|altogether|all together|added up),? how (?:much|"
        r"many)\b|\bhow many (?:out )?of (?:every )?(?:100|ten|10|a hundred)\b"
    ),
)
CHANCES = Late(r"\b(?:chances?|probability|probable|likely|unlikely|likelihood|odds)\b")
OTHERS = cue(
    (
        "partner partner's partners spouse spouse's husband husband's wife wife's children children's "
        "child's child kids friends friends' friend's colleagues colleagues' colleague boss boss's manager "
        "manager's neighbours neighbors parents parents' employees employees' drivers drivers' team team's "
        "customers customers' company company's staff household family family's household's competitors "
        "competitors' suppliers buyers coworkers management management's board organisation firm "
        "department son daughter mother father"
    ),
    (
        r"\b(?:how (?:\w+ ){1,4}(?:is|are|was|were|would) your (?:\w+ )?(?:partner|spouse|husband|wife|"
        r"children|child|kids|friends|colleagues|boss|manager|neighbou?rs|parents|employees|drivers|"
        r"customers|coworkers|management|board|son|daughter|mother|father)\b(?!'s)(?! (?:for|to work|at|"
        r"in))(?: members| managers)?|(?:how|what|which|why|where|does|do|did|would)\b[^?]{0,60} (?:do|does|"
        r"did|would)? ?your (?:\w+ )?(?:partner|spouse|husband|wife|children|child|kids|friends|colleagues|"
        r"boss|manager|neighbou?rs|parents|son|daughter|mother|father|employees|drivers|customers|management"
        r"|board|other household members|household members)(?: members| managers)? (?:\w+ly )?(?:think|"
        r"thinks|feel|feels|prefer|prefers|want|wants|like|likes|expect|expects|believe|believes|earn|earns|"
        r"spend|spends|enjoy|enjoys|value|values|worry|worries|trust|drink|drinks|eat|eats)\b|your "
        r"(?:partner|spouse|husband|wife|child|children|friend|friends|colleague|colleagues|boss|manager|"
        r"neighbour|parents|employees|drivers|customers|competitors|management|team)(?:'s|') (?:opinion|"
        r"opinions|attitude|attitudes|income|salary|view|views|satisfaction|feelings?|reasons?|plans?|needs|"
        r"preferences?|favou?rite|monthly|annual|spending|habits)|(?:what|how)\b[^?]{0,40}your (?:company|"
        r"firm|organi[sz]ation|household|department) (?:think|thinks|feel|feels|prefer|prefers|like|likes|"
        r"believe|believes)\b|your (?:company|firm|household|organi[sz]ation)'s (?:opinion|attitude|view|"
        r"feelings?))"
    ),
)
YOU_SPENDS = cue(
    "you",
    (
        r"\b(?:do|did|will|have|would|are|when|if) you (?:\w+ ){0,2}?(?:spend|spent|spending|pay|paid|paying"
        r"|buy|bought|buying|budget|budgeted|choose|chosen|chose|decide|decided|purchase|purchased|order|"
        r"ordered|invest|invested|select|selected|use|used|switch|switched|renew|renewed|plan|planning|"
        r"replace|replaced|source|hire|hired|rent|rented|lease|leased|outsource|outsourced|negotiate|"
        r"negotiated|compare|compared|change|changed|sign|signed|approve|approved|commission|ship|shipped|"
        r"sell|sold|offer|receive|received|employ|upgrade|upgraded|save)\b"
    ),
)
YOU_WHO = Late(
    r"\b(?:your|our|this|the whole|the entire|each|my) (?:own |whole |entire |current |main |\w+ "
    r")?(?:compan(?:y|ies)|firm|team|organi[sz]ation|department|business|employer|site|plant|job|role|"
    r"work|office|branch|fleet|household|colleagues|part|unit|staff|workplace|location|workshop|group|"
    r"division|warehouse|institution|practice|agency|shop|store|hotel|restaurant|school|hospital|home|"
    r"family)\b|\b(?:personally|yourself|professionally|privately|you alone|at work|at home|as a company"
    r"|on behalf)\b"
)
AWARENESS = cue(
    "heard know come comes aware think prefer familiar favourite favorite first consider mind",
    (
        r"\b(?:which|what) [^?]{0,80}\b(?:have you (?:ever )?heard of|do you know|comes? to (?:your )?mind|"
        r"(?:are )?you (?:are )?aware of|are you familiar with|do you (?:prefer|like best)|can you think of|"
        r"do you think of first|would you consider|is your favou?rite|do you like most)\b|\b(?:have you "
        r"(?:ever )?heard of|please (?:name|list) (?:all )?(?:the )?(?:brands|companies|providers|suppliers)"
        r"|when you think of)\b"
    ),
)
