"""What questionnaires ask and say for form's sake: consent and privacy, names and addresses that are typed in."""

from __future__ import annotations

from survey_seg.questionnaire.lint.purpose import is_technical
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question

FACTS = frozenset({"demographic", "firmographic", "geo"})
_CONSENT = Late(
    r"\bconsent|\bagree to (?:take part|participate)|\bvoluntary\b|\bprivacy\b|\bdata protection\b|\bconfidential|"
    r"\banonym|\beinwillig|\bdatenschutz|\beinverstanden|\bfreiwillig|\bvertraulich"
)
_TYPED_IN = Late(
    r"\b(?:name|surname|e-?mail|phone|address|postcode|zip|vorname|nachname|telefon\w*|adresse|anschrift|plz|postleitzahl)\b"
)


def speaks_of_consent(text: str) -> bool:
    """Whether a text is about taking part and what happens to the answers; the law asks for its words.

    >>> speaks_of_consent("Taking part is voluntary"), speaks_of_consent("Which part do you like?")
    (True, False)
    """
    return bool(_CONSENT.search(plain_text(text)))


def is_open_end(question: Question) -> bool:
    """Whether people answer in words of their own; what is typed in, such as a name or a postcode, is no open end.

    >>> is_open_end(Question(id="q1", text="What would you change?", type="text"))
    True
    >>> is_open_end(Question(id="q2", text="Your e-mail address", type="text"))
    False
    """
    if question.type != "text" or question.data_type in FACTS or is_technical(question):
        return False
    return not _TYPED_IN.search(plain_text(question.text))
