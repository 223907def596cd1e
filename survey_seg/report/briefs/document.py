"""The positioning briefs as a Word document that a team edits: one page for each, what is to be filled in left open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docx.shared import Pt

from survey_seg.artifact import whole_file
from survey_seg.report.briefs import words as brief_words
from survey_seg.report.briefs.pages import HEAD, Pages
from survey_seg.report.briefs.view import BriefView, End, brief_views, role_views, segment_names
from survey_seg.report.briefs.words import DECLARED, MEASURED, TO_FILL
from survey_seg.report.evidence import Found
from survey_seg.report.forms import Look
from survey_seg.report.language.numbers import DASH
from survey_seg.report.language.speech import say, say_n
from survey_seg.report.language.wording import quoted, sentence, shortened
from survey_seg.report.section import Fault
from survey_seg.report.sentences import said, via_word
from survey_seg.report.word_file import line, undated

Results = Mapping[str, Any]

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
    study = shortened(line(results["study"]["title"]), 80) or say("untitled study")
    writer = _Writer(results, say("Positioning briefs: {study}", study=study))
    reason = brief_words.reason_missing(results)
    if reason:
        writer.title(say("Positioning briefs"))
        writer.text(say("Not computed: {reason}", reason=sentence(line(reason))))
        return undated(writer.document)
    for number, view in enumerate([*brief_views(results), *role_views(results)]):
        writer.brief(view, first=number == 0)
    writer.companies()
    return undated(writer.document)


class _Writer(Pages):
    """Writes one brief after the other."""

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
        self._proof(view)
        self._avoid(view)
        self._words(view)
        self._goal(view)
        self.part(say("Tone"), TO_FILL)
        self.text(f"{say('How it sounds when we speak to them:')} {GAP}")

    def _who(self, view: BriefView) -> None:
        path = view.path
        self.part(say("Who, and how to spot them"), MEASURED)
        words = [
            say_n(
                "{share} of people ({interval}); {count} interview (effective base {effective}).",
                "{share} of people ({interval}); {count} interviews (effective base {effective}).",
                view.row["base"],
                share=self.number(f"{path}.share", "share"),
                interval=self.interval(path, "share"),
                count=self.number(f"{path}.base", "count"),
                effective=self.number(f"{path}.n_eff", "count"),
            )
        ]
        if view.mix:
            words.append(say("Of them are {parts}.", parts=", ".join(self._in_segment(found) for found in view.mix)))
        if view.fields:
            words.append(say("Noted in {fields}.", fields=", ".join(shortened(one, 30) for one in view.fields[:3])))
        questions = self.results["typing"].get("questions")
        if view.row["segment"] and questions:
            words.append(
                say_n(
                    "To be sure, ask the typing question.",
                    "To be sure, ask the {n} typing questions.",
                    len(questions),
                )
            )
        self.text(" ".join(words))
        for at, row in view.cues:
            self.text(self._cue(at, row), "List Bullet")

    def _in_segment(self, found: Found) -> str:
        path, row = found
        return say("{share} in segment {segment}", share=self.number(f"{path}.share", "share"), segment=row["segment"])

    def _cue(self, path: str, row: Mapping[str, Any]) -> str:
        way = via_word(row["via"])
        return say(
            "{answers} to {question}: {share} here, {total} of all, via {way}.",
            answers=quoted(said(row["answers"]), 50),
            question=quoted(row["text"], 60),
            share=self.number(f"{path}.share", "share"),
            total=self.number(f"{path}.total_share", "share"),
            way=f"{way} ({shortened(row['field'], 30)})" if row["field"] else way,
        )

    def _beliefs(self, view: BriefView) -> None:
        self.part(say("What they believe now"), MEASURED)
        if not view.believe:
            self.text(
                say("So few people of them gave any of these answers that none is shown.")
                if view.row["asked"]
                else say("No question on what people think or need was asked.")
            )
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
        self.table((say("Belief or need: answer"), say("Here"), say("95\u00a0% interval"), say("All")), rows)

    def _moves(self, view: BriefView) -> None:
        self.part(say("What they need to believe"), MEASURED)
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
        self.table((say("More of them should say"), say("Now"), say("95\u00a0% interval"), say("Gain")), rows)
        self.note(brief_words.gain_note(self.results))

    def _message(self, view: BriefView) -> None:
        if view.message is None:
            self.part(say("The message"), TO_FILL)
            self.text(f"{say('One sentence that makes the belief above easier to hold:')} {GAP}")
            return
        self.part(say("The message"), DECLARED)
        self.text(shortened(view.message[1]["text"], 140), own=True).runs[0].font.bold = True
        if view.fit:
            self.text(view.fit)

    def _proof(self, view: BriefView) -> None:
        if not view.proof:
            self.part(say("Proof"), TO_FILL)
            self.text(f"{say('What proves the message:')} {GAP}")
            return
        self.part(say("Proof"), MEASURED)
        for at, row in view.proof:
            proof = say(
                "{statement}: {share} {answer}",
                statement=quoted(row["statement"]),
                share=self.number(f"{at}.top", "share"),
                answer=shortened(row["top_answer"], 50),
            )
            self.text(proof, "List Bullet", own=True)

    def _avoid(self, view: BriefView) -> None:
        self.part(say("What not to say"), MEASURED)
        for at, row, why in view.avoid:
            avoided = say(
                "{statement}, {answer}: {why} ({shares}).",
                statement=quoted(row["statement"], 70),
                answer=quoted(row["answer"], 40),
                why=why,
                shares=self._shares(at, row),
            )
            self.text(avoided, "List Bullet")
        if not view.avoid:
            self.text(say("Nothing that was asked repels them or belongs clearly to others."))

    def _shares(self, path: str, row: Mapping[str, Any]) -> str:
        here, everybody = (self.number(f"{path}.{name}", "share") for name in ("share", "total"))
        if row["other_share"] is None:
            return say("{share} here, {total} of all", share=here, total=everybody)
        there = self.number(f"{path}.other_share", "share")
        return say("{share} here, {total} of all, {other} there", share=here, total=everybody, other=there)

    def _words(self, view: BriefView) -> None:
        self.part(say("In their words"), MEASURED)
        for quote in view.quotes:
            words = say("“{words}”", words=shortened(quote["text"], 200))
            self.text(words, "List Bullet", own=True).runs[0].font.italic = True
        self.note(view.quotes_line)

    def _goal(self, view: BriefView) -> None:
        if not view.goal:
            self.part(say("Goal and test"), TO_FILL)
            self.text(f"{say('What will have changed when the brief has worked:')} {GAP}")
            return
        self.part(say("Goal and test"), MEASURED)
        goal = say(
            "{share} ({interval}) say {goal} today.",
            share=self.number(f"{view.goal}.share", "share"),
            interval=self.interval(view.goal, "share"),
            goal=brief_words.goal_words(self.results),
        )
        if not view.tests:
            self.text(goal)
            return
        test = say(
            "To see whether a new message moves them, show each version to so many of them: {tests}.",
            tests=say("; ").join(self._test(found) for found in view.tests),
        )
        self.text(f"{goal} {test}")
        self.note(say("Such a rise is then found in 80 of 100 tests (two-sided, at 5\u00a0%)."))

    def _test(self, found: Found) -> str:
        path, _ = found
        return say(
            "{people} to find a rise to {share}",
            people=self.number(f"{path}.per_arm", "count"),
            share=self.number(f"{path}.to", "share"),
        )

    def companies(self) -> None:
        """Companies by segment, where people speak for companies."""
        accounts = self.results["briefs"]["accounts"]
        if accounts is None:
            return
        self.title(say("Companies")).paragraph_format.page_break_before = True
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
            header = say("Companies by segment"), say("Number"), say("95\u00a0% interval"), say("Share")
            self.table(header, rows)


def _belief(one: End) -> str:
    return say(
        "{question}: {answer}", question=quoted(one.row["statement"], 80), answer=shortened(one.answer, 50) or DASH
    )
