"""The positioning briefs as a Word document that a team edits: one page for each, what is to be filled in left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from survey_seg.artifact import whole_file
from survey_seg.report import brief_words
from survey_seg.report.brief_view import BriefView, End, brief_views, role_views, segment_names
from survey_seg.report.evidence import Found
from survey_seg.report.forms import Look
from survey_seg.report.numbers import FORMATS, INTERVALS, spelled
from survey_seg.report.section import Fault
from survey_seg.report.sentences import VIA, said
from survey_seg.report.trace import Trace
from survey_seg.report.word_file import blank, line, undated
from survey_seg.report.wording import quoted, sentence, shortened

if TYPE_CHECKING:
    from docx.document import Document

Results = Mapping[str, Any]

ACCENT: Final = RGBColor(0x12, 0x54, 0x5F)
QUIET: Final = RGBColor(0x55, 0x60, 0x6C)
MARK: Final = RGBColor(0x9A, 0x44, 0x10)
SMALL, BODY, HEAD, TITLE = Pt(8), 9, Pt(10.5), Pt(16)
WIDTHS: Final = (Cm(11.6), Cm(1.8), Cm(2.6), Cm(1.8))
MEASURED, DECLARED, TO_FILL = "measured", "declared", "to fill"
GAP: Final = "_" * 40


def write_briefs(results: Results, path: Path, look: Look) -> tuple[Fault, ...]:
    """Write the briefs of a study, whole or not at all: the same results give the same bytes.

    A study without briefs gives a page that says why. `look` changes nothing here: the document is there to be edited.
    """
    del look
    with whole_file(path) as draft:
        draft.write_bytes(brief_document(results))
    return ()


def brief_document(results: Results) -> bytes:
    """The document; every number is printed as on the page."""
    title = f"Positioning briefs: {shortened(line(results['study']['title']), 80) or 'untitled study'}"
    document = blank(title, size=BODY, margins=(1.6, 1.3))
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), results["study"]["language"])
    section: Any = document.sections[0]
    section.header_distance = section.footer_distance = Cm(0.6)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(2)
    writer = _Writer(document, results)
    writer.header(title)
    reason = brief_words.reason_missing(results)
    if reason:
        writer.title("Positioning briefs")
        writer.text(f"Not computed: {sentence(line(reason))}")
        return undated(document)
    for number, view in enumerate([*brief_views(results), *role_views(results)]):
        writer.brief(view, first=number == 0)
    writer.companies()
    return undated(document)


class _Writer:
    """Writes one brief after the other."""

    def __init__(self, document: Document, results: Results) -> None:
        self.document = document
        self.results = results
        self.trace = Trace(results)

    def number(self, path: str, way: str) -> str:
        """A number as the page prints it."""
        return FORMATS[way](self.trace.at(path))

    def interval(self, path: str, way: str, ends: tuple[str, str] = ("low", "high")) -> str:
        """An interval as the page prints it."""
        return INTERVALS[way](*(self.trace.at(f"{path}.{end}") for end in ends))

    def header(self, title: str) -> None:
        """The study's name above every page."""
        paragraph = self.document.sections[0].header.paragraphs[0]
        run = paragraph.add_run(title)
        run.font.size, run.font.color.rgb = SMALL, QUIET

    def brief(self, view: BriefView, *, first: bool) -> None:
        """One page."""
        heading = self.title(view.heading)
        heading.paragraph_format.page_break_before = not first
        lead = self.text(view.lead)
        lead.runs[0].font.size, lead.paragraph_format.space_after = HEAD, Pt(4)
        self._who(view)
        self._beliefs(view)
        self._moves(view)
        self._message(view)
        self._avoid(view)
        self._words(view)
        self._goal(view)
        self.part("Tone", TO_FILL)
        self.text(f"How it sounds when we speak to them: {GAP}")

    def title(self, text: str) -> Any:  # noqa: ANN401 - a paragraph of python-docx
        """The heading of a page."""
        paragraph = self.document.add_heading(level=1)
        run = paragraph.add_run(shortened(line(text), 80))
        run.font.size, run.font.color.rgb = TITLE, ACCENT
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(3)
        return paragraph

    def part(self, text: str, source: str) -> None:
        """The heading of a part, and where it comes from."""
        paragraph = self.document.add_heading(level=2)
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = HEAD, ACCENT
        tag = paragraph.add_run(f"   [{source}]")
        tag.font.size, tag.font.bold = SMALL, False
        tag.font.color.rgb = MARK if source == TO_FILL else QUIET
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(6), Pt(1)

    def text(self, words: str, style: str = "") -> Any:  # noqa: ANN401
        """A paragraph."""
        paragraph = self.document.add_paragraph(style=style or None)
        paragraph.add_run(line(words))
        paragraph.paragraph_format.space_after = Pt(2)
        return paragraph

    def note(self, words: str) -> None:
        """A quiet line."""
        run = self.text(words).runs[0]
        run.font.size, run.font.color.rgb = SMALL, QUIET

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table with its first column wide, its header repeated, numbers to the right."""
        table = self.document.add_table(rows=0, cols=len(header))
        table.autofit = False
        _ruled(table)
        for column, width in zip(table.columns, WIDTHS, strict=True):
            column.width = width
        for cells in (header, *rows):
            row = table.add_row()
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = WIDTHS[place]
                paragraph = cell.paragraphs[0]
                paragraph.alignment = 2 if place else None
                paragraph.paragraph_format.space_after = Pt(1)
                run = paragraph.add_run(line(text))
                run.font.size, run.font.bold = SMALL, cells is header
                if cells is header:
                    run.font.color.rgb = QUIET
        _as_header(table.rows[0])

    def _who(self, view: BriefView) -> None:
        path = view.path
        self.part("Who, and how to spot them", MEASURED)
        words = (
            f"{self.number(f'{path}.share', 'share')} of people ({self.interval(path, 'share')}); "
            f"{self.number(f'{path}.base', 'count')} interviews "
            f"(effective base {self.number(f'{path}.n_eff', 'count')})."
        )
        mix = [f"{self.number(f'{at}.share', 'share')} in segment {row['segment']}" for at, row in view.mix]
        if mix:
            words += f" Of them are {', '.join(mix)}."
        if view.fields:
            words += f" Noted in {', '.join(shortened(field, 30) for field in view.fields[:3])}."
        questions = self.results["typing"].get("questions")
        if view.row["segment"] and questions:
            words += f" To be sure, ask the {spelled(len(questions))} typing questions."
        self.text(words)
        for at, row in view.cues:
            self.text(self._cue(at, row), "List Bullet")

    def _cue(self, path: str, row: Mapping[str, Any]) -> str:
        field = f" ({shortened(row['field'], 30)})" if row["field"] else ""
        return (
            f"{quoted(said(row['answers']), 50)} to {quoted(row['text'], 60)}: {self.number(f'{path}.share', 'share')} "
            f"here, {self.number(f'{path}.total_share', 'share')} of all, via {VIA.get(row['via'], row['via'])}{field}."
        )

    def _beliefs(self, view: BriefView) -> None:
        self.part("What they believe now", MEASURED)
        if not view.believe:
            few = "So few people of them gave any of these answers that none is shown."
            self.text(few if view.row["asked"] else "No question on what people think or need was asked.")
            return
        rows = [
            (
                _belief(one),
                self.number(f"{one.path}.{one.end}", "share"),
                self.interval(one.path, "share", (f"{one.end}_low", f"{one.end}_high")),
                self.number(f"{one.path}.total_{one.end}", "share"),
            )
            for one in view.believe
        ]
        self.table(("Belief or need: answer", "Here", "95% interval", "All"), rows)

    def _moves(self, view: BriefView) -> None:
        self.part("What they need to believe", MEASURED)
        if not view.moves:
            self.text(view.cannot)
            return
        rows = [
            (
                _belief(one),
                self.number(f"{one.path}.{one.end}", "share"),
                self.interval(one.path, "mean", ("gain_low", "gain_high")),
                self.number(f"{one.path}.gain", "score"),
            )
            for one in view.moves
        ]
        self.table(("More of them should say", "Now", "95% interval", "Gain"), rows)
        self.note(
            f"{brief_words.NOT_CAUSE} Gain: points of the outcome ({brief_words.goal_words(self.results)}), which runs "
            "from 0 to 100, for a quarter of the belief’s scale."
        )

    def _message(self, view: BriefView) -> None:
        if view.message is None:
            self.part("The message", TO_FILL)
            self.text(f"One sentence that makes the belief above easier to hold: {GAP}")
        else:
            row = view.message[1]
            self.part("The message", DECLARED)
            self.text(shortened(row["text"], 140)).runs[0].font.bold = True
        if view.proof:
            self.part("Proof", MEASURED)
            for at, row in view.proof:
                answer = shortened(row["top_answer"], 50)
                self.text(f"{quoted(row['statement'])}: {self.number(f'{at}.top', 'share')} {answer}", "List Bullet")
        else:
            self.part("Proof", TO_FILL)
            self.text(f"What proves the message: {GAP}")

    def _avoid(self, view: BriefView) -> None:
        self.part("What not to say", MEASURED)
        for at, row, why in view.avoid:
            self.text(
                f"{quoted(row['statement'], 70)}, {quoted(row['answer'], 40)}: {why} ({self._shares(at, row)}).",
                "List Bullet",
            )
        if not view.avoid:
            self.text("Nothing that was asked repels them or belongs clearly to others.")

    def _shares(self, path: str, row: Mapping[str, Any]) -> str:
        words = f"{self.number(f'{path}.share', 'share')} here, {self.number(f'{path}.total', 'share')} of all"
        if row["other_share"] is None:
            return words
        return f"{words}, {self.number(f'{path}.other_share', 'share')} there"

    def _words(self, view: BriefView) -> None:
        self.part("In their words", MEASURED)
        for quote in view.quotes:
            self.text(f"“{shortened(quote['text'], 200)}”", "List Bullet").runs[0].font.italic = True
        self.note(view.quotes_line)

    def _goal(self, view: BriefView) -> None:
        if not view.goal:
            self.part("Goal and test", TO_FILL)
            self.text(f"What will have changed when the brief has worked: {GAP}")
            return
        self.part("Goal and test", MEASURED)
        tests = "; ".join(self._test(found) for found in view.tests)
        self.text(
            f"{self.number(f'{view.goal}.share', 'share')} ({self.interval(view.goal, 'share')}) say "
            f"{brief_words.goal_words(self.results)} today. To see whether a new message moves them, show each version "
            f"to so many of them: {tests}."
        )
        self.note("Such a rise is then found in 80 of 100 tests (two-sided, at 5%).")

    def _test(self, found: Found) -> str:
        path, _ = found
        return f"{self.number(f'{path}.per_arm', 'count')} to find a rise to {self.number(f'{path}.to', 'share')}"

    def companies(self) -> None:
        """Companies by segment, where people speak for companies."""
        accounts = self.results["briefs"]["accounts"]
        if accounts is None:
            return
        self.title("Companies").paragraph_format.page_break_before = True
        self.text(f"{brief_words.accounts_line(accounts)} {brief_words.minds_line(accounts)}")
        names = segment_names(self.results)
        rows = [
            (
                f"{row['segment']} {names.get(row['segment'], '')}",
                self.number(f"{path}.n", "count"),
                self.interval(path, "share"),
                self.number(f"{path}.share", "share"),
            )
            for path, row in ((f"briefs.accounts.table.{i}", row) for i, row in enumerate(accounts["table"]))
        ]
        if rows:
            self.table(("Companies by segment", "Number", "95% interval", "Share"), rows)


def _belief(one: End) -> str:
    return f"{quoted(one.row['statement'], 80)}: {shortened(one.answer, 50) or '–'}"


def _ruled(table: Any) -> None:  # noqa: ANN401 - a table of python-docx
    """Fine lines between rows and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9C0C2")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.append(borders)


def _as_header(row: Any) -> None:  # noqa: ANN401 - a row of python-docx
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
