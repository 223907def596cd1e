"""German words of the wording rules, in small letters; the names are those of the other languages."""

from __future__ import annotations

from survey_seg.questionnaire.lint.words.cues import cue, pairs, phrases, twins, vocabulary
from survey_seg.questionnaire.lint.words.late import Late

ADJECTIVE_STEMS = vocabulary(
    "angenehm ansprechend attraktiv aufmerksam ausführlich bequem bezahlbar billig detailliert "
    "effektiv effizient ehrlich einfach elegant engagiert erfahren fair flexibel freundlich frisch "
    "gemütlich gepflegt genau gerecht gesund glaubwürdig gründlich gut günstig haltbar handlich "
    "hilfreich hilfsbereit höflich hochwertig informativ innovativ interessant intuitiv kompetent "
    "kompliziert komfortabel kreativ kurz langsam lecker leicht leise logisch menschlich modern "
    "motiviert nachhaltig natürlich nett nützlich objektiv ordentlich persönlich praktisch preiswert "
    "preisgünstig professionell pünktlich robust ruhig sachlich sauber schlecht schnell schnellstens "
    "schön schwierig seriös sicher sinnvoll spannend stabil stark sympathisch teuer transparent "
    "übersichtlich umfassend umweltfreundlich unfreundlich unterhaltsam verlässlich verständlich "
    "vertrauenswürdig vielfältig warm wertvoll wirksam zugänglich zuverlässig zügig qualifiziert "
    "geschult gesprächig verantwortungsvoll"
)
"""Words that judge, without their endings."""
ENDINGS = ("", "e", "er", "es", "en", "em")
VERBS = vocabulary(
    "achte arbeite bekomme bevorzuge bezahle esse empfehle erhalte erkläre finde fühle gehe genieße "
    "geniesse glaube habe halte helfe hilft hört informiere kann kaufe kenne koche komme lerne lese "
    "löst mag mache möchte muss nehme nutze plane probiere rate schätze sehe spare suche trinke "
    "trainiere treffe überlege vergleiche verstehe vertraue verwende wähle warte weiss will wünsche "
    "zahle ist sind war waren hat hatte hatten haben wird werden wurde wurden funktioniert schmeckt "
    "passt bietet bieten spart sparen reagiert reagieren antwortet liefert liefern berät beraten "
    "erklärt erklären versteht verstehen kostet hält geht macht soll sollte sollten muss müssen können "
    "kauft nutzt trinkt isst trainiert ernähre ernährt bewege bewegt treibe treibt lässt lassen sieht "
    "löste beriet half reparieren repariert prüft prüfen vergleicht vergleichen entscheidet bestellt "
    "bestellen bestelle"
)
FIXED_PAIRS = pairs(
    "zufrieden unzufrieden,forschung entwicklung,essen trinken,freunde familie,familie freunde,freunde "
    "bekannte,freunden bekannten,freunden familie,speisen getränke,schwarz weiss,hin her,nach "
    "nach,mehr mehr,ab zu,hin wieder,gut günstig,tag nacht,männer frauen,frauen männer,mann "
    "frau,kosten nutzen,vor nachteile,vorteile nachteile,stärken schwächen,obst gemüse,brot "
    "butter,wind wetter,haus garten,heim garten,vertrieb marketing,marketing vertrieb,gas strom,strom "
    "gas,heizung kühlung,kind kegel,fix fertig,grund boden,rat tat,sport freizeit,kunst "
    "kultur,wissenschaft technik,gesundheit sicherheit,sicherheit gesundheit,aus weiterbildung,fort "
    "weiterbildung,bus bahn,name anschrift,vor nachname,vor zuname,angebot nachfrage,einnahmen "
    "ausgaben,produkte dienstleistungen,waren dienstleistungen,produkten dienstleistungen,samstag "
    "sonntag,ja nein,dies das,klipp klar,kurz knapp,kurz gut,ruhe frieden,küche bad,arm bein,kaffee "
    "kuchen,kaffee tee,tee kaffee,bier wein,milch zucker,salz pfeffer,hund katze,katzen hunde,hunde "
    "katzen,hotel gaststättengewerbe,vater mutter,mutter vater,eltern kinder,kinder jugendliche,jung "
    "alt,gross klein,klein mittel,klar deutlich,bits bytes,pkw lkw,transporter lkw,wartung "
    "reparatur,transport logistik,bau handwerk,handwerk bau,lob kritik,lob tadel,wünsche "
    "anregungen,fragen antworten,heizung warmwasser,miete nebenkosten,datum uhrzeit,ort zeit,zeit "
    "ort,zeit geld,geld zeit"
)
EVALUATES = cue(
    (
        "zufrieden bewerten beurteilen gefallen gefällt wichtig gut hilfreich nützlich attraktiv einfach "
        "verständlich freundlich modern qualität vertrauen schätzen interessiert schnell zuverlässig hoch "
        "einfach finden benoten mögen"
    ),
    (
        r"\b(?:zufrieden (?:sind|waren) sie (?:\w+ )?mit|(?:bewerten|beurteilen|benoten) sie|(?:gefallen|"
        r"gefällt|gefielen) (?:ihnen|dir)|wie (?:wichtig|gut|schlecht|hilfreich|nützlich|attraktiv|einfach|"
        r"verständlich|freundlich|modern|schnell|zuverlässig|hoch) (?:ist|sind|war|waren|finden)|qualität "
        r"(?:der|des|von)|vertrauen sie|interessiert sind sie an|wie finden sie|zufrieden mit|mögen sie)\b"
    ),
)
SUBORDINATE = Late(r"^(?:wenn|falls|als|während|nachdem|bevor|weil|obwohl|da|sobald|denken sie|seit)\b[^,?.:]*[,:.]")
EXAMPLES = Late(
    r"\([^)]*\)|,? ?(?:wie zum beispiel|zum beispiel|z\. ?b\.|etwa|zwischen|einschliesslich|d\. "
    r"?h\.)\b[^,?;:]*"
)
NO_PARTNER = vocabulary(
    "jahr monat woche jahre monate wochen tage tag stunden minuten zwei drei vier fünf sechs andere "
    "anderen dann nicht oder ob alle mehr ähnliche ähnliches ähnlichem weitere"
)
BOOKISH = twins(
    "akquirieren = gewinnen, eruieren = herausfinden, evaluieren = bewerten, implementieren = "
    "einführen, implementierung = Einführung, initiieren = beginnen, initiiert = begonnen, obsolet = "
    "veraltet, redundant = doppelt, redundanz = Reserve, präferenz = Vorliebe, präferenzen = "
    "Vorlieben, präferieren = bevorzugen, frequentieren = besuchen, konsumation = Verzehr, tangieren = "
    "berühren, ubiquitär = überall vorhanden, salient = auffällig, affin = zugeneigt, affinität = "
    "Nähe, intentionen = Absichten, inhärent = eigen, immanent = eigen, rudimentär = in Ansätzen, "
    "sukzessive = nach und nach, sukzessiv = nach und nach, approbieren = zulassen, monetär = in Geld, "
    "monetäre = in Geld, monetären = in Geld, fiskalisch = steuerlich, pekuniär = in Geld, disponibel "
    "= verfügbar, disponible = verfügbare, konstatieren = feststellen, vakant = frei, verifizieren = "
    "prüfen, partizipieren = teilnehmen, partizipation = Teilnahme, prosperieren = wachsen, proaktiv = "
    "von sich aus, kompensieren = ausgleichen, kumuliert = zusammengezählt, kognitiv = geistig, "
    "kognitive = geistige, haptik = Anfassgefühl, haptisch = beim Anfassen, haptische = beim Anfassen, "
    "olfaktorisch = am Geruch, sensorisch = mit den Sinnen, organoleptisch = nach Geschmack und "
    "Geruch, hedonistisch = genussvoll, dezidiert = entschieden, divergieren = abweichen, "
    "diversifizieren = verteilen, effizienzsteigerung = bessere Arbeitsweise, eklatant = auffällig, "
    "essentiell = wesentlich, essenziell = wesentlich, implizit = unausgesprochen, exorbitant = sehr "
    "hoch, extrinsisch = von aussen, intrinsisch = von innen, inanspruchnahme = Nutzung, "
    "inbetriebnahme = Start, nichtsdestotrotz = trotzdem, diesbezüglich = dazu, veräussern = "
    "verkaufen, entrichten = zahlen, verausgaben = ausgeben, bewerkstelligen = schaffen, sedentär = "
    "sitzend, interoperabilität = Zusammenspiel der Systeme, interoperabel = aufeinander abgestimmt, "
    "skalierbarkeit = Mitwachsen, skalierbar = mitwachsend, granular = genau, granularität = "
    "Genauigkeit, amortisation = Zeit bis zur Deckung der Kosten, amortisationsdauer = Zeit bis zur "
    "Deckung der Kosten, attrition = Abgang, provenienz = Herkunft, perzipieren = wahrnehmen, "
    "antizipieren = erwarten, lukrieren = einnehmen, fakultativ = freiwillig, usance = Brauch, "
    "konvenieren = passen, ephemer = kurzlebig"
)
KNOWN_ACRONYMS = vocabulary(
    "USA US UK EU UN TV PC FAQ ID SMS DVD CD GPS OK PIN USB PDF WLAN EDV IT HD LED COVID MP3 ARD ZDF "
    "RTL WDR NDR SWR BR MDR CEO DJ VIP DNA HIV UV WC XL XXL KM KG CM MM EUR USD CHF AG GMBH KG OHG EV "
    "NATO LP II III IV VI VII VIII IX XI XII HTML URL WWW QR LTE PS LKW PKW ÖPNV MWST DB ICE IC EC "
    "BAHN AOK TÜV ADAC DHL UPS BRD DDR CDU SPD FDP CSU GEZ KI APP PLZ IBAN BIC EC DSGVO UKW GB MB KFZ "
    "SUV VW BMW DIN ISO HR ERP SAP FC NGO WG BAFÖG ABI KITA DRK THW SB CRM"
)
SHOUTED = vocabulary(
    "NICHT ALLE ALLES EIN EINE EINEN ZWEI DREI NUR UND ODER IHR IHRE IHREN SIE NIE JEDE JEDEN JEDER "
    "JEDES LETZTEN LETZTE LETZTES NEU ERSTE ERSTEN KEIN KEINE MEHR WENIGER BITTE MAX MIN AM IM IN VON "
    "VOR NACH OHNE MIT DER DIE DAS DEN DEM DES ZU ZUM ZUR BEI FÜR AUF AN AB BIS WIE WAS WER WO WANN "
    "WARUM IST SIND WAR NEIN JA GANZ SEHR STOP START ENDE HIER NUN JETZT HEUTE MAL PRO SO ES ER WIR "
    "UNS MAN EIGENE EIGENEN ANDERE ANDEREN BEIDE WICHTIG ACHTUNG GUT"
)
JARGON = phrases(
    "omnichannel, omni-channel, touchpoint, touchpoints, share of wallet, value proposition, pain "
    "point, pain points, painpoints, top of mind, customer journey, upselling, cross-selling, churn, "
    "churnrate, usp, kpi, kpis, sku, skus, nps, cac, clv, roas, roi, tco, kmu, fmcg, d2c, b2b, b2c, "
    "poc, rfp, sla, saas, use case, use cases, use-case, use-cases, go-to-market, mehrwert generieren, "
    "synergien, low-hanging fruits, end-to-end, onboarding, conversion rate, call to action, "
    "frictionless, seamless, gamification, monetarisierung, freemium, stickiness, retargeting, "
    "programmatic, point of sale, pos, planogramm, kundenzentrierung, ecosystem, ökosystem, "
    "deliverables, learnings, benchmarking, skalierung, leadgenerierung, leads, funnel, awareness, "
    "brand, markenkern, wertversprechen, kontaktpunkte, self-service-portal, time to value, insights, "
    "engagement rate"
)
JARGON_IN_TRADE = vocabulary(
    "roi tco b2b b2c sla saas rfp kmu kpi kpis case cases onboarding pos sale skalierung benchmarking portal"
)
SMALL = vocabulary(
    "kaffee kaffees snack snacks lebensmittel mittagessen brot brötchen getränk getränke imbiss bus "
    "milch bier biere tee schokolade zeitung zeitungen zeitschrift zeitschriften benzin obst gemüse "
    "mahlzeit mahlzeiten pizza burger limonade wasser saft müsli joghurt eis zahnpasta shampoo seife "
    "waschmittel taxi bahn tram app apps podcast podcasts druckerpapier toner tassen tasse e-mails "
    "mails anrufe pakete briefmarken süssigkeiten chips eier käse fleisch fisch wein zigaretten lotto "
    "restaurant restaurants bäcker bäckerei supermarkt kiosk café cafés kantine tankstelle "
    "büromaterial papier"
)
LIGHT_WORDS = vocabulary(
    "wie was wann wo warum wer oft häufig viel viele lange weit sehr zufrieden wahrscheinlich leicht "
    "schwer schwierig wichtig nützlich gut schlecht bald sind ist war waren haben hat hatten hatte "
    "werden würden würde können könnten sollten möchten sie ich wir mit von für in an auf bei zu und "
    "oder wenn falls der die das den dem ein eine einen mehr nicht noch eigentlich persönlich "
    "insgesamt bitte bewerten sagen uns sich nutzen genutzt kaufen gekauft mögen empfehlen finden "
    "gefunden denken fühlen versuchen probieren bekommen wählen kennen gehört sehen gesehen zahlen "
    "bezahlen bezahlt überlegen brauchen wollen bevorzugen geholfen einfach schnell günstig teuer "
    "ihnen ihr ihre dazu stimmen gern gerne gefallen gefällt verwendet verwenden bestellt bestellen "
    "wieder zum ersten mal zuletzt würde weiter weiterempfehlen vertrauen stehen interessiert "
    "inwieweit stark"
)
BROAD_TERMS = (
    ("haushalt"),
    ("werktag"),
    ("kunde"),
    ("kunden"),
    ("familie"),
    ("region"),
    ("einkommen"),
    ("mitarbeiter"),
    ("service"),
    ("einheit"),
    ("nachbarschaft"),
    ("wir"),
)
SENSITIVE = twins(
    "putzfrau = Reinigungskraft, putzfrauen = Reinigungskräfte, hausfrau = wer den Haushalt führt, "
    "hausfrauen = wer den Haushalt führt, zigeuner = Sinti und Roma, behinderte = Menschen mit "
    "Behinderung, behinderten = Menschen mit Behinderung, die behinderten = Menschen mit Behinderung, "
    "asylanten = Geflüchtete, asylant = Geflüchteter, ausländer = Menschen ohne deutschen Pass, "
    "ausländern = Menschen ohne deutschen Pass, fräulein = Frau, mädchenname = Geburtsname, "
    "krankenschwester = Pflegefachkraft, krankenschwestern = Pflegefachkräfte, mann der hauses = "
    "Haushalt, alte leute = Menschen über 65, senioren = Menschen über 65, die alten = Menschen über "
    "65, dritte welt = Länder mit niedrigem Einkommen, dritten welt = Länder mit niedrigem Einkommen, "
    "farbige = Schwarze Menschen, farbigen = Schwarzen Menschen, geisteskrank = psychisch erkrankt, "
    "geisteskranke = psychisch Erkrankte, taubstumm = gehörlos, taubstumme = Gehörlose, an den "
    "rollstuhl gefesselt = im Rollstuhl, normale menschen = die meisten Menschen, invalide = Mensch "
    "mit Behinderung, milchmädchenrechnung = falsche Rechnung, feuerwehrmänner = Feuerwehrleute, "
    "geschäftsmann = Geschäftsperson, geschäftsmänner = Geschäftsleute, kaufmann oder sekretärin = "
    "Angestellte, sekretärin = Assistenz, sekretärinnen = Assistenz, stewardess = Flugbegleitung, "
    "stewardessen = Flugbegleitung, obdachlose = wohnungslose Menschen, arbeitslose = Menschen ohne "
    "Arbeit, sozial schwache = Menschen mit wenig Geld, sozial schwachen = Menschen mit wenig Geld, "
    "manneskraft = Arbeitskraft"
)
STOP_WORDS = vocabulary(
    "der die das und ist sind sie ihr ihre ihnen wie nicht mit für von zu dem den ein eine einen haben "
    "hat wir uns oder bei auf welche ich"
)
