"""Qualtrics surveys (.qsf): JSON with the questions, the blocks they stand in, and the flow through the blocks.

The order is that of the flow, not of the file; questions in the trash, or in no block of the flow, are not asked. The
name of a question is its export tag, because the columns of the file of answers carry it: Q5 for one answer, Q5_1 for
an answer of several or a line of a matrix. Places are question ids (QID5), steps of the flow (FL_7) and quotas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.conditions import Combined, Comparison, Condition
from survey_seg.questionnaire.importers.documents import entries, mapping, read_json, words
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.draft_text import plain_text
from survey_seg.questionnaire.importers.qsf_flow import Ending, Flow, Where, read_flow, together
from survey_seg.questionnaire.importers.qsf_logic import Asked, asked_of_payload, compared, read_logic, unknown
from survey_seg.questionnaire.importers.qsf_questions import drafts_of

TOOL = "Qualtrics"

Drafted = dict[str, Any]


def recognise(content: bytes, file: str) -> bool:
    """Whether the content is a Qualtrics survey.

    >>> recognise(b'{"SurveyEntry": {}, "SurveyElements": []}', "a.json"), recognise(b'{"pages": []}', "a.json")
    (True, False)
    """
    start = content[:400_000]
    return b'"SurveyElements"' in start or (b'"SurveyEntry"' in start and file.lower().endswith(".qsf"))


def read(content: bytes, file: str) -> Draft:
    """The survey as a draft; InputRefused where the file is no whole Qualtrics survey."""
    survey = mapping(read_json(content, file))
    elements = [mapping(element) for element in entries(survey.get("SurveyElements"))]
    if not elements:
        what = "the file has no elements of a Qualtrics survey"
        raise InputRefused(Problem("QUEST_SYNTAX", what, "the file as Qualtrics exports it (.qsf)", file=file))
    reading = _Reading(elements)
    reading.study(mapping(survey.get("SurveyEntry")))
    reading.questions()
    reading.quotas()
    return reading.draft


class _Reading:
    """One survey while it is read."""

    def __init__(self, elements: list[dict[str, Any]]) -> None:
        self.draft = Draft(TOOL)
        self.elements = elements
        self.payloads = {_id(element): mapping(element.get("Payload")) for element in self._of("SQ")}
        self.notes: dict[str, list[str]] = {qid: [] for qid in self.payloads}
        self.drafts = {qid: drafts_of(payload, self.notes[qid].append) for qid, payload in self.payloads.items()}
        self.blocks = dict(self._blocks())
        self.asked = dict(self._asked())
        self.places: dict[str, int] = {}
        self.first_of_block: dict[str, int] = {}
        self.last_of_block: dict[str, int] = {}

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return [element for element in self.elements if element.get("Element") == kind]

    def _blocks(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for element in self._of("BL"):
            payload = element.get("Payload")
            alone = isinstance(payload, dict) and "BlockElements" in payload
            for block in [payload] if alone else entries(payload):
                yield words(mapping(block).get("ID")), mapping(block)

    def _asked(self) -> Iterator[tuple[str, Asked]]:
        """What conditions can look at: questions with one set of answers, and the columns of a side-by-side one."""
        for qid, drafts in self.drafts.items():
            payload = self.payloads[qid]
            columns = mapping(payload.get("AdditionalQuestions"))
            if len(drafts) == 1 and not columns:
                yield qid, asked_of_payload(payload, drafts[0]["id"], drafts[0]["type"])
            for number, column in columns.items():
                of_column = [draft for draft in drafts if draft["id"] == words(mapping(column).get("DataExportTag"))]
                if of_column:
                    shared = {**mapping(column), "Choices": payload.get("Choices"), "ChoiceDataExportTags": None}
                    yield f"{qid}#{number}", asked_of_payload(shared, of_column[0]["id"], of_column[0]["type"])

    def find(self, qid: str) -> Asked:
        """What conditions need of a question."""
        return self.asked.get(qid) or (unknown(self.payloads[qid]) if qid in self.payloads else Asked(qid))

    def study(self, entry: Mapping[str, Any]) -> None:
        """The title and language; translations are noted."""
        self.draft.study = {"title": words(entry.get("SurveyName")), "language": words(entry.get("SurveyLanguage"))}
        self.draft.anchors[()] = words(entry.get("SurveyID"))
        translations = sorted({key for payload in self.payloads.values() for key in mapping(payload.get("Language"))})
        if translations:
            self.draft.lose(f"translations are not read: {', '.join(translations)}")

    def questions(self) -> None:
        """Every question that is asked, in the order of the flow, with its routing."""
        flow = self._flow()
        labels = Counter(words(self.blocks[block].get("Description")) for block in flow.placed if block in self.blocks)
        for block, wheres in flow.placed.items():
            if block not in self.blocks:
                self.draft.lose(f"the flow asks a block that is not in the file: {quoted(block)}")
                continue
            label = words(self.blocks[block].get("Description"))
            self._block(block, label if label and labels[label] == 1 else f"{label} {block}".strip(), together(wheres))
        self._unused()
        self._name_information()
        order = list(flow.placed)
        for at, block in enumerate(order, start=1):
            self._skips(block, order[at:])
        named = {draft["id"]: draft for draft in self.draft.questions}
        for ending in flow.endings:
            self._end(ending, named)

    def _flow(self) -> Flow:
        flows = self._of("FL")
        if flows:
            return read_flow(mapping(flows[0].get("Payload")), self.find, self.draft.lose)
        self.draft.lose("the file has no survey flow: the blocks come in the order of the file")
        if not self.blocks:
            elements = [{"Type": "Question", "QuestionID": qid} for qid in self.payloads]
            self.blocks = {"": {"BlockElements": elements}}
        return Flow({block: [Where()] for block, given in self.blocks.items() if given.get("Type") != "Trash"})

    def _block(self, block: str, label: str, where: Where) -> None:
        options = mapping(self.blocks[block].get("Options"))
        members = [words(each.get("QuestionID")) for each in self._members(block)]
        share = where.share * self._drawn(block, options, len(members))
        self.first_of_block[block] = len(self.draft.questions)
        for qid in members:
            if qid not in self.payloads:
                self.draft.lose(f"the block {quoted(label)} asks a question that is not in the file: {quoted(qid)}")
            elif qid in self.places:
                self.draft.lose("the question is asked a second time", qid)
            else:
                self._question(qid, label, Where(where.condition, where.words, share))
                self._loop(qid, options)
        self.last_of_block[block] = len(self.draft.questions) - 1

    def _members(self, block: str) -> list[dict[str, Any]]:
        given = [mapping(each) for each in entries(self.blocks[block].get("BlockElements"))]
        return [each for each in given if each.get("Type") == "Question"]

    def _drawn(self, block: str, options: Mapping[str, Any], count: int) -> float:
        """The share of its questions that a block asks of each person; their random order is noted."""
        order = words(options.get("RandomizeQuestions"))
        if order in {"", "false", "False"}:
            return 1.0
        self.draft.lose("the questions of the block come in random order", block)
        settings = {**mapping(options.get("Randomization")), **options}
        drawn = words(settings.get("QuestionsPerPage"))
        if order != "RandomWithOnlyX" or not drawn.isdecimal() or not count:
            return 1.0
        return min(1.0, int(drawn[:6]) / count)

    def _question(self, qid: str, label: str, where: Where) -> None:
        self.places[qid] = len(self.draft.questions)
        for note in self.notes[qid]:
            self.draft.lose(note, qid)
        display = self.payloads[qid].get("DisplayLogic")
        logic = read_logic(display, self.find) if display else None
        if logic:
            if logic.condition is None and self.drafts[qid]:
                self.draft.lose(f"a filter is kept in words only: {logic.words}", qid)
            where = where.under(logic)
        for draft in self.drafts[qid]:
            self.draft.anchors["questions", len(self.draft.questions)] = qid
            draft.update(block=label, show_if=where.condition, routing_note="; ".join(where.words) or None)
            if where.share < 1:
                draft["asked_of"] = round(where.share, 6)
            self.draft.questions.append(draft)

    def _loop(self, qid: str, options: Mapping[str, Any]) -> None:
        kind, settings = words(options.get("Looping")), mapping(options.get("LoopingOptions"))
        if kind in {"", "None", "false"}:
            return
        over = self.find(words(settings.get("QID"))) if kind == "Question" and settings.get("QID") else None
        if over is None:
            self.draft.lose("the question is asked several times, once for each entry of a list", qid)
        for draft in self.drafts[qid] if over else ():
            draft["loop"] = {"over": over.name if over else ""}

    def _unused(self) -> None:
        trash = {words(each.get("QuestionID")) for block, given in self.blocks.items()
                 if given.get("Type") == "Trash" for each in self._members(block)}  # fmt: skip
        for qid, payload in self.payloads.items():
            if qid not in self.places:
                where = "in the trash" if qid in trash else "in no block that is asked"
                text = quoted(plain_text(words(payload.get("QuestionText"))))
                self.draft.lose(f"a question {where} is left out: {text}", qid)

    def _name_information(self) -> None:
        """Texts that ask nothing may share a tag: each is named by its question id then."""
        names = Counter(draft["id"] for draft in self.draft.questions)
        for qid, at in self.places.items():
            draft = self.draft.questions[at] if self.drafts[qid] else {}
            if draft.get("type") == "info" and names[draft["id"]] > 1:
                draft["id"] = qid

    def _skips(self, block: str, later: list[str]) -> None:
        for member in self._members(block) if block in self.blocks else ():
            qid = words(member.get("QuestionID"))
            given = [*entries(member.get("SkipLogic")), *entries(self.payloads.get(qid, {}).get("SkipLogic"))]
            for skip in given if qid in self.places and self.drafts[qid] else ():
                self._skip(qid, mapping(skip), later)

    def _skip(self, qid: str, skip: Mapping[str, Any], later: list[str]) -> None:
        place, sign = words(skip.get("Locator")) or words(skip.get("ChoiceLocator")), words(skip.get("Condition"))
        condition = compared(place, sign, skip.get("RightOperand") or skip.get("Value"), self.find)
        draft = self.drafts[qid][-1]
        when = when_of(condition, draft)
        if when is None:
            said = plain_text(words(skip.get("Description"))) or f"skip to {words(skip.get('SkipToDestination'))}"
            self.draft.lose_routing(draft, said, qid)
        else:
            draft.setdefault("skip", []).append({"to": self._target(skip, later), "when": when})

    def _target(self, skip: Mapping[str, Any], later: list[str]) -> str:
        to = words(skip.get("SkipToDestination"))
        if to == "ENDOFBLOCK":
            starts = (self.first_of_block[block] for block in later if block in self.first_of_block)
            start = next(starts, len(self.draft.questions))
            return str(self.draft.questions[start]["id"]) if start < len(self.draft.questions) else "end"
        if to == "ENDOFSURVEY":
            return "end"
        return str(self.drafts[to][0]["id"]) if self.drafts.get(to) else self.find(to).name

    def _end(self, ending: Ending, named: Mapping[str, Drafted]) -> None:
        """An early end as a jump from the answer that leads to it."""
        condition = ending.where.condition
        parts = condition.parts if isinstance(condition, Combined) and condition.how == "or" else (condition,)
        jumps = [self._jump(part, named) for part in parts]
        if ending.where.words or ending.where.share < 1 or None in jumps:
            self.draft.lose("an early end of the survey is not taken over", ending.anchor)
            return
        last = (
            self.draft.questions[self.last_of_block[ending.after]]["id"] if ending.after in self.last_of_block else ""
        )
        for jump in jumps:
            draft, when = jump or ({}, [])
            draft.setdefault("skip", []).append({"to": "end", "when": when})
            if draft["id"] != last:
                what = f"people end here right after {quoted(draft['id'])}, not after {quoted(last)}"
                self.draft.lose(what, ending.anchor)

    def _jump(self, part: Condition | None, named: Mapping[str, Drafted]) -> tuple[Drafted, list[Any]] | None:
        draft = named.get(part.name) if isinstance(part, Comparison) else None
        when = when_of(part, draft) if draft else None
        return (draft, when) if draft and when is not None else None

    def quotas(self) -> None:
        """The quotas whose answers our brief can name; all of them are noted, because it has no counts."""
        found = []
        offered = {draft["id"] for draft in self.draft.questions if draft.get("options")}
        for element in self._of("QO"):
            payload = mapping(element.get("Payload"))
            logic = read_logic(payload.get("Logic"), self.find)
            name, count = quoted(words(payload.get("Name"))), words(payload.get("Occurrences")) or "?"
            self.draft.lose(f"the quota {name} of {count} people: {logic.words}", words(payload.get("ID")))
            part = logic.condition
            if isinstance(part, Comparison) and part.operator in {"==", "in", "contains"} and part.name in offered:
                found.append({"question": part.name, "codes": list(part.values)})
        if found:
            self.draft.study["quotas"] = found


def _id(element: Mapping[str, Any]) -> str:
    return words(mapping(element.get("Payload")).get("QuestionID")) or words(element.get("PrimaryAttribute"))


def when_of(condition: Condition | None, draft: Mapping[str, Any]) -> list[Any] | None:
    """The answers of one question that meet a condition on it, as `when` lists them; None where it cannot.

    >>> when_of(Comparison("q1", "!=", ("2",)), {"id": "q1", "options": [{"code": "1"}, {"code": "2"}]})
    ['1']
    >>> when_of(Comparison("age", "<", (18,)), {"id": "age"})
    ['< 18']
    """
    if not isinstance(condition, Comparison) or condition.name != draft["id"]:
        return None
    if condition.operator in {"==", "in", "contains"} and draft.get("options"):
        return list(condition.values)
    if condition.operator in {"!=", "not in"} and draft.get("options"):
        return [option["code"] for option in draft["options"] if option["code"] not in condition.values]
    numbers = [value for value in condition.values if isinstance(value, int | float)]
    if condition.operator in {"in", "not in", "contains"} or len(numbers) != 1:
        return None
    return [f"{condition.operator} {numbers[0]}"]
