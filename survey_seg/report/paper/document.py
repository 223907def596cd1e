"""The questionnaire as a Word document to edit, written as agencies write theirs; the findings are comments.

Our own importer reads the document back: filters stand before their question ([ASK IF Q1=2]), the kind of question in
brackets behind it, answers with their codes, grids as tables, and what is for programmers only after PROG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from survey_seg.artifact import whole_file
from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, read_condition
from survey_seg.questionnaire.lint.finding import LintReport
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.routing.names import named
from survey_seg.report.paper.view import Answer, Asked, Paper, Remark, paper_of, sentence_of
from survey_seg.report.paper.words import affirmed, plain
from survey_seg.report.word_file import AUTHOR, blank, line, undated

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

WIDE: Final = 6
"""A grid with as many answers is set in small letters."""

ACROSS, ANSWER = Cm(16.6), Cm(2)
"""The width of a grid, and what an answer's words need."""

STATEMENT: Final = (Cm(4.6), Cm(6))
"""Least and most width of a grid's first column."""

TAGS: Final[Mapping[str, str]] = {
    "single": "SINGLE CODE",
    "multi": "MULTI CODE",
    "scale": "SCALE",
    "grid": "GRID, SINGLE CODE PER ROW",
    "rank": "RANK",
    "sum": "ALLOCATE",
    "number": "NUMERIC",
    "text": "OPEN END",
    "date": "DATE",
    "maxdiff": "BEST AND WORST",
    "info": "INFO",
}
SIGNS: Final = frozenset({"<", "<=", ">", ">="})
QUIET: Final = RGBColor(0x55, 0x60, 0x6C)


def write_document(questionnaire: Questionnaire, report: LintReport, path: Path) -> None:
    """Write the document, whole or not at all: the same questionnaire and findings give the same bytes."""
    paper = paper_of(questionnaire, report)
    document = blank(paper.title)
    _opening(document, paper)
    writer = _Writer(document, questionnaire, paper)
    for asked in paper.asked:
        writer.question(asked)
    with whole_file(path) as draft:
        draft.write_bytes(undated(document))


def _opening(document: Document, paper: Paper) -> None:
    """Title, brief and summary; the comments on the title are the findings about the study."""
    title = document.add_heading(line(paper.title) or "Untitled study", level=0)
    _comment(document, title, paper.study)
    for label, text in paper.facts:
        if text and label != "File":
            _labelled(document, label, line(text))
    for one in paper.decisions:
        _labelled(document, f"Decision {line(one.name)}", line(one.text))
    _labelled(document, "Length", line(" ".join(paper.summary)))


def _labelled(document: Document, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)


