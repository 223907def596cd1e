"""LimeSurvey surveys as a table (.txt, .tsv): tab-separated lines of settings, groups, questions, lines and answers.

The first column is the class: S and SL settings, G group, Q question, SQ line of a question, A answer. Each language
repeats its lines; those of the survey's own language count. Places are cells, as a spreadsheet numbers them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.importers.documents import decoded
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.lss_questions import Asked, Part
from survey_seg.questionnaire.importers.lss_survey import add_questions, new_draft, note_pages
from survey_seg.questionnaire.importers.table_rows import anchor_of

_START = (b"class\t", b'"class"\t')
_OWN = {"class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other", "same_default"}

Record = tuple[int, Mapping[str, str]]


def recognise(content: bytes, _file: str) -> bool:
    r"""Whether the content is a LimeSurvey table.

    >>> recognise(b"class\ttype/scale\tname\n", "a.txt"), recognise(b"id\ttext\n", "a.tsv")
    (True, False)
    """
    head = content[:1000].removeprefix(b"\xef\xbb\xbf")
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = content[:1000].decode("utf-16", errors="replace").encode()
    return head.lower().startswith(_START) and b"type/scale" in head.splitlines()[0].lower()


def read(content: bytes, file: str) -> Draft:
    """The survey as a draft; InputRefused where the table cannot be read."""
    records = list(_records(decoded(content, file), file))
    settings = [
        (line.get("class"), line.get("name"), line.get("text", ""), line.get("language", "")) for _, line in records
    ]
    own = next((text for kind, name, text, _ in settings if kind == "S" and name == "language"), "")
    language = own or next((language for *_, language in settings if language), "")
    titles = [(text, of) for kind, name, text, of in settings if kind == "SL" and name == "surveyls_title"]
    title = next((text for text, of in titles if of == language), titles[0][0] if titles else "")
    draft = new_draft(title, language, {of for *_, of in settings})
    draft.anchors[()] = anchor_of("", 1, 0)
    note_pages(draft, {name or "": text for kind, name, text, of in settings if kind == "SL" and of == language})
    first = next((of for kind, *_, of in settings if kind == "Q"), language)
    kept = language if any(kind == "Q" and of == language for kind, _, _, of in settings) else first
    add_questions(draft, _questions([(row, line) for row, line in records if line.get("language", "") in {kept, ""}]))
    return draft


def _records(text: str, file: str) -> Iterator[Record]:
    """The lines after the header, by the names of its columns."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    header: list[str] = []
    row = 0
    try:
        for row, line in enumerate(reader, start=1):
            if not header:
                header = [name.strip().lower() for name in line]
            elif any(line):
                yield row, {name: cell.strip() for name, cell in zip(header, line, strict=False)}
    except csv.Error as error:
        what = f"the line cannot be read: {error}"
        hint = "is a quote not closed?"
        raise InputRefused(Problem("QUEST_SYNTAX", what, "tab-separated text", hint, file=file, row=row + 1)) from None


def _questions(records: list[Record]) -> list[Asked]:
    questions: list[Asked] = []
    group: Mapping[str, str] = {}
    for row, line in records:
        kind = line.get("class", "")
        if kind == "G":
            group = line
        elif kind == "Q":
            questions.append(_question(row, line, group))
        elif kind in {"SQ", "A"} and questions:
            part = Part(line.get("name", ""), line.get("text", ""), line.get("type/scale", "") or "0")
            part.relevance = line.get("relevance", "")
            (questions[-1].lines if kind == "SQ" else questions[-1].answers).append(part)
    return questions


def _question(row: int, line: Mapping[str, str], group: Mapping[str, str]) -> Asked:
    return Asked(
        code=line.get("name", "") or f"row {row}",
        kind=line.get("type/scale", ""),
        text=line.get("text", ""),
        anchor=anchor_of("", row, list(line).index("name") if "name" in line else 0),
        help=line.get("help", ""),
        relevance=line.get("relevance", ""),
        mandatory=line.get("mandatory", ""),
        other=line.get("other", ""),
        group=group.get("name", ""),
        group_relevance=group.get("relevance", ""),
        attributes={name: cell for name, cell in line.items() if name not in _OWN},
    )
