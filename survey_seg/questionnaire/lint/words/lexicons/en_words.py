"""English words of the wording rules, in small letters; the names are those of the other languages."""

from __future__ import annotations

from survey_seg.questionnaire.lint.words.cues import cue, pairs, phrases, twins, vocabulary
from survey_seg.questionnaire.lint.words.late import Late

ADJECTIVES = vocabulary(
    "accessible accurate affordable appealing attractive attentive authentic available bad balanced "
    "beautiful boring bright broad calm careful caring challenging cheap clean clear clever cold "
    "comfortable committed compact competent competitive complete complex confident confusing considerate "
    "consistent convenient convincing cool courteous creative credible current dangerous dedicated "
    "delicious dependable detailed difficult dirty disappointing durable dynamic easy effective efficient "
    "elegant engaging enjoyable entertaining ethical exciting expensive experienced expert fair familiar "
    "fast flexible frequent fresh friendly frustrating fun funny generous gentle good happy hard healthy "
    "helpful heavy high-quality honest hygienic inexpensive informative innovative inspiring interesting "
    "intuitive inviting kind knowledgeable large light lively local logical long loud loyal meaningful "
    "modern motivated motivating natural neat new nice noisy nutritious objective old open organised "
    "organized original painless patient personal personalised pleasant polite popular powerful practical "
    "precise predictable prepared pricey professional prompt punctual quick quiet realistic reasonable "
    "relaxed relaxing relevant reliable respectful responsive rewarding robust rude safe secure sensible "
    "serious short simple skilled slow small smart smooth soft spacious spicy stable strong stressed "
    "stressful stylish supportive sustainable sweet tasty tidy timely tired thorough trained transparent "
    "trendy trusted trustworthy understandable unfriendly unhappy unique unpleasant unreliable up-to-date "
    "usable useful valuable varied warm well-designed well-organised willing"
)
"""Words that judge: two of them joined are two judgements."""
VERBS = vocabulary(
    "answered am are is was were be been become becomes believe believes buy buys bought can could choose "
    "chooses chose collect collects compare compares compared communicates contains cook cooked deliver "
    "delivers delivered did do does eat eats ate encourage encourages enjoy enjoys enjoyed exceed exceeds "
    "expect expects explain explains explained feel feels felt find finds found fit fits follow follows "
    "fulfil gave get gets give gives go goes got greet greeted had handle handled handles has have help "
    "helps improve improves improved inform informs inspire inspires install installs installed invest "
    "invests keep keeps kept knew know knows learn learns listen listens listened liked likes loves made "
    "maintain maintains make makes managed manages may meet meets met might motivates must need needs "
    "never offers organise pay pays paid planned prefer prefers prepare prepares protect protects provide "
    "provides provided reads recommend recommends recommended reduce reduces refuse rely relies remember "
    "repair repairs repaired replace replaces resolve resolved respect respects respond responds save "
    "saves saved say says said see sees saw seem seems sells send sends sent should solve solves solved "
    "speak speaks spend spends spent suits take takes taste tastes teach teaches tell tells told think "
    "thinks thought took treat treats treated trust trusts trusted try tries understand understands "
    "understood uses used visited visits want wants wanted watches will works would write writes wrote "
    "worry"
)
"""Verb forms that are rarely nouns."""
OBJECT = r"(?: (?:the|a|an|my|our|your|their|its|it|them|this|these|those|me|us|him|her|more|less|what|how|that)\b)"
FIXED_PAIRS = pairs(
    "satisfied dissatisfied, agree disagree, likely unlikely, terms conditions, friends family, family "
    "friends, research development, food drink, food drinks, food beverages, health safety, bed breakfast, "
    "black white, safe sound, more more, over over, again again, now then, less less, up down, back forth, "
    "pros cons, ins outs, peace quiet, arts crafts, salt pepper, fish chips, profit loss, supply demand, "
    "sales marketing, mergers acquisitions, trial error, men women, women men, boys girls, mum dad, mother "
    "father, day night, knife fork, cause effect, name address, name surname, income expenditure, search "
    "rescue, vans trucks, cars vans, cars trucks, nuts bolts, wear tear, lost found, rest relaxation, law "
    "order, bits pieces, first foremost, each every, one only, tried tested, free easy, sick tired, "
    "advantages disadvantages, costs benefits, strengths weaknesses, products services, goods services, "
    "gas electricity, electricity gas, heating cooling, oil gas, training development, learning "
    "development, policies procedures, rules regulations, aches pains, ups downs, thoughts feelings, hopes "
    "fears, science technology, information communication, arts culture, cats dogs, fruit vegetables, "
    "fruits vegetables, bread butter, milk sugar, tea coffee, coffee tea, beer wine, parents children, "
    "adults children, husband wife, saturday sunday, saturdays sundays, morning evening, here there, small "
    "medium, travel expenses, time money, travel tourism, health fitness, health wellness, hotels "
    "restaurants, bars restaurants, cafes restaurants, fitness health, home garden, house garden, kitchen "
    "bathroom, arms legs, pen paper, print online, online offline, data privacy, questions answers, loud "
    "clear, clear simple, plain simple, nice warm, good ready, clean tidy, neat tidy, fair square, short "
    "sweet, alive well, bold italic, old new, large small, big small, hot cold, good bad, fast slow, "
    "public private, left right, open closed, young old, national international, internal external, indoor "
    "outdoor, direct indirect, full part, net gross, positive negative, physical mental, sooner later, "
    "shipping handling, board lodging, maintenance repair, wind weather, gin tonic, room board, diversity "
    "inclusion, copy paste, drag drop, hide seek, pick choose, wait see, stop go, come go, live learn, "
    "read write, buy sell, give take, come see, go see, try find, drink drive, park ride, click collect, "
    "cut paste, wash dry, dos don'ts, far wide, near far, high low, long short, early late, simple easy, "
    "wine cheese, customers suppliers, accounts payable, bags luggage, euros cents, pounds pence, dollars "
    "cents, hours minutes, years months, days weeks, feet inches, weeks months"
)
"""Pairs that name one thing or one contrast."""
EVALUATES = cue(
    (
        "how satisfied dissatisfied happy unhappy pleased rate evaluate judge assess like love enjoy trust "
        "value prefer appreciate opinion impression quality think"
    ),
    (
        r"\b(?:how (?!often|many|much|long|old|far|likely|soon|did|do|does|would|is|are|was|were|can|well "
        r"do)\w+ (?:or \w+ )?(?:is|are|was|were|do you find|did you find|would you say|do you think|did you "
        r"think)|(?:rate|evaluate|judge|assess|describe)|(?:do|did|does|i|we|you) (?:really |\w+ly )?(?:like"
        r"|love|enjoy|trust|value|prefer|appreciate)|(?:happy|satisfied|pleased|unhappy|dissatisfied|"
        r"impressed) (?:with|by)|(?:the )?quality of|your (?:opinion|impression|view) of|(?:do|did) you "
        r"think (?:of|about))\b"
    ),
)
SUBORDINATE = Late(
    r"^(?:if|when|while|after|before|because|although|as|since|once|whenever|thinking|think|consider|"
    r"considering|given)\b[^,?.:]*[,:.]"
)
EXAMPLES = Late(r"\([^)]*\)|(?:,? ?\b(?:such as|including|for example|e\.g\.|i\.e\.|between|from)\b[^,?;:]*)")
NO_PARTNER = vocabulary(
    "year month week day years months weeks days hour hours minute minutes others other so then not or if "
    "any all both then the a an each one two three four five six go come try wait stop sit pick up down"
)
BOOKISH = twins(
    "utilise = use, utilize = use, utilised = used, utilized = used, utilisation = use, utilization = "
    "use, commence = start, commenced = started, commencing = starting, remuneration = pay, procure = "
    "buy, procured = bought, ascertain = find out, ameliorate = improve, expedite = speed up, "
    "endeavour = try, endeavor = try, facilitate = help, facilitates = helps, facilitated = helped, "
    "facilitation = help, ubiquitous = found everywhere, salient = important, paramount = most "
    "important, pertinent = relevant, pertaining = about, aforementioned = this, heretofore = until "
    "now, hitherto = until now, henceforth = from now on, notwithstanding = despite, cognisant = "
    "aware, cognizant = aware, domicile = home, residing = living, resides = lives, efficacious = "
    "effective, efficacy = effect, propensity = tendency, proclivity = tendency, discretionary = free "
    "to spend, ancillary = extra, remittance = payment, proficiency = skill, modus = way, inception = "
    "start, cessation = end, erroneous = wrong, deleterious = harmful, detrimental = harmful, "
    "conducive = helpful, comprehensible = clear, intelligible = clear, requisite = needed, "
    "prerequisite = condition, substantiate = prove, disseminate = spread, dissemination = spreading, "
    "consummate = complete, elicit = bring out, elucidate = explain, envisage = expect, exacerbate = "
    "make worse, mitigate = reduce, mitigation = reduction, alleviate = ease, attenuate = weaken, "
    "augment = increase, augmented = increased, diminution = decrease, curtail = cut, abate = ease, "
    "accrue = gather, adherence = keeping to, apprise = tell, consolidate = join, corroborate = "
    "confirm, countenance = allow, delineate = describe, demeanour = manner, demeanor = manner, denote "
    "= mean, deem = think, deemed = thought, disburse = pay, disbursement = payment, discontinuation = "
    "end, effectuate = bring about, emolument = pay, enumerate = list, equitable = fair, extant = "
    "existing, forthwith = at once, fungible = exchangeable, gratuity = tip, gratuitous = free, "
    "holistic = whole, impending = coming, inadvertently = by mistake, incentivise = reward, "
    "incentivize = reward, incur = have, incurred = had, indigent = poor, irrespective = whatever, "
    "laborious = hard, multitude = many, myriad = many, nascent = new, necessitate = need, "
    "necessitates = needs, obfuscate = hide, obviate = avoid, onerous = hard, pecuniary = money, "
    "peruse = read, perusal = reading, plethora = many, predilection = liking, preponderance = most, "
    "proactive = active, procrastinate = put off, promulgate = announce, quotidian = daily, "
    "ramification = result, ramifications = results, recompense = pay, rectify = correct, rectified = "
    "corrected, regimen = plan, relinquish = give up, replenish = refill, replenishment = refill, "
    "sagacious = wise, scrutinise = check, scrutinize = check, solicit = ask for, solicited = asked "
    "for, stipulate = say, superfluous = not needed, supersede = replace, superseded = replaced, "
    "surmise = guess, temporal = of time, transient = short, transpire = happen, verbose = wordy, "
    "voluminous = large, interoperability = how well systems work together, interoperable = working "
    "together, granular = detailed, granularity = detail, amortisation = spreading the cost, "
    "amortization = spreading the cost, depreciation = loss of value, homogeneous = alike, "
    "heterogeneous = mixed, ergonomic = comfortable, ergonomics = comfort, haptic = to the touch, "
    "haptics = feel, olfactory = of smell, organoleptic = of taste and smell, gustatory = of taste, "
    "satiating = filling, satiety = feeling full, hedonic = pleasant, utilitarian = practical, "
    "parsimonious = thrifty, frugality = thrift, ostentatious = showy, sedentary = sitting, "
    "comestibles = food, libation = drink, provenance = origin, ambience = mood of the place, "
    "ambulatory = walking, perishables = fresh food, indemnity = protection, indemnification = "
    "compensation, attrition = loss, recourse = way out, commensurate = in line, inordinate = too "
    "much, exigent = urgent, pernicious = harmful, vicarious = second-hand, ephemeral = short-lived, "
    "idiosyncratic = peculiar, perfunctory = careless, punctilious = exact, assiduous = careful, "
    "expeditious = fast, expeditiously = fast, efficaciously = well, judicious = wise, opaque = "
    "unclear, convoluted = complicated, recondite = hard, esoteric = known to few, abstruse = hard, "
    "arcane = known to few, latency = delay, throughput = amount handled"
)
KNOWN_ACRONYMS = vocabulary(
    "USA US UK EU UN TV PC FAQ ID SMS DVD CD GPS OK PIN ATM VAT GB MB KB TB USB PDF WIFI HR IT AM PM HD CV "
    "DIY SUV LED COVID MP MP3 NHS BBC CEO CFO CTO CIO CMO COO HQ DJ VIP NGO DNA HIV AIDS ADHD UV WC XL XXL "
    "XS BMI VCR FM AC DC KM KG CM MM EUR USD GBP CHF AG GMBH LTD INC LLC PLC NATO UFO LP II III IV VI VII "
    "VIII IX XI XII HTML URL WWW QR GSM LTE USB PS RSVP ASAP BBQ LGBT LGBTQ PHD MBA BA MA MSC BSC MD AI "
    "APP ZIP TB PR MRI GP US UAE DDR FAX OS IOS CRM ERP SAP GDPR"
)
SHOUTED = vocabulary(
    "NOT ALL ONE TWO THREE MOST LEAST ONLY AND OR YOUR ANY LAST NEVER BEST WORST EACH EVERY YOU NO YES "
    "MORE LESS NEW FIRST MUST ALSO ANYONE ALWAYS OTHER OTHERS SAME BOTH NEXT PAST BEFORE AFTER WITHOUT "
    "WITH EXCEPT EVER EITHER NEITHER NONE MAIN VERY MY OUR WE I A AN THE IN ON OFF OF TO FOR IF IS ARE DO "
    "DOES DID HOW WHAT WHO WHY WHEN WHERE WHICH PLEASE STOP FREE NOW TODAY UP DOWN NOTE FROM THIS THAT "
    "THESE THOSE AT BY AS IT BE ME US HIS HER HAVE HAS HAD CAN COULD WILL WOULD SHOULD MAY IMPORTANT OWN "
    "END START HIGH LOW LEFT RIGHT TRUE FALSE PER TOTAL HOME WORK TOP GOOD BAD SELECT CLICK ENTER READ "
    "LOVE LIKE HATE MIN MAX MEAN FEW MANY MUCH THAN INSTR ASK SHOW RATHER OUT OVER UNDER ABOUT BUT SO THEN "
    "HERE THERE AM PM DAY WEEK MONTH YEAR TIME ONCE TWICE FULL PART SOME"
)
JARGON = phrases(
    "omnichannel, omni-channel, touchpoint, touchpoints, touch points, share of wallet, value "
    "proposition, pain point, pain points, top of mind, brand salience, brand equity, customer "
    "journey, purchase funnel, upsell, cross-sell, cross-selling, upselling, churn, churned, usp, "
    "usps, kpi, kpis, sku, skus, nps, cac, clv, ltv, mrr, arr, cta, ctr, roas, roi, tco, sme, smes, "
    "fmcg, cpg, d2c, b2b, b2c, poc, rfp, rfq, sla, slas, saas, paas, use case, use cases, "
    "go-to-market, value-added, synergy, synergies, low-hanging fruit, best-in-class, end-to-end, "
    "onboarding, conversion rate, engagement rate, unboxing experience, brand touch, persona, "
    "personas, segmentation, call to action, self-service portal, frictionless, seamless, "
    "gamification, gamified, monetise, monetize, freemium, paywall metering, stickiness, activation, "
    "time to value, leverage, scalability, scalable, value chain, first-party data, retargeting, "
    "retargeted, programmatic, above the line, below the line, point of sale, pos, planogram, private "
    "label, assortment, shrinkflation, customer-centric, customer centricity, ecosystem, deliverables, "
    "bandwidth, learnings, actionable, benchmarking"
)
JARGON_IN_TRADE = vocabulary(
    "roi tco b2b b2c sla slas saas paas rfp rfq sme smes kpi kpis use case cases onboarding scalability "
    "scalable point sale pos private label end-to-end self-service portal deliverables use-case ecosystem"
)
SMALL = vocabulary(
    "coffee coffees snack snacks grocery groceries lunch lunches bread drink drinks takeaway takeaways bus "
    "milk beer beers tea chocolate sandwich sandwiches newspaper newspapers magazine magazines petrol fuel "
    "fruit vegetables meal meals pizza burger burgers soda water juice cereal yoghurt yogurt ice-cream "
    "toothpaste shampoo soap detergent parking taxi ride rides train tram app apps podcast podcasts song "
    "songs stationery paper toner cups cup email emails call calls parcel parcels stamps sweets biscuits "
    "crisps eggs cheese meat fish wine cigarettes lottery ticket tickets restaurant restaurants bakery "
    "supermarket kiosk cafe canteen pastries cleaning supplies"
)
LIGHT_WORDS = vocabulary(
    "how what which when where why who often much many long far likely satisfied happy easy difficult "
    "important useful good bad well soon do does did are is was were will would have has had can could "
    "should you i we to with of for in on at by about from and or if the a an very most more less not ever "
    "still really actually personally overall please rate tell us me say be been being use used using buy "
    "bought like liked recommend find found think feel try tried get got choose chose know knew heard keep "
    "kept see saw pay paid spend spent consider need want prefer say said meet met help helped make made "
    "work works worked cost costs did so also now again already yet as than then there here your my our "
    "their its one all any some no yes last first next times time again agree strongly extent degree "
    "what's interested aware familiar confident clear helpful fast slow cheap expensive fair order ordered "
    "renew renewed replace compare compared install installed decide decided trust regularly currently "
    "usually normally today again up out off over down into would've change changed receive received "
    "notice noticed return returned give gave take took contact believe expect expected describe own visit "
    "visited wear"
)
BROAD_TERMS = (
    ("household"),
    ("weekday"),
    ("customer"),
    ("family"),
    ("region"),
    ("income"),
    ("employee"),
    ("service"),
    ("unit"),
    ("neighbourhood"),
    ("we"),
)
SENSITIVE = twins(
    "chairman = chair, salesman = salesperson, salesmen = sales people, saleswoman = salesperson, "
    "fireman = firefighter, firemen = firefighters, policeman = police officer, policemen = police "
    "officers, housewife = person who runs the home, housewives = people who run the home, manpower = "
    "staff, mankind = people, man-hours = working hours, stewardess = flight attendant, stewardesses = "
    "flight attendants, businessman = business person, businessmen = business people, businesswoman = "
    "business person, spokesman = spokesperson, workmen = workers, foreman = supervisor, foremen = "
    "supervisors, cleaning lady = cleaner, cleaning ladies = cleaners, secretaries girls = office "
    "staff, handicapped = people with a disability, the disabled = people with a disability, crippled "
    "= with a disability, wheelchair-bound = wheelchair user, confined to a wheelchair = wheelchair "
    "user, the elderly = older people, senior citizens = people over 65, old people = people over 65, "
    "oriental = Asian, third world = low-income countries, third-world = low-income, normal people = "
    "most people, mentally ill = people with a mental illness, insane = unwell, the blind = blind "
    "people, the deaf = deaf people, illegal immigrants = people without papers, illegal aliens = "
    "people without papers, gypsies = Roma, gypsy = Roma, he or she = they, his or her = their, he/she "
    "= they, his/her = their, him or her = them, she or he = they, opposite sex = another gender, "
    "maternity leave of fathers = parental leave, maiden name = name at birth, unmarried mothers = "
    "single parents, the poor = people with a low income, the homeless = people without a home, ladies "
    "= women, girls in the office = office staff, mothering = parenting, man the = staff the, "
    "middleman = agent, middlemen = agents, layman = non-expert, laymen = non-experts, layman's terms "
    "= plain words, draughtsman = drafter, craftsmen = craft workers, craftsman = craft worker, "
    "repairman = technician, repairmen = technicians, deliveryman = courier, delivery man = courier, "
    "delivery men = couriers, mailman = postal worker, postman = postal worker, waitress = waiter or "
    "waitress, waitresses = waiting staff, cameraman = camera operator, hostess = host, minority women "
    "= women, retarded = with a learning disability, addicts = people with an addiction, drug addicts "
    "= people with an addiction, spinster = single woman, foreigners = people from other countries"
)
STOP_WORDS = vocabulary(
    "the and of to is are you your in that it for with on was have has do how what which this not or we "
    "our from at by be"
)
