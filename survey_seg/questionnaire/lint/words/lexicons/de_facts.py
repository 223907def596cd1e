"""German phrases that ask for facts: how often, how much, since when; the names are those of other languages."""

from __future__ import annotations

from survey_seg.questionnaire.lint.words.cues import cue, phrases
from survey_seg.questionnaire.lint.words.late import Late

PRESUPPOSES = cue(
    (
        "sehr gern gerne gefallen gefällt genossen geniessen lieben aufgehört gekündigt gewechselt warum "
        "wo probleme schwierigkeiten besten wenigsten verbessert besser wann bevorzugen weshalb"
    ),
    (
        r"\bwie (?:sehr|gern|gerne) (?:\w+ ){0,2}(?:haben|hat|geniessen|lieben|mögen|mochten|nutzen|freuen|"
        r"gefällt|gefallen|gefiel)\b|\bwann (?:haben|hat|hatte) (?:sie|ihr \w+|ihre \w+) (?:\w+ "
        r"){0,8}(?:aufgehört|abgeschafft|aufgegeben|eingestellt|gekündigt|gewechselt|begonnen|angefangen)\b|"
        r"\b(?:warum|weshalb|wieso) (?:haben sie|hat ihr|bevorzugt|nutzt|kauft|vertraut|bevorzugen|mögen|"
        r"lieben|nutzen|kaufen|vertrauen|empfehlen|schätzen|wählen) ?(?:sie)?\b|\bwas (?:gefällt|gefiel|"
        r"gefallen|mögen|schätzen|schätzt|hat) (?:ihnen|sie|ihrem \w+|ihr \w+) (?:\w+ ){0,5}(?:am besten|am "
        r"meisten|am wenigsten|besonders)\b|\bwelche (?:probleme|schwierigkeiten|vorteile|einsparungen|"
        r"verbesserungen) (?:hatten|haben|hat|gab|hätten|sehen|bemerkten) (?:sie|ihnen|es)\b|\bwie (?:sehr|"
        r"stark|viel) (?:hat|haben) \w+ (?:\w+ ){0,6}(?:verbessert|geholfen|erleichtert|profitiert)\b|\bwie "
        r"viel (?:besser|schneller|einfacher|günstiger)\b|\bwo (?!wohnen|arbeiten|leben|sind|haben|waren|"
        r"stehen|liegt|ist|hat|arbeitet|sitzt)(?:\w+en sie|\w+t ihr \w+|\w+t ihre \w+)\b|\bwie viele "
        r"(?:zigaretten|zigarren) (?:rauchen|rauchten)\b"
    ),
)
VAGUE = phrases(
    "regelmässig, häufig, kürzlich, neulich, in letzter zeit, bald, demnächst, gelegentlich, usw., "
    "usw, und so weiter, etc., etc, in der nähe, ab und zu, hin und wieder, von zeit zu zeit, in naher "
    "zukunft, in jüngster zeit, heutzutage, des öfteren, öfter, öfters, vor kurzem, seit kurzem, ein "
    "paar mal, mehrmals, mehrfach, viele male, häufiger, regelmässige, regelmässigen, ziemlich viel, "
    "intensiv, vor einiger zeit, u. ä., und ähnliches"
)
NOT_VAGUE = Late(
    "wie (?:häufig|regelmässig|bald|intensiv)|am häufigsten|so bald|sobald|mehrmals (?:pro|am|im|in der"
    "|die|täglich|wöchentlich|jährlich)|häufiger als|(?:häufiger|öfter) oder (?:seltener|weniger)"
)
OFTEN = cue(
    ("oft häufig manchmal selten normalerweise gewöhnlich meistens üblicherweise"),
    (
        r"^\w+ (?:sie|du|ihr \w+|ihre \w+) (?:\w+ )?(?:oft|häufig|manchmal|selten|normalerweise|gewöhnlich|"
        r"meistens|üblicherweise)\b"
    ),
)
VAGUE_LABELS = Late(
    "(?:sehr |ziemlich |eher |recht |äusserst )?(?:oft|häufig|selten|regelmässig|unregelmässig)|"
    "manchmal|gelegentlich|ab und zu|hin und wieder|so gut wie nie|fast nie|fast immer|meistens|von "
    "zeit zu zeit|viel|kaum|nicht (?:so |sehr )?oft|ein paar mal"
)
HOW_OFTEN = cue(
    ("oft häufig regelmässig"),
    (r"\bwie (?:oft|häufig|regelmässig) (?:\w+en|hat|haben|sind|ist|wird|wurden|wurde|\w+t)\b"),
)
FEELING = Late(
    r"\b(?:fühl\w*|gefühl\w*|sorgen|denken|glauben|traurig|ängstlich|nervös|glücklich|müde|einsam|"
    r"gestresst|beeinträchtigt|schwierigkeiten|schmerz\w*|gestört|stimmung|ärger\w*)\b"
)
HYPOTHETICAL = cue(
    "würden würde wäre wären hätten hätte stellen angenommen gäbe könnten falls",
    (
        r"\b(?:würden sie (?!sagen)(?:\w+ ){0,14}(?:kaufen|nutzen|bestellen|wechseln|abonnieren|besuchen|"
        r"ausprobieren|testen|buchen|kündigen|trainieren|zahlen|ausgeben|wählen|reagieren|tun|machen|essen|"
        r"trinken|lesen|mieten|einsetzen|installieren|investieren|verlängern|teilen|fahren|gehen|annehmen|"
        r"entscheiden|beauftragen|einführen|herunterladen|upgraden|verzichten|teilnehmen|unterschreiben|"
        r"nehmen|abschliessen)\b|wenn (?:sie|es|wir|ihr|ihre|unser\w*|der|die|das) (?:\w+ ){0,10}(?:wären|"
        r"wäre|hätten|hätte|gäbe|könnten|könnte|würde|würden|anböten|anbieten würden)\b|stellen sie sich "
        r"(?:bitte )?vor|angenommen|gäbe es|wären sie (?:bereit|interessiert)|würde ihr(?:e)? \w+)"
    ),
)
OF_OTHERS = Late(r"\bwie (?:un)?wahrscheinlich(?: \w+){0,4}?,? dass (?![^.?!]{0,200}\b(?:sie|ihr\w*|wir|unser\w*)\b)")
PRICE = cue(
    "zahlen ausgeben bezahlen preis wert betrag auszugeben akzeptieren investieren",
    (
        r"\bwie ?viel (?:\w+ ){0,6}(?:würden|wären|würde|wäre|ist|sind) (?:sie|ihr \w+|ihre "
        r"\w+)\b[^?]{0,80}\b(?:zahlen|bezahlen|ausgeben|auszugeben)\b|\b(?:welchen|welcher|was für einen) "
        r"(?:\w+ ){0,2}(?:preis|betrag|aufpreis)\b[^?]{0,20}\b(?:würden|wären|sind|würde|wäre|ist) (?:sie|"
        r"ihr|ihre)\b[^?]{0,80}\b(?:zahlen|bezahlen|ausgeben|akzeptieren)\b|\bwas würden? (?:sie|ihr \w+|"
        r"ihre \w+)\b[^?]{0,60}\b(?:zahlen|bezahlen|ausgeben)\b|\b(?:was|wie ?viel) wäre (?:ihnen|ihrem "
        r"\w+)\b[^?]{1,60}\bwert\b|\b(?:bei|zu) welchem preis würden? (?:sie|ihr)\b"
    ),
)
PRICE_METER = Late(r"zu (?:teuer|billig|günstig|hoch|niedrig)|so (?:teuer|billig|günstig)|schnäppchen|preiswert")
WHY = cue("warum weshalb wieso", r"(?:^|[.?!:,] )(?:und |aber |sagen sie uns,? )?(?:warum|weshalb|wieso)\b")
EVER = cue(
    ("je jemals schon"),
    (
        r"(?<!denn )(?<!mehr denn )\bjemals\b|\bhaben sie je\b|\b(?:haben|sind|waren) sie (?:\w+ "
        r"){0,6}schon (?:ein)?mal\b"
    ),
)
MONTHS = {
    ("tag"): 1 / 30,
    ("nacht"): 1 / 30,
    ("woche"): 0.25,
    ("monat"): 1,
    ("quartal"): 3,
    ("jahr"): 12,
    ("jahrzehnt"): 120,
    ("stunde"): 1 / 700,
    ("wochenende"): 0.25,
    ("halbjahr"): 6,
    ("saison"): 3,
    ("dekade"): 120,
}
NUMBERS = {
    ("ein"): 1,
    ("einen"): 1,
    ("zwei"): 2,
    ("beiden"): 2,
    ("drei"): 3,
    ("vier"): 4,
    ("fünf"): 5,
    ("sechs"): 6,
    ("sieben"): 7,
    ("acht"): 8,
    ("neun"): 9,
    ("zehn"): 10,
    ("elf"): 11,
    ("zwölf"): 12,
    ("fünfzehn"): 15,
    ("achtzehn"): 18,
    ("zwanzig"): 20,
    ("dreissig"): 30,
    ("paar"): 3,
}
PERIOD = Late(
    r"\b(?:letzten?|letztem|letzter|letztes|vergangene[nrms]?|vorige[nrms]?|zurückliegenden) "
    r"(?P<number>\d{1,3}|[a-zäöü]+)? ?(?P<unit>tag|nacht|woche|wochenende|monat|quartal|halbjahr|saison|"
    r"jahr|jahrzehnt|dekade|stunde)(?:en|e|n|es|s|ern)?\b|\b(?:seit|im jahr|in) (?:19|20)\d\d\b|"
    r"\binnerhalb (?:von |der )?(?P<number2>\d{1,3}|[a-zäöü]+) (?P<unit2>tag|woche|monat|jahr|"
    r"quartal)(?:en|e|n|es|s)?\b"
)
ANY_PERIOD = Late(
    r"\b(?:letzte\w*|vergangene\w*|vorige\w*|typische\w*|normale\w*|übliche\w*|jetzige\w*|aktuelle\w*|"
    r"gestern|gestrige\w*|heute|heutige\w*|seit|pro|täglich\w*|wöchentlich\w*|monatlich\w*|jährlich\w*|"
    r"im (?:monat|jahr|quartal|sommer|winter|januar|februar|märz|april|mai|juni|juli|august|september|"
    r"oktober|november|dezember)|am tag|in der woche|je (?:monat|woche|tag|jahr|fahrzeug)|diese\w* "
    r"(?:woche|monat|jahr|quartal)|derzeit|zurzeit|aktuell|zur zeit|momentan|bisher|jede\w* (?:tag|woche"
    r"|monat|jahr)|einem (?:tag|monat|jahr|werktag)|einer woche|jemals|nächste\w*|bevor|als sie|auf "
    r"einmal|in (?:19|20)\d\d)\b"
)
COUNTS = cue(
    "oft häufig viel wieviel viele regelmässig",
    (
        r"\bwie (?:oft|häufig|regelmässig) (?:\w+en|hat|\w+t) (?:sie|du|ihr|ihre|ihrem|in|bei)\b|\bwie "
        r"?viel (?:\w+ ){0,3}(?:geben|gaben|haben|zahlen|bezahlen|gibt|investieren|verbrauchen|trinken|essen"
        r"|lesen|investiert|zahlt|hat|schlafen|verdienen|kaufen|verbraucht|spenden) (?:sie|ihr \w+|ihre "
        r"\w+)\b|\bwie viele (?!jahre|personen|menschen|mitarbeiter|kinder|beschäftigte)(?:\w+ "
        r"){1,3}(?!haben sie\?|besitzen|beschäftigt|hat ihr|hat ihre|hat der|betreibt|leben|arbeiten|wohnen|"
        r"brauchen|kennen|sprechen|gehören|gibt)(?:\w+en|\w+t) (?:sie|ihr \w+|ihre \w+)\b"
    ),
)
RATES = Late(r"tag|täglich|woche|wöchentlich|monat|jahr|jährlich|stunde|quartal|pro ")
COMPUTES = cue(
    (
        "prozent prozentsatz anteil anteile durchschnittlich durchschnittliche durchschnitt schnitt "
        "insgesamt verhältnis summe zusammengerechnet bruchteil zusammen gesamte"
    ),
    (
        r"\b(?:wie ?viele?|wie hoch ist|wie gross ist|welche[rnm]?|zu welchem|in welchem|geben sie) (?:\w+ "
        r"){0,3}(?:prozent|prozentsatz|anteil|prozentanteil|bruchteil)\b|\b(?:durchschnittlich|im "
        r"durchschnitt|im schnitt|im mittel)\b[^?]*\?|\bwie (?:hoch|gross|viele?)\b[^?]*\b(?:insgesamt|"
        r"zusammengerechnet|in summe|alles zusammen)\b|\bwie (?:hoch|gross|lang|viel) (?:ist|war|sind) "
        r"(?:ihr|ihre|der|die|das) (?:durchschnittliche|gesamte)"
    ),
)
CHANCES = Late(r"\b(?:\w*wahrscheinlich\w*|chancen?)\b")
OTHERS = cue(
    (
        "partner partnerin partners partnerin mann frau kinder kind freunde kollegen kolleginnen chef "
        "chefin vorgesetzter vorgesetzte nachbarn eltern mitarbeiter fahrer team kunden unternehmen firma "
        "familie haushaltsmitglieder geschäftsführung vorstand wettbewerber sohn tochter"
    ),
    (
        r"\b(?:wie (?:\w+ ){1,4}(?:ist|sind|war|waren) ihr(?:e|en)? (?:\w+ )?(?:partner|partnerin|mann|frau|"
        r"kinder|kind|freunde|kollegen|kolleginnen|chef|chefin|vorgesetzter|vorgesetzte|nachbarn|eltern|"
        r"mitarbeiter|fahrer|kunden|familie|geschäftsführung|sohn|tochter)|(?:was|wie|wo|warum|welche\w*|"
        r"wie ?viel\w*)\b[^?]{0,40} ?(?:denkt|denken|fühlt|fühlen|bevorzugt|bevorzugen|möchte|möchten|mag|"
        r"mögen|glaubt|glauben|verdient|verdienen|hält|halten|findet|finden|wünscht|wünschen|erwartet|"
        r"erwarten|gibt|kauft|kaufen|trinkt|isst|nutzt|schätzt|schätzen|liest|plant|planen) (?:sich "
        r")?ihr(?:e)? (?:\w+ )?(?:partner|partnerin|mann|frau|kinder|kind|freunde|kollegen|kolleginnen|chef|"
        r"chefin|vorgesetzter|vorgesetzte|nachbarn|eltern|mitarbeiter|fahrer|team|kunden|familie|"
        r"geschäftsführung|vorstand|wettbewerber|sohn|tochter)\b|(?:meinung|einkommen|gehalt|zufriedenheit|"
        r"ansichten?) ihre[rs] (?:\w+ )?(?:partners|partnerin|mannes|frau|kinder|freunde|kollegen|chefs|"
        r"chefin|vorgesetzten|nachbarn|eltern|mitarbeiter|fahrer|teams|kunden|geschäftsführung))"
    ),
)
YOU_SPENDS = cue(
    (
        "geben ausgegeben zahlen bezahlen kaufen gekauft budget wählen entscheiden bestellen bestellt "
        "investieren investiert nutzen wechseln planen gaben beziehen"
    ),
    (
        r"\b(?:geben|gaben|zahlen|bezahlen|kaufen|wählen|entscheiden|bestellen|investieren|nutzen|wechseln|"
        r"planen|beziehen) sie\b|\bhaben sie (?:\w+ ){0,8}(?:ausgegeben|bezahlt|gezahlt|gekauft|bestellt|"
        r"investiert|gewechselt|gewählt|entschieden)\b|\bihr (?:\w+ ){0,2}budget\b"
    ),
)
YOU_WHO = Late(
    r"\b(?:ihr|ihre|ihrem|ihrer|ihren|ihres|unser\w*|diese[mrs]?) (?:\w+ )?(?:unternehmens?|firma|firmen"
    r"|betriebe?s?|team|abteilung|organisation|arbeitgeber|standort|büro|niederlassung|flotte|fuhrpark|"
    r"haushalt|kollegen|einheit|konzern|arbeitsplatz|werkstatt|funktion|rolle|position|werk|gruppe|"
    r"zentrale|teil|laden|geschäft|hotel|praxis|arbeit)\b|\b(?:persönlich|selbst|beruflich|privat|bei "
    r"der arbeit|zu hause|als unternehmen|als firma)\b"
)
AWARENESS = cue(
    "kennen gehört fallen fällt bekannt bevorzugen denken lieblingsmarke infrage frage sinn",
    (
        r"\b(?:welche\w*|von welche\w*|an welche\w*)\b[^?]{0,80}\b(?:kennen sie|gehört|fallen ihnen|fällt "
        r"ihnen|sind ihnen bekannt|ist ihnen bekannt|bevorzugen sie|denken sie|kommen für sie|ist ihre "
        r"lieblings\w*|mögen sie am liebsten)\b|\bnennen sie (?:bitte )?(?:alle )?(?:marken|anbieter|"
        r"unternehmen|hersteller)\b"
    ),
)