class _Writer:
    """Writes one question after the other."""

    def __init__(self, document: Document, questionnaire: Questionnaire, paper: Paper) -> None:
        self.document = document
        self.paper = paper
        self.named = named(questionnaire.questions)
        self.numbers = {question.id: paper.asked[at].number for at, question in enumerate(questionnaire.questions)}

    def question(self, asked: Asked) -> None:
        """A heading where a block begins, the filter, the question, its answers or grid, what is for programmers."""
        if asked.block:
            self.document.add_heading(line(asked.block), level=1)
        for words in self._filters(asked):
            self._small(words, keep=True)
        asks = self.document.add_paragraph()
        asks.paragraph_format.space_before, asks.paragraph_format.keep_with_next = Pt(12), True
        asks.add_run(f"{asked.number}. {line(asked.text)}").bold = True
        shuffled = " [RANDOMISE]" if asked.question.randomise else ""
        _coloured(asks, f" [{TAGS[asked.question.type]}]{shuffled}")
        own = [one for one in asked.remarks if one.option is None and one.row is None]
        if asked.instruction:
            self.document.add_paragraph().add_run(line(asked.instruction)).italic = True
        if asked.rows and asked.options:
            own += self._grid(asked)
        else:
            self._answers(asked)
        _comment(self.document, asks, own)
        self._small(f"PROG: {'; '.join(self._notes(asked))}")

    def _filters(self, asked: Asked) -> Iterator[str]:
        question = asked.question
        if question.show_if:
            yield f"[ASK IF {self._codes(question.show_if)}]"
        if question.routing_note:
            yield f"[ASK IF {line(question.routing_note)}]"

    def _codes(self, text: str) -> str:
        """A condition as agencies write it: Q1=1 or 2 and Q3 NOT 4."""
        try:
            return self._said(affirmed(read_condition(text)))
        except InputRefused:
            return line(text)

    def _said(self, condition: Condition) -> str:
        if isinstance(condition, Comparison):
            return self._compared(condition)
        if condition.how == "not":
            return f"not ({self._said(condition.parts[0])})"
        parts = (f"({self._said(one)})" if isinstance(one, Combined) else self._said(one) for one in condition.parts)
        return f" {condition.how} ".join(parts)

    def _compared(self, comparison: Comparison) -> str:
        meant = self.named.get(comparison.name)
        name, values, negated = comparison.name, comparison.values, comparison.operator in {"!=", "not in"}
        if meant is not None:
            name = self.paper.asked[meant.question].number + ("" if meant.row is None else f"_{meant.row + 1}")
        if meant is not None and meant.tick is not None and values in {(0,), (1,)}:
            values, negated = (meant.tick,), negated == (values == (1,))
        sign = " NOT " if negated else comparison.operator if comparison.operator in SIGNS else "="
        return f"{name}{sign}{' or '.join(str(value) for value in values)}"

    def _answers(self, asked: Asked) -> None:
        for row in asked.rows:
            self._item(f"□\t{line(row.text)}", [one for one in asked.remarks if one.row == int(row.code) - 1])
        jumps = _jumps(asked.question, self.numbers)
        for at, option in enumerate(asked.options):
            jump = jumps.get(asked.question.options[at].code, "")
            self._item(_coded(option, asked.question, at) + jump, [one for one in asked.remarks if one.option == at])

    def _item(self, text: str, remarks: Sequence[Remark]) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1.9), Cm(-0.9)
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.add_run(text)
        _comment(self.document, paragraph, remarks)

    def _grid(self, asked: Asked) -> list[Remark]:
        """A table with the answers in its first row; what is found about answers goes to the question."""
        table = self.document.add_table(rows=0, cols=1 + len(asked.options), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, _widths(len(asked.options)), strict=True):
            column.width = width
        small = Pt(8) if len(asked.options) >= WIDE else Pt(9.5)
        _cells(table, ["", *(line(one.text) or "–" for one in asked.options)], small)
        for at, row in enumerate(asked.rows):
            first = _cells(table, [line(row.text), *(one.code for one in asked.options)], small)
            _comment(self.document, first, [one for one in asked.remarks if one.row == at])
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)
        return [one for one in asked.remarks if one.option is not None]

    def _notes(self, asked: Asked) -> Iterator[str]:
        """What a programmer needs and a respondent does not see."""
        yield f"id {asked.id}"
        yield from (line(hint) for hint in asked.hints if not hint.endswith("random order"))
        yield from (line(plain(words)) for words in (*asked.filters, *asked.skips))

    def _small(self, text: str, *, keep: bool = False) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        if keep:
            paragraph.paragraph_format.space_before = Pt(12)
        _coloured(paragraph, text)


def _coloured(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), QUIET


def _coded(option: Answer, question: Question, at: int) -> str:
    """An answer with its code, as our importer reads it; a code of more than three digits stands in the text."""
    held = question.options[at]
    label = line(option.text) or "–"
    marks = (" [OPEN]" if held.open else "") + (" [EXCLUSIVE]" if held.exclusive else "")
    short = len(option.code.lstrip("-")) <= 3
    # A number with a full stop before something that asks would be read as a question.
    sign = " =" if "?" in label else "."
    return (f"{option.code}{sign}\t{label}" if short else f"□\t{label} (code {option.code})") + marks


def _jumps(question: Question, numbers: Mapping[str, str]) -> dict[int, str]:
    """Where people go on after an answer, by its code."""
    found: dict[int, str] = {}
    for skip in question.skip:
        for code in skip.when or ():
            if isinstance(code, int):
                found[code] = " [TERMINATE]" if skip.to == "end" else f" → {numbers.get(skip.to, skip.to)}"
    return found


def _widths(answers: int) -> tuple[Length, ...]:
    """The widths of a grid's columns: the statement takes what the answers leave, within its bounds."""
    least, most = STATEMENT
    first = min(max(ACROSS - answers * ANSWER, least), most)
    return (Length(first), *[Length((ACROSS - first) // answers)] * answers)


def _cells(table: Any, texts: Sequence[str], size: Any) -> Paragraph:  # noqa: ANN401 - parts of python-docx
    """A row of a table, its cells as wide as their columns; its first paragraph."""
    cells = table.add_row().cells
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.alignment = None if cell is cells[0] else 1
        paragraph.add_run(text).font.size = size
    first: Paragraph = cells[0].paragraphs[0]
    return first


def _comment(document: Document, paragraph: Paragraph, remarks: Sequence[Remark]) -> None:
    """One comment for each finding, on the words of a paragraph; the day of writing is no part of it."""
    runs = paragraph.runs
    for remark in remarks:
        comment = document.add_comment(runs, text=_told(remark), author=AUTHOR, initials="ss")
        element = comment._comment_elm
        element.attrib.pop(qn("w:date"), None)


def _told(remark: Remark) -> str:
    return "\n".join(line(part) for part in sentence_of(remark).split("\n"))
