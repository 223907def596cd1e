"""Questions of a Qualtrics survey as drafts: one payload gives one question, or one for each line or column.

A matrix with one answer per line is a grid; one with several answers per line is a question for each line, because
each line has a column of answers for each answer (Q9_1_2). A side-by-side question is a question for each column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.documents import entries, mapping, words

Payload = Mapping[str, Any]
Lose = Callable[[str], None]
Drafts = list[dict[str, Any]]

DROPPED = {"Timing": "a timer", "Meta": "a question that reads the browser", "Captcha": "a test against robots"}
"""Kinds of question that nobody answers."""

_MULTIPLE = {"MAVR", "MAHR", "MACOL", "MSB"}
_FREE = {"FileUpload": "an upload", "Draw": "a signature", "HeatMap": "a heat map", "HotSpot": "a hot spot"}


def tag_of(payload: Payload) -> str:
    """The name of a question in the file of answers.

    >>> tag_of({"QuestionID": "QID5", "DataExportTag": "age"}), tag_of({"QuestionID": "QID5"})
    ('age', 'QID5')
    """
    return words(payload.get("DataExportTag")) or words(payload.get("QuestionID"))


def drafts_of(payload: Payload, lose: Lose) -> Drafts:
    """The questions of one payload; none for those that nobody answers (`DROPPED`).

    >>> (draft,) = drafts_of({"QuestionType": "TE", "QuestionText": "Your job?", "DataExportTag": "job"}, print)
    >>> draft["id"], draft["type"], draft["text"]
    ('job', 'text', 'Your job?')
    """
    kind = words(payload.get("QuestionType"))
    if kind in DROPPED:
        lose(f"{DROPPED[kind]} is not part of the questionnaire")
        return []
    maker = _MAKERS.get(kind)
    drafts = maker(payload) if maker else [_unknown(payload, kind, lose)]
    _note(payload, lose)
    shared = {"required": _required(payload), "randomise": _randomised(payload, lose)}
    return [{**shared, **draft} for draft in drafts]


def choices(payload: Payload, what: str = "Choices", order: str = "ChoiceOrder") -> dict[str, Payload]:
    """The answers or lines of a question by their number, in the order shown; Qualtrics writes a list or an object.

    >>> list(choices({"Choices": {"1": {}, "2": {}}, "ChoiceOrder": [2, "1"]}))
    ['2', '1']
    >>> list(choices({"Choices": [{"Display": "0"}, {"Display": "1"}]}))
    ['0', '1']
    """
    given = payload.get(what)
    numbered = dict(enumerate(given)) if isinstance(given, list) else mapping(given)
    found = {str(key): mapping(choice) for key, choice in numbered.items()}
    shown = [key for key in map(words, entries(payload.get(order))) if key in found]
    return {key: found[key] for key in dict.fromkeys([*shown, *found])}


def codes(payload: Payload, what: str = "Choices") -> dict[str, str]:
    """The value each answer has in the file of answers, by its number: the recoded one, else the number."""
    order = "AnswerOrder" if what == "Answers" else "ChoiceOrder"
    recoded = mapping(payload.get("RecodeValues"))
    return {key: words(recoded.get(key)) or key for key in choices(payload, what, order)}


def row_names(payload: Payload) -> dict[str, str]:
    """The name of each line of a matrix in the file of answers, by its number: its own tag, else Q5_1.

    >>> row_names({"DataExportTag": "Q5", "Choices": {"1": {}, "2": {}}, "ChoiceDataExportTags": {"2": "tea"}})
    {'1': 'Q5_1', '2': 'tea'}
    """
    tag = tag_of(payload)
    own = mapping(payload.get("ChoiceDataExportTags"))
    return {key: words(own.get(key)) or f"{tag}_{key}" for key in choices(payload)}


def _text(value: object) -> str:
    return value if isinstance(value, str) else words(value)


def _options(payload: Payload, what: str = "Choices") -> list[dict[str, Any]]:
    order = "AnswerOrder" if what == "Answers" else "ChoiceOrder"
    coded, analysed = codes(payload, what), mapping(payload.get("AnalyzeChoices"))
    return [
        {
            "code": coded[key],
            "label": _text(choice.get("Display")),
            "open": _true(choice.get("TextEntry")),
            "exclusive": _true(choice.get("ExclusiveAnswer")),
            "missing": words(analysed.get(key)).lower() in {"no", "off"},
        }
        for key, choice in choices(payload, what, order).items()
    ]


def _rows(payload: Payload) -> list[dict[str, Any]]:
    names = row_names(payload)
    return [{"id": names[key], "text": _text(choice.get("Display"))} for key, choice in choices(payload).items()]


def _true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in {"true", "on", "yes"})


def _named(payload: Payload, kind: str) -> dict[str, Any]:
    return {"id": tag_of(payload), "text": _text(payload.get("QuestionText")), "type": kind}


def _choice(payload: Payload) -> Drafts:
    selector = words(payload.get("Selector"))
    kind = "multi" if selector in _MULTIPLE else "scale" if selector == "NPS" else "single"
    return [{**_named(payload, kind), "options": _options(payload)}]


def _matrix(payload: Payload) -> Drafts:
    selector, sub = words(payload.get("Selector")), words(payload.get("SubSelector"))
    if selector == "TE":
        return _text_matrix(payload)
    if selector == "MaxDiff":
        return [{**_named(payload, "maxdiff"), "options": _options({**payload, "RecodeValues": None})}]
    if selector in {"RO", "CS"}:
        return _by_row(payload, "rank" if selector == "RO" else "sum")
    if selector == "Profile":
        return _by_row(payload, "single")
    if sub == "MultipleAnswer":
        return _by_row(payload, "multi")
    return [{**_named(payload, "grid"), "rows": _rows(payload), "options": _options(payload, "Answers")}]


def _by_row(payload: Payload, kind: str) -> Drafts:
    """A question for each line of a matrix."""
    text, own = _text(payload.get("QuestionText")), kind == "single"
    drafts = []
    for key, row in zip(choices(payload), _rows(payload), strict=True):
        answers = mapping(payload.get("Answers")).get(key) if own else payload.get("Answers")
        of_row = {**payload, "Answers": answers, "AnswerOrder": None if own else payload.get("AnswerOrder")}
        drafts.append(
            {"id": row["id"], "type": kind, "text": f"{text} {row['text']}", "options": _options(of_row, "Answers")}
        )
    return drafts


def _text_matrix(payload: Payload) -> Drafts:
    """A question with the lines of the matrix for each of its columns (Q5_1_2 is line 1, column 2)."""
    columns = choices(payload, "Answers", "AnswerOrder")
    named, rows = _named(payload, "text"), _rows(payload)
    if not columns:
        return [{**named, "rows": rows}]
    return [
        {
            **named,
            "id": f"{named['id']}_{key}" if len(columns) > 1 else named["id"],
            "text": f"{named['text']} {_text(column.get('Display'))}",
            "rows": [{**row, "id": f"{row['id']}_{key}"} for row in rows],
        }
        for key, column in columns.items()
    ]


def _side_by_side(payload: Payload) -> Drafts:
    """A question for each column, with the lines they share."""
    drafts = []
    for number, column in choices(payload, "AdditionalQuestions", "").items():
        tag = words(column.get("DataExportTag")) or f"{tag_of(payload)}#{number}"
        text = f"{_text(payload.get('QuestionText'))} {_text(column.get('QuestionText'))}"
        shared = {"Choices": payload.get("Choices"), "ChoiceOrder": payload.get("ChoiceOrder")}
        shared["ChoiceDataExportTags"] = None  # Both columns would have the same names.
        drafts += _matrix({**column, **shared, "DataExportTag": tag, "QuestionText": text})
    return drafts


def _written(payload: Payload) -> Drafts:
    settings = mapping(mapping(payload.get("Validation")).get("Settings"))
    content = words(settings.get("ContentType")) if settings.get("Type") == "ContentType" else ""
    kind = {"ValidNumber": "number", "ValidDate": "date"}.get(content, "text")
    draft = _named(payload, kind)
    if kind == "number":
        bounds = mapping(settings.get("ValidNumber"))
        draft.update(min=words(bounds.get("Min")) or None, max=words(bounds.get("Max")) or None)
    if words(payload.get("Selector")) == "FORM":
        draft["rows"] = _rows(payload)
    return [draft]


def _slider(payload: Payload) -> Drafts:
    settings = mapping(payload.get("Configuration"))
    ends = {"min": settings.get("CSSliderMin"), "max": settings.get("CSSliderMax")}
    rows = _rows(payload)
    if len(rows) != 1:
        return [{**_named(payload, "grid"), **ends, "rows": rows}]
    return [{**_named(payload, "scale"), **ends, "column": rows[0]["id"], "instruction": rows[0]["text"] or None}]


def _shown(payload: Payload) -> Drafts:
    return [_named(payload, "info")]


def _ranked(payload: Payload) -> Drafts:
    kind = "sum" if words(payload.get("QuestionType")) == "CS" else "rank"
    return [{**_named(payload, kind), "options": _options({**payload, "RecodeValues": None})}]


def _unknown(payload: Payload, kind: str, lose: Lose) -> dict[str, Any]:
    lose(f"{_FREE.get(kind, f'a question of the kind {quoted(kind)}')} is taken for an open question")
    return _named(payload, "text")


_MAKERS: Mapping[str, Callable[[Payload], Drafts]] = {
    "MC": _choice,
    "Matrix": _matrix,
    "SBS": _side_by_side,
    "TE": _written,
    "DB": _shown,
    "Slider": _slider,
    "RO": _ranked,
    "CS": _ranked,
}


def _required(payload: Payload) -> bool | None:
    force = words(mapping(mapping(payload.get("Validation")).get("Settings")).get("ForceResponse"))
    return force == "ON" if force else None


def _randomised(payload: Payload, lose: Lose) -> bool:
    kind = words(mapping(payload.get("Randomization")).get("Type"))
    if kind == "ScaleReversal":
        lose("the answers are reversed for half of the people")
    elif kind == "Subset":
        lose("each person sees some of the answers only, drawn by chance")
    return kind in {"All", "Advanced", "Subset"}


def _note(payload: Payload, lose: Lose) -> None:
    """Note what a question can have and a draft cannot."""
    if payload.get("DynamicChoices"):
        lose("answers are carried over from an earlier question")
    if payload.get("QuestionJS"):
        lose("the question runs a script")
    total = words(mapping(mapping(payload.get("Validation")).get("Settings")).get("ChoiceTotal"))
    if words(payload.get("QuestionType")) == "CS" and total:
        lose(f"the answers have to add up to {total}")
    filtered = [*choices(payload).values(), *choices(payload, "Answers", "AnswerOrder").values()]
    count = sum(1 for choice in filtered if choice.get("DisplayLogic"))
    if count:
        lose(f"{count} answer{'s are' if count > 1 else ' is'} shown on a condition only")
