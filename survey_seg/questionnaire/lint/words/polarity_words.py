"""The words of rating scales in English and German: which end they stand for, how strongly, and what is in the middle.

Labels are compared in small letters with ß as ss (`cues.plain_text`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, NamedTuple

from survey_seg.questionnaire.lint.words.late import Late


class Levels(NamedTuple):
    """Labels that are a place on a scale by themselves: one pattern for all, and what each of its groups stands for."""

    words: Late
    places: tuple[tuple[str, float], ...]

    def place(self, plain: str) -> tuple[str, float] | None:
        """The kind of scale and the place on it that a plain label stands for."""
        found = self.words.fullmatch(plain)
        return self.places[int(str(found.lastgroup)[1:])] if found else None


class Lexicon(NamedTuple):
    """What one language says on scales.

    `families` holds the words of the negative and of the positive end of each kind of scale, the more special kinds
    first; `levels` the labels that are a place on a scale by themselves (never, a little, most).
    """

    families: tuple[tuple[str, Late, Late], ...]
    levels: Levels
    middle: Late
    negation: Late
    little: Late
    weak: Late
    strong: Late
    answers: Late

    def family(self, plain: str) -> tuple[str, Literal[-1, 1]] | None:
        """What a plain label rates, and the end that its word stands for."""
        for name, negative, positive in self.families:
            if negative.search(plain):
                return name, -1
            if positive.search(plain):
                return name, 1
        return None


def _words(listing: str) -> Late:
    return Late(rf"(?<!\w)(?:{listing})(?!\w)" if listing else r"(?!)")


def _families(text: str) -> tuple[tuple[str, Late, Late], ...]:
    rows = [[part.strip() for part in line.split(";")] for line in text.strip().splitlines()]
    return tuple((name, _words(negative), _words(positive)) for name, negative, positive in rows)


def _levels(text: str) -> Levels:
    rows = [[part.strip() for part in line.split(";")] for line in text.strip().splitlines()]
    words = "|".join(f"(?P<n{number}>{words})" for number, (_, _, words) in enumerate(rows))
    return Levels(Late(words), tuple((name, float(level)) for name, level, _ in rows))


_ENGLISH_FAMILIES = """
agree; disagree|do not agree|don't agree; agree
applies; inaccurate|untrue|unlike me|false; accurate|true|like me|applies|apply|describes me|characteristic of me
satisfied; dissatisfied|unsatisfied|displeased|disappointed; satisfied|pleased
important; unimportant; important|essential
likely; unlikely|improbable; likely|probable
ease; difficult|hard|complicated; easy|simple
valence; negative|unfavou?rabl[ey]; positive|favou?rabl[ey]
happy; unhappy|sad|miserable; happy|delighted
useful; useless|unhelpful; useful|helpful
interested; uninterested|uninteresting|boring; interested|interesting
comfortable; uncomfortable; comfortable
familiar; unfamiliar; familiar
trust; distrust|untrustworthy; trust|trustworthy
attractive; unattractive|unappealing; attractive|appealing
clear; unclear; clear
safe; unsafe|insecure; safe|secure
relevant; irrelevant; relevant
confident; unconfident; confident
willing; unwilling; willing
convenient; inconvenient; convenient
believable; unbelievable; believable
support; oppose|against; support|in favou?r
approve; disapprove; approve
expensive; cheap|inexpensive; expensive
concerned; concerned|worried|anxious|stressful;
liking; dislike|hate; like|love
well; badly; well
level; low; high
quality; bad|poor|terrible|awful|horrible|worst|weak|inadequate|unacceptable; good|excellent|outstanding|great|superb
change; worse|decreased?|declined|fell|fallen|shrank|shrunk; better|increased?|grew|grown|improved
change; less|fewer|lower|smaller; higher|more|larger
intention; ; definitely|probably|certainly|surely
"""
_GERMAN_FAMILIES = """
agree; lehne|ablehnung; stimme|zustimmung|einverstanden
applies; unzutreffend; trifft|zutreffend|stimmt
satisfied; unzufrieden; zufrieden
important; unwichtig; wichtig
likely; unwahrscheinlich; wahrscheinlich
change; schlechter|verschlechtert|gesunken|sinken|abgenommen; besser|verbessert|gestiegen|steigen|zugenommen
change; abnehmen|gefallen; zunehmen|gewachsen
ease; schwierig|schwer|kompliziert|umständlich; einfach|leicht
valence; negativ; positiv
happy; unglücklich; glücklich
useful; nutzlos; nützlich|hilfreich
interested; uninteressant|langweilig; interessant|interessiert
comfortable; unangenehm; angenehm
friendly; unsympathisch; sympathisch
familiar; unvertraut|unbekannt; vertraut|bekannt
attractive; unattraktiv; attraktiv
clear; unverständlich|unklar; verständlich|klar
relevant; irrelevant; relevant
convinced; ; überzeugt
believable; unglaubwürdig; glaubwürdig
safe; unsicher; (?!)
support; dagegen; dafür
expensive; billig|günstig; teuer
liking; ungern|missfällt; gern|gerne|mag|gefällt
level; niedrig|gering; hoch
quality; schlecht|mangelhaft|ungenügend|miserabel|furchtbar; gut|ausgezeichnet|hervorragend|exzellent
change; weniger|seltener|niedriger|geringer; mehr|öfter|häufiger|höher
intention; auf keinen fall|eher nein|^eher nicht$; bestimmt|sicher|sicherlich|auf jeden fall|eher ja
"""
_ENGLISH_LEVELS = """
frequency; 0; never|not once|none of the time|at no time
frequency; 1; almost never|hardly ever|very rarely|very seldom
frequency; 2; rarely|seldom|less often|less frequently|a little of the time|less than (?:yearly|monthly|weekly|daily)
frequency; 3; occasionally|once in a while|from time to time|now and then
frequency; 3; yearly|annually|(?:once|every|each) (?:a )?year
frequency; 4; sometimes|some of the time|half of the time|quarterly|every quarter|once a quarter|a few times a year
frequency; 5; monthly|every month|once a month|each month|fairly often|quite often
frequency; 6; often|frequently|regularly|a few times a month|(?:several|a few|2-3|two or three) times a month
frequency; 7; usually|mostly|most of the time|generally|weekly|every week|once a week|each week
frequency; 7; very often|very frequently
frequency; 8; almost always|nearly always|(?:several|a few|2-3|two or three) times a week
frequency; 9; (?:almost|nearly) (?:daily|every day)
frequency; 10; always|all the time|all of the time|constantly|daily|every day|once a day|several times a day|more often
amount; 0; none|nobody|nothing|no one|(?:for|of) none
amount; 1; very few|hardly any|almost none
amount; 2; (?:for )?(?:a )?few
amount; 3; (?:for )?some
amount; 4; (?:for )?(?:about |around )?half
amount; 5; (?:for )?many
amount; 6; (?:for )?most
amount; 7; (?:for )?(?:almost|nearly) all
amount; 8; (?:for )?all(?: of them)?|everything|everybody|everyone
degree; 0; not at all|none at all|to no extent
degree; 1; (?:only )?(?:a little|a little bit|slightly|a bit|to a small extent)|not very|not very much
degree; 2; somewhat|to some extent
degree; 3; moderately|fairly|quite|quite a bit|to a moderate extent
degree; 4; very|very much|a lot|a great deal|strongly|to a great extent
degree; 5; extremely|completely|totally|entirely|very strongly
"""
_GERMAN_LEVELS = """
frequency; 0; nie|niemals|noch nie
frequency; 1; fast nie|sehr selten|kaum
frequency; 2; selten|eher selten|seltener|weniger oft|seltener als (?:jährlich|monatlich|wöchentlich|täglich)
frequency; 3; gelegentlich|ab und zu|hin und wieder|jährlich|einmal (?:im|pro) jahr
frequency; 4; manchmal|vierteljährlich|mehrmals (?:im|pro) jahr
frequency; 5; monatlich|einmal (?:im|pro) monat|eher häufig|eher oft
frequency; 6; oft|häufig|regelmässig|mehrmals (?:im|pro) monat|mehrmals monatlich
frequency; 7; meistens|meist|sehr oft|sehr häufig|wöchentlich|einmal (?:in der|pro|die) woche|wöchentlich oder öfter
frequency; 8; fast immer|mehrmals (?:in der|pro|die) woche|mehrmals wöchentlich
frequency; 9; (?:fast|beinahe) (?:täglich|jeden tag)
frequency; 10; immer|ständig|täglich|jeden tag|mehrmals (?:täglich|am tag)|öfter|häufiger
amount; 0; keine[rs]?|niemand|nichts
amount; 1; sehr wenige|fast keine
amount; 2; wenige|ein paar
amount; 3; einige|manche
amount; 4; (?:etwa |ungefähr )?die hälfte
amount; 5; viele
amount; 6; die meisten
amount; 7; fast alle
amount; 8; alle|alles
degree; 0; gar nicht|überhaupt nicht|nicht
degree; 1; (?:nur )?(?:wenig|ein wenig|ein bisschen|kaum|schwach)
degree; 2; etwas
degree; 3; ziemlich|mässig
degree; 4; stark|sehr|viel|sehr viel
degree; 5; sehr stark|äusserst|völlig|vollständig|voll und ganz
"""

LEXICONS = MappingProxyType(
    {
        "en": Lexicon(
            families=_families(_ENGLISH_FAMILIES),
            levels=_levels(_ENGLISH_LEVELS),
            middle=Late(
                r"neither\b.*|neutral\b.*|undecided|unsure|in between|in the middle|mixed|both|perhaps|maybe|"
                r"might or might not\b.*|may or may not\b.*|(?:just|about) right|average|acceptable|adequate|fair|"
                r"ok(?:ay)?|so-so|medium|moderate|(?:it )?(?:has )?(?:stay(?:s|ed)? |remain(?:ed|s)? )?"
                r"(?:about |much |roughly )?(?:the )?same\b.*|unchanged|no (?:change|difference)|fifty-fifty|partly"
            ),
            negation=_words(r"not|no|don't|doesn't|isn't|won't|wouldn't|never"),
            little=_words(r"not (?:very|so|too|that|particularly)|hardly"),
            weak=_words(
                r"slightly|a little|a bit|somewhat|rather|mildly|fairly|partly|tend to|moderately|quite|probably|mostly"
            ),
            strong=_words(
                r"strongly|very|completely|totally|extremely|fully|entirely|absolutely|definitely|certainly|highly|much|"
                r"a lot|greatly|excellent|outstanding|terrible|awful"
            ),
            answers=Late(r"(?:yes|no)(?:\W|$)"),
        ),
        "de": Lexicon(
            families=_families(_GERMAN_FAMILIES),
            levels=_levels(_GERMAN_LEVELS),
            middle=Late(
                r"weder\b.*|teils\b.*|neutral\b.*|unentschieden|mittel|mittelmässig|durchschnittlich|vielleicht|eventuell|"
                r"(?:etwa |ungefähr |genau )?gleich\b.*|unverändert|genau richtig|halb/halb|mal so,? mal so|geht so|"
                r"okay|befriedigend|ausreichend|"
                r"sowohl als auch|stimme (?:teilweise|teils\W*teils) zu|trifft (?:teilweise|teils\W*teils) zu"
            ),
            negation=_words(r"nicht|keine[nmrs]?|kein|auf keinen fall"),
            little=_words(r"weniger|wenig|kaum|nicht (?:sehr|so|besonders)"),
            weak=_words(r"eher|etwas|leicht|wenig|weniger|ziemlich|teilweise|mässig|ein bisschen|wahrscheinlich"),
            strong=_words(
                r"sehr|voll|völlig|vollkommen|vollständig|stark|ganz|absolut|überhaupt|äusserst|viel|deutlich|total|"
                r"extrem|sicher|bestimmt"
            ),
            answers=Late(r"(?:ja|nein)(?:\W|$)"),
        ),
    }
)
"""What is known of each language; labels in others are not judged."""

GRADES = frozenset({"befriedigend", "ausreichend", "fair"})
"""Words of graded lists (school marks; poor, fair, good, very good, excellent) that nobody expects to be balanced."""

UNIPOLAR = Late(
    r"(?<!\w)(?:weniger|wenig|kaum|ein bisschen|mittelmässig|ziemlich|etwas|slightly|a little|moderately|"
    r"somewhat)(?!\w)"
)
"""Words that grade one thing from none to much, so that "not at all" is its zero and no opposite."""
