"""German phrases that lead, join, deny or bury what is asked; the names are those of the other languages."""

from __future__ import annotations

from survey_seg.questionnaire.lint.words.cues import cue, phrases
from survey_seg.questionnaire.lint.words.late import Late

AND_OR = cue("oder bzw beziehungsweise", r"\bund ?/ ?oder\b|\bbzw\b|\bbeziehungsweise\b")
TAG = cue(
    "nicht oder stimmt stimmt's richtig auch wahr kein keine sicher doch gell",
    (
        r"(?:^|[.?!:] )(?:finden|meinen|glauben|denken|sind|ist|wäre|würden|sollten|sollte|müsste|haben|hat|"
        r"wollen|möchten|können|stimmen|hätten|bevorzugen|mögen) (?:sie|es|wir|unsere?|du|ihr|man|\w+) "
        r"(?:\w+ ){0,4}?(?:nicht auch|nicht ebenfalls|nicht)\b[^.]*\?|(?:finden|meinen|glauben|sind|denken|"
        r"stimmen) sie (?:mir |uns )?(?:nicht )?auch\b[^.]*\?|, (?:nicht wahr|nicht|oder|oder nicht|stimmt's"
        r"|stimmt|richtig|gell|oder etwa nicht)\?|sie (?:doch|sicher(?:lich)?|bestimmt) (?:auch|nicht)\b|"
        r"(?:^|[.:] )(?:sicher(?:lich)?|bestimmt) (?:\w+ )sie\b"
    ),
)
AUTHORITY = cue(
    (
        "menschen leute experten studien forscher wissenschaftler ärzte zahnärzte kunden kundinnen "
        "fachleute verbraucher unternehmen firmen betriebe untersuchungen umfragen jeder wissen "
        "bekanntlich bekannt mehrheit nutzer expertinnen fachpresse ärztinnen führungskräfte kolleginnen "
        "kollegen anwender bevölkerung deutschen deutsche ernährungsexperten forschung verbraucherschützer "
        "wettbewerber analysten trainer sportmediziner fuhrparkleiter"
    ),
    (
        r"(?:^|[.!] )(?:die meisten|viele|immer mehr|fast alle|die (?:grosse )?mehrheit der|führende|"
        r"erfolgreiche|moderne|zahlreiche|\d+ (?:prozent|%) der|neun von zehn) (?:\w+ )?(?:menschen|leute|"
        r"experten|kunden|verbraucher|unternehmen|firmen|betriebe|nutzer|führungskräfte|kollegen|anwender|"
        r"deutschen?|wettbewerber|ärzte|fachleute|handwerker|händler|käufer|eltern|haushalte)\b[^?.]*[.:] |"
        r"(?:^|[.!] )(?:experten|studien|fachleute|ärzte|wissenschaftler|forscher) [^?.]*[.:] |\b(?:(?:die "
        r"meisten|viele|alle|immer mehr|fast alle|die mehrheit der|eine mehrheit der|führende|zahlreiche|"
        r"neueste|aktuelle|unabhängige|mehrere|\d+ ?(?:prozent|%) der|\d+ von \d+|neun von zehn) (?:\w+(?:en"
        r"|er|e) )?(?:menschen|leute|experten|expertinnen|studien|forscher|wissenschaftler|ärzte|zahnärzte|"
        r"kunden|kundinnen|fachleute|verbraucher|unternehmen|firmen|betriebe|untersuchungen|umfragen|nutzer|"
        r"führungskräfte|kolleginnen|kollegen|anwender|deutschen?|wettbewerber|analysten|trainer|"
        r"fuhrparkleiter)|studien|experten|expertinnen|fachleute|wissenschaftler|ärzte|forscher|"
        r"untersuchungen|umfragen|ernährungsexperten|analysten|sportmediziner|verbraucherschützer|die "
        r"forschung|die wissenschaft) (?:und \w+ )?(?:haben |sind |halten |der meinung |sich einig |\w+ "
        r")?(?:zeigen|zeigt|belegen|belegt|sagen|glauben|finden|meinen|empfehlen|raten|bestätigen|bestätigt|"
        r"bevorzugen|wissen|warnen|halten|setzen|nutzen|überzeugt|einig|bewiesen|gezeigt|beweisen|fordern|"
        r"befürworten|vertrauen|wählen|kaufen|schätzen|sehen|denken)\b|\b(?:wie (?:jeder|alle|wir alle|sie) "
        r"(?:\w+ )?(?:wissen|weiss)|bekanntlich|es ist (?:allgemein )?(?:bekannt|bewiesen|erwiesen)|(?:laut|"
        r"nach ansicht von|nach meinung von|nach meinung der) (?:\w+ )?(?:experten|studien|fachleuten|ärzten"
        r"|forschern|untersuchungen|umfragen|wissenschaftlern|einer studie))\b|\b(?:von|unter) (?:\w+ "
        r")?(?:experten|fachleuten|ärzten|fachpresse) (?:empfohlen|gelobt|ausgezeichnet)"
    ),
)
NOT_AUTHORITY = Late(
    r"\bandere (?:menschen|leute|unternehmen|firmen)\b|die sie kennen|\bandere (?:sagen|finden|meinen|"
    r"glauben|sind)"
)
PREMISE = cue(
    (
        "angesichts nachdem da weil jetzt nun aufgrund dank wo berücksichtigt bedenkt wissen eingedenk "
        "hinblick berücksichtigen"
    ),
    (
        r"(?:^|[,.;:] )(?:angesichts|in anbetracht|im hinblick auf (?:die|den) (?:vielen|steigenden|hohen|"
        r"klaren)|dank (?:unserer|unseres|der|des)|wo (?:doch|jetzt|nun)|jetzt,? (?:wo|da|nachdem)|nun,? "
        r"(?:da|wo)|wenn man (?:bedenkt|berücksichtigt)|da (?:ja|doch|unser\w*|die|der|das|wir|es|sie|"
        r"immer)\b[^?,]*,|weil (?:unser\w*|die|der|das|wir|es)\b[^?,]*,|wenn sie bedenken|nachdem "
        r"(?:unser\w*|wir)\b[^?,]*,)"
    ),
)
PRAISE_WORDS = (
    r"preisgekrönt\w*|ausgezeichnet\w*|hervorragend\w*|erstklassig\w*|innovativ\w*|führend\w*|"
    r"marktführend\w*|beliebt\w*|einzigartig\w*|toll\w*|grossartig\w*|fantastisch\w*|hochwertig\w*|"
    r"exzellent\w*|köstlich\w*|bewährt\w*|renommiert\w*|freundlich\w*|kompetent\w*|engagiert\w*|"
    r"unschlagbar\w*|verbessert\w*|leistungsstark\w*|praktisch\w*|zuverlässig\w*|erfahren\w*|lecker\w*|"
    r"günstig\w*|modern\w*|schnell\w*|vielfach|mehrfach|herausragend\w*|wegweisend\w*|umfangreich\w*|"
    r"bequem\w*|nutzerfreundlich\w*|benutzerfreundlich\w*|frisch\w*|wunderbar\w*|ausgezeichnet\w*|"
    r"revolutionär\w*|spannend\w*|stilvoll\w*|gesund\w*|attraktiv\w*|smart\w*|einfach\w*"
)
OWN = r"unser\w*"
PRAISED = (
    r"\w*(?:produkte?n?|service|dienste?|teams?|mitarbeiter\w*|app|marke|angebot\w*|sortiment\w*|"
    r"unternehmens?|software|plattform|filialen?|website|hotline|berater\w*|beratung|kaffees?|"
    r"getränke?n?|studios?|trainer\w*|geräte?n?|tarife?|pakete?|lösung\w*|lieferung|kundendienst\w*|"
    r"techniker\w*|newsletter|magazins?|programms?|abo\w*|system\w*|betreuung|shops?|werkstatt|personal|"
    r"speisen?|gerichte?n?|kurse?n?|menüs?|küche|portals?|funktion\w*|modelle?n?|garantie|versand)"
)
EMOTIVE = phrases(
    "verschwendung, verschwenden, verschwendet, verschwenderisch, verschwenderische, "
    "verschwenderischen, gierig, gierige, gierigen, gier, rücksichtslos, rücksichtslose, "
    "rücksichtslosen, skandalös, skandalöse, skandalösen, skrupellos, skrupellose, skrupellosen, "
    "unverschämt, unverschämte, unverschämten, abzocke, abgezockt, wucher, wucherpreise, "
    "wucherpreisen, katastrophal, katastrophale, katastrophalen, furchtbar, furchtbare, furchtbaren, "
    "schrecklich, schreckliche, schrecklichen, lächerlich, lächerliche, lächerlichen, sogenannt, "
    "sogenannte, sogenannten, horrend, horrende, horrenden, überteuert, überteuerte, überteuerten, "
    "ausbeutung, ausbeuten, ausbeutet, verantwortungslos, verantwortungslose, verantwortungslosen, "
    "lästig, lästige, lästigen, nervig, nervige, nervigen, ausufernd, ausufernde, ausufernden, "
    "explodierend, explodierende, explodierenden, unerträglich, unerträgliche, unerträglichen, giftig, "
    "giftige, giftigen, überwachungswahn, bespitzelung, bespitzeln, bürokratiemonster, albtraum, "
    "bedrohlich, bedrohliche, bedrohlichen, erschreckend, erschreckende, erschreckenden, hart "
    "verdient, hart verdientes, dreist, dreiste, dreisten, eklig, ekelhaft, ekelhafte, ekelhaften, "
    "sinnlos, sinnlose, sinnlosen"
)
NOT_EMOTIVE = Late(r"lebensmittelverschwendung|giftige stoffe|recycl")
ONE_SIDED = cue(
    "zufrieden zu befürworten unterstützen dafür einverstanden glücklich zustimmen",
    (
        r"\b(?P<satisfied>wie (?:\w+ )?(?P<stem>zufrieden|glücklich) (?:sind|waren|ist|war) (?:sie|ihre?)\b)"
        r"|\b(?P<agree>(?P<verb>stimmen|befürworten|unterstützen) sie\b|würden sie (?:\w+ ){0,6}(?:zustimmen"
        r"|unterstützen|befürworten))|(?:wie (?:sehr|stark)|inwieweit|in welchem masse?) (?P<degree>stimmen|"
        r"befürworten|unterstützen) sie\b|\b(?:sind|waren) sie (?:\w+ )?(?:zufrieden|dafür|einverstanden)\b|"
        r"(?P<adjective>(?!))"
    ),
)
TWO_SIDED = Late(
    r"unzufrieden|nicht zu\b|ablehnen|lehnen|dagegen|oder nicht|unglücklich|nicht einverstanden|"
    r"widersprechen"
)
OTHER_SIDE = Late(
    r"unzufrieden|nicht zu\b|nicht zufrieden|lehne|dagegen|unglücklich|nicht einverstanden|widerspreche|"
    r"ablehn"
)
NEGATION = cue(
    ("nicht kein keine keinen keiner keinem nie niemals nichts niemand"), (r"\b(?:nicht|keine?[nmrs]?|nie|niemals)\b")
)
NOT_NEGATION = Late(
    r"\b(?:überhaupt nicht|gar nicht|oder nicht|nicht nur|nicht zutreffend|trifft nicht zu|weiss nicht|"
    r"weiss ich nicht|wenn nicht|falls nicht|ob oder ob nicht|bitte nicht|stimmen nicht zu|nicht "
    r"zufrieden|keine angabe|nicht zu|noch nicht|warum nicht|nicht sicher|und nicht|aber nicht|nicht "
    r"mehr als|nicht in|nicht mit|oder keine?[nmrs]?)\b"
)
DENIALS = Late(r"\b(?:nicht|keine?[nmrs]?|nie|niemals|nichts|niemand|niemanden|weder|kaum|ohne)\b")
DENIALS_WITHIN = Late(
    r"\b(?:unzufrieden\w*|unwichtig\w*|unnötig\w*|unfair\w*|ungewöhnlich\w*|unwahrscheinlich\w*|"
    r"unfreundlich\w*|unangemessen\w*|unmöglich\w*|unsicher\w*|unangenehm\w*|unklar\w*|unzuverlässig\w*|"
    r"unverständlich\w*|ungerecht\w*|unzumutbar\w*|unzulässig\w*|untersag\w*|unterlassen|unvernünftig\w*"
    r"|unattraktiv\w*|uninteressant\w*|unpraktisch\w*|ungeeignet\w*|unseriös\w*|ablehne\w*|lehnen|"
    r"vermeid\w*|verhinder\w*|verbiet\w*|verbot\w*|verboten\w*|verzicht\w*|verweiger\w*|fehl(?:t|en|te|"
    r"ende\w*)|mangel\w*|abschaff\w*|abgeschafft\w*|dagegen|ausschliess\w*|ausgeschlossen|illegal\w*|"
    r"ohne|weigern|scheiter\w*|missfall\w*|missfällt|misstrau\w*)\b"
)
PAIRED = Late(
    r"zufrieden(?: oder| und|/) unzufrieden|wichtig(?: oder|/) unwichtig|wahrscheinlich(?: oder|/) "
    r"unwahrscheinlich|ob oder ob nicht|oder nicht|überhaupt nicht|gar nicht|weiss nicht|"
    r"stimmen\b.{0,30} oder nicht zu|nicht nur|trifft nicht zu|trifft zu oder nicht|weder .{1,30} noch|"
    r"falls nicht|bitte .{0,20}nicht|noch nicht|keine angabe"
)
DISAGREE = Late(r"lehne .*ab|nicht zu\b|stimme nicht|ablehn|trifft .*nicht")
ABSOLUTE = phrases(
    "immer, nie, niemals, vollständig, völlig, total, absolut, jeder, jedermann, niemand, ausnahmslos, "
    "ohne ausnahme, jederzeit, ständig, stets, vollkommen, sämtliche, ganz und gar, durchweg, unter "
    "keinen umständen, in jedem fall, auf jeden fall, jedes mal, hundertprozentig, komplett, gänzlich, "
    "restlos, auf keinen fall, zu jeder zeit, rund um die uhr, in allen fällen"
)
NOT_ABSOLUTE = Late(
    r"wie oft|immer (?:mehr|häufiger|öfter|wieder|noch|wichtiger|weniger|besser|teurer|schwieriger)|"
    r"fast (?:immer|nie)|nicht immer|nie oder|oder nie|noch nie|jeder (?:der|einzelne|dieser)|jeder "
    r"(?:woche|\w+ung|zweite)|jede[rsn]? (?:von|dieser)|wie (?:auch )?immer|(?:voll|völlig|absolut|total"
    r"|vollständig) (?:und ganz )?(?:zufrieden|zustimm|einverstanden)|aus(?:ser)? jeder|in jeder|zu "
    r"jeder (?!zeit)|mit jeder|bei jeder"
)
CLAUSE = Late(
    r"(?:, |^| und | oder )(?:der|die|das|dass|den|dem|welche[rsnm]?|weil|wenn|falls|obwohl|während|ob|"
    r"wo|sofern|nachdem|bevor|da|damit|deren|dessen|denen|sobald)\b(?! (?:sie|wir) (?:\w+)\?)"
)
OPERATOR = Late(
    r"\b(?:und|oder|wenn|falls|nicht|ausser|sofern|aber|weder|noch|entweder|kein\w*|es sei denn|ohne|"
    r"ausgenommen)\b"
)
FORK = Late(r"\b(?:wenn|falls|nicht|ausser|sofern|weder|entweder|kein\w*|es sei denn|ohne|ausgenommen)\b")
ASKS_HERE = Late(
    r"\b(?:wie|was|wer|wen|wem|wo|wann|warum|wieso|weshalb|woher|wohin|womit|welche[rsmn]?|inwieweit|"
    r"inwiefern|(?:haben|sind|werden|würden|können|möchten|nutzen|kaufen|finden|wollen|sollen|sollten|"
    r"waren|hatten|stimmen|glauben|denken|meinen|planen) (?:sie|wir|ihre?))\b"
)
OPENS_LEFT = Late(
    r"^(?:wenn|falls|während|weil|obwohl|nachdem|bevor|da|angesichts|bei|mit|in|im|seit|nach|als|sofern|"
    r"sobald|trotz|wegen|aufgrund|unter|für|von|vor|auf|an|am|unabhängig|abgesehen|durch|ohne|gerade|um|"
    r"denken|vorausgesetzt|auch|unter)\b"
)
PRONOUN = cue(
    ("es dies das damit dieses diese dafür darüber ihnen daran davon"),
    (r"\b(?:es|dies|damit|dafür|darüber|daran|davon)\b"),
)
EMPTY_PRONOUN = Late(
    r"\b(?:ist|war|wäre|fällt|fiel|gibt|gab|geht|ging|dauert|dauerte|gefällt|macht|lohnt) es\b|\bes "
    r"(?:ist|war|gibt|geht|dauert|wäre|fällt|ihnen|für sie|in|nicht|möglich)\b|,|folgende|\bes ihnen\b|"
    r"\bdiese[rsnm]? \w+|damit (?:sie|wir)"
)
DEFINES = Late(
    r"\(|\bd\. ?h\.|\bdas heisst\b|\bbedeutet\b|\bmeinen wir\b|\bverstehen wir\b|\bgemeint\b|"
    r"\beinschliesslich\b|\bdazu zählen\b|\bdefiniert\b"
)
PERSON_ONE = Late(r"^(?:ich|mein|meine|mir|mich|für mich)\b")
PERSON_MANY = Late(r"^(?:wir|unser|unsere|uns|mein unternehmen|meine firma|mein team|mein betrieb|unsere firma)\b")
PERSON_YOU = Late(r"^(?:sie|ihr|ihre|du|dein|deine)\b")
PAST = Late(
    r"^(?:ich|wir|sie|\w+ \w+) (?:war|waren|hatte|hatten|fand|fanden|kaufte|kauften|nutzte|nutzten|wurde"
    r"|wurden|ging|bekam|erhielt|wollte|wollten|habe .*(?:ge\w+t|ge\w+en)|haben .*(?:ge\w+t|ge\w+en))\b"
)
FUTURE = Late(
    r"^(?:ich|wir|sie|\w+ \w+) (?:werde|werden|würde|würden)\b.{0,200}\b(?:nächste\w*|bald|morgen|später|künftig|"
    r"in zukunft|kommende\w*)\b"
)
PRESENT = Late(
    r"^(?:ich|wir|sie|\w+ \w+) (?:bin|sind|ist|kaufe|kaufen|nutze|nutzen|mag|mögen|finde|finden|"
    r"vergleiche|vergleichen|kenne|kennen|vertraue|zahle|zahlen|lese|wähle|gehe|suche|mache|warte|esse|"
    r"trainiere|fühle|brauche|möchte|will|schmeckt|passt|bekomme|erhalte)\b"
)
