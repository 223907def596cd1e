"""A question and a scale that do not speak of the same thing.

What it does
    Compares what the question asks (how often, how important, how satisfied, how likely, how easy) with what the
    answers say, and finds questions to be answered with yes or no whose answers are degrees of agreement, importance or
    satisfaction.

Why it is bad
    "How often do you cook?" with "strongly agree" has no right answer. People translate in their heads, each in another
    way.

Example
    questions:
      - id: needs
        text: How satisfied are you with each of these?

Use instead
    questions:
      - id: needs
        text: How important is each of these to you?

When it stays silent
    Where the question names what the scale says as well, where the words of the scale are not known, for grids whose
    stem asks nothing, and in other languages than English and German.

Source
    Krosnick and Presser 2010, Question and questionnaire design; Dillman, Smyth and Christian 2014 on stems and answers
    that match.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity import scale_of
from survey_seg.questionnaire.model import Questionnaire

ASKED = {
    "en": (
        ("frequency", Late(r"\bhow (?:often|frequently)\b")),
        ("important", Late(r"\bhow important\b")),
        ("satisfied", Late(r"\bhow satisfied\b")),
        ("likely", Late(r"\bhow likely\b")),
        ("ease", Late(r"\bhow (?:easy|difficult|hard)\b")),
        ("familiar", Late(r"\bhow familiar\b")),
    ),
    "de": (
        ("frequency", Late(r"\bwie (?:oft|häufig)\b")),
        ("important", Late(r"\bwie wichtig\b")),
        ("satisfied", Late(r"\bwie zufrieden\b")),
        ("likely", Late(r"\bwie wahrscheinlich\b")),
        ("ease", Late(r"\bwie (?:einfach|leicht|schwer|schwierig)\b")),
        ("familiar", Late(r"\bwie vertraut\b")),
    ),
}
SAYS = {
    "agree": Late(r"\b(?:agree|agreement|zustimm\w*|stimmen|zu)\b"),
    "applies": Late(r"\b(?:apply|applies|describes?|true|accurate|trifft|treffen|zutreffen\w*|passt|passen)\b"),
    "frequency": Late(r"\b(?:often|frequen\w*|oft|häufig\w*|how much of|when)\b"),
    "important": Late(r"\b(?:importan\w*|wichtig\w*)\b"),
    "satisfied": Late(r"\b(?:satisf\w*|zufrieden\w*|pleased)\b"),
    "likely": Late(r"\b(?:likel\w*|wahrscheinlich\w*|probab\w*|chances?)\b"),
    "ease": Late(r"\b(?:eas\w*|difficult\w*|hard|einfach\w*|leicht\w*|schwer|schwierig\w*)\b"),
    "familiar": Late(r"\b(?:familiar\w*|vertraut\w*|know|kennen)\b"),
}
"""What a question has to say for a scale of the kind to answer it; other kinds of scales are not judged."""

YES_NO = {
    "en": Late(r"(?:do|does|did|have|has|are|is|will|would|can) (?:you|your company|your household)\b"),
    "de": Late(r"(?:haben|sind|werden|nutzen|kaufen|besitzen|kennen|können|würden) sie\b"),
}
DEGREES = frozenset({"agree", "important", "satisfied"})
TOGETHER = frozenset({"likely", "intention"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question whose answers answer another one."""
    language = questionnaire.study.language
    for path, question in numbered(questionnaire):
        scale = scale_of(question, language)
        if scale is None or scale.family not in SAYS or question.validated_scale:
            continue
        text = plain_text(f"{question.text} {question.instruction or ''}")
        asked = [kind for kind, words in ASKED.get(language, ()) if words.search(text)]
        yes_no = YES_NO[language].match(text) is not None and scale.family in DEGREES
        if (asked or yes_no) and scale.family not in asked and not SAYS[scale.family].search(text):
            first = next(option.label for option in question.options if not option.missing)
            what = asked[0] if asked else "yes or no"
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"the question asks for {NAMED.get(what, what)}, the answers begin with '{first[:40]}'",
                reason="people answer another question than the one they read, each in their own way",
                suggestion="Let the answers use the words of the question",
            )


NAMED = {
    "frequency": "how often",
    "important": "importance",
    "satisfied": "satisfaction",
    "likely": "likelihood",
    "ease": "ease",
    "familiar": "familiarity",
}
RULE = Rule("OPT218", "stem-scale-mismatch", "warning", __doc__, check)
