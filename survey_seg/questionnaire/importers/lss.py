"""LimeSurvey structure files (.lss a survey, .lsg a group, .lsq a question): XML with a table for each kind of thing.

Two layouts: since version 4 the texts stand in tables of their own (question_l10ns), before that each language has its
rows in the table itself. Places are the codes of the questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.lss_questions import Asked, Part
from survey_seg.questionnaire.importers.lss_survey import add_questions, new_draft, note_pages
from survey_seg.questionnaire.importers.xml_file import read_xml

LINE = Mapping[str, str]


def recognise(content: bytes, file: str) -> bool:
    """Whether the content is a LimeSurvey structure file.

    >>> recognise(b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>", "a.xml"), recognise(b"<sss>", "a.xml")
    (True, False)
    """
    return b"<LimeSurveyDocType>" in content[:5000] or (
        b"<document" in content[:5000] and file.lower().endswith((".lss", ".lsg", ".lsq"))
    )


def read(content: bytes, file: str) -> Draft:
    """The survey as a draft; InputRefused where the file is no whole LimeSurvey structure."""
    root = read_xml(content, file)
    if root.find("questions") is None:
        what = "the file has no table of questions"
        raise InputRefused(Problem("QUEST_SYNTAX", what, "the structure as LimeSurvey exports it", file=file))
    return _Reading(root).draft()


class _Reading:
    """The tables of one file, in the survey's first language."""

    def __init__(self, root: Element) -> None:
        self.root = root
        listed = [(language.text or "").strip() for language in root.iterfind("languages/language")]
        own = [line.get("language", "") for line in self.table("surveys")]
        self.language = next((language for language in [*own, *listed] if language), "")
        self.others = {*listed, *(line.get("language", "") for line in self.table("questions"))}

    def table(self, name: str) -> list[LINE]:
        """The rows of a table, each by the names of its fields."""
        return [{cell.tag: (cell.text or "").strip() for cell in row} for row in self.root.iterfind(f"{name}/rows/row")]

    def texts(self, name: str, key: str) -> dict[str, LINE]:
        """The texts of things, by their key, in the survey's language or else in any."""
        found: dict[str, LINE] = {}
        for line in self.table(name):
            if line.get(key, "") not in found or line.get("language") == self.language:
                found[line.get(key, "")] = line
        return found

    def own(self, name: str, *key: str) -> list[LINE]:
        """The rows of a table once each: in the old layout every language has its own."""
        found: dict[tuple[str, ...], LINE] = {}
        for at, line in enumerate(self.table(name)):
            identity = tuple(line.get(each, "") for each in key) if line.get("language") else (str(at),)
            if identity not in found or line.get("language") == self.language:
                found[identity] = line
        return list(found.values())

    def draft(self) -> Draft:
        """The whole survey."""
        settings = self.texts("surveys_languagesettings", "surveyls_language").get(self.language, {})
        survey = next(iter(self.table("surveys")), {})
        title = settings.get("surveyls_title", "") or survey.get("surveyls_title", "")
        draft = new_draft(title, self.language, self.others)
        draft.anchors[()] = next((line["sid"] for line in [survey, *self.table("groups")] if line.get("sid")), "")
        note_pages(draft, settings)
        questions = self.questions(draft)
        add_questions(draft, list(questions.values()))
        self._quotas(draft, questions)
        self._conditions(draft, questions)
        return draft

    def questions(self, draft: Draft) -> dict[str, Asked]:
        """The questions by their key, in the order asked."""
        groups = {line.get("gid", ""): line for line in self.own("groups", "gid")}
        named = self.texts("group_l10ns", "gid")
        words = self.texts("question_l10ns", "qid")
        parents = [line for line in self.own("questions", "qid") if line.get("parent_qid", "0") in {"", "0"}]
        parents.sort(key=lambda line: (_order(groups.get(line.get("gid", ""), {}), "group_order"),
                                       _order(line, "question_order")))  # fmt: skip
        found = {}
        for line in parents:
            key, group = line.get("qid", ""), groups.get(line.get("gid", ""), {})
            text = {**line, **words.get(key, {})}
            sgqa = f"{line.get('sid', '')}X{line.get('gid', '')}X{key}"
            found[key] = Asked(
                code=line.get("title", "") or f"qid {key}",
                kind=line.get("type", ""),
                text=text.get("question", ""),
                anchor=line.get("title", "") or key,
                help=text.get("help", ""),
                relevance=line.get("relevance", ""),
                mandatory=line.get("mandatory", ""),
                other=line.get("other", ""),
                group=named.get(line.get("gid", ""), {}).get("group_name", "") or group.get("group_name", ""),
                group_relevance=group.get("grelevance", ""),
                keys=(sgqa,),
            )
        self._parts(found)
        self._attributes(found)
        for key, line in groups.items():
            _note_group(draft, {**line, **named.get(key, {})})
        return found

    def _parts(self, questions: Mapping[str, Asked]) -> None:
        words = self.texts("question_l10ns", "qid")
        lines = [line for line in self.own("questions", "qid") if line.get("parent_qid", "0") not in {"", "0"}]
        for line in sorted([*lines, *self.own("subquestions", "qid")], key=lambda line: _order(line, "question_order")):
            text = {**line, **words.get(line.get("qid", ""), {})}.get("question", "")
            part = Part(line.get("title", ""), text, line.get("scale_id", "") or "0", line.get("relevance", ""))
            if line.get("parent_qid", "") in questions:
                questions[line.get("parent_qid", "")].lines.append(part)
        answers = self.texts("answer_l10ns", "aid")
        for line in sorted(self.own("answers", "qid", "code", "scale_id"), key=lambda line: _order(line, "sortorder")):
            text = {**line, **answers.get(line.get("aid", "") or "?", {})}.get("answer", "")
            if line.get("qid", "") in questions:
                part = Part(line.get("code", ""), text, line.get("scale_id", "") or "0")
                questions[line.get("qid", "")].answers.append(part)

    def _attributes(self, questions: Mapping[str, Asked]) -> None:
        for line in self.table("question_attributes"):
            if line.get("qid", "") in questions and line.get("language", "") in {"", self.language}:
                questions[line.get("qid", "")].attributes[line.get("attribute", "")] = line.get("value", "")
        for line in self.table("questions"):
            if line.get("preg") and line.get("qid", "") in questions:
                questions[line.get("qid", "")].attributes["validation"] = line.get("preg", "")
        for line in self.table("defaultvalues"):
            if line.get("qid", "") in questions:
                questions[line.get("qid", "")].attributes.setdefault("default", line.get("defaultvalue", "") or "set")

    def _conditions(self, draft: Draft, questions: Mapping[str, Asked]) -> None:
        """Conditions of the old kind also stand in the equation; where they do not, they are noted."""
        for line in self.table("conditions"):
            asked = questions.get(line.get("qid", ""))
            if asked and asked.relevance in {"", "1"}:
                compared = f"{line.get('cfieldname', '')} {line.get('method', '')} {line.get('value', '')}"
                draft.lose(f"a filter is left out: {compared}", asked.anchor)

    def _quotas(self, draft: Draft, questions: Mapping[str, Asked]) -> None:
        """Quotas name the answers that count; their numbers of people are noted."""
        members: dict[str, list[LINE]] = defaultdict(list)
        for line in self.table("quota_members"):
            members[line.get("quota_id", "")].append(line)
        found = []
        offered = _codes(draft.questions)
        for quota in self.table("quota"):
            name, count = quoted(quota.get("name", "")), quota.get("qlimit", "") or "?"
            draft.lose(f"the quota {name} of {count} people")
            codes: dict[str, list[str]] = defaultdict(list)
            for line in members[quota.get("id", "")]:
                if line.get("qid", "") in questions:
                    codes[questions[line.get("qid", "")].code].append(line.get("code", ""))
            for code, values in codes.items():
                if set(values) <= offered.get(code, set()):
                    found.append({"question": code, "codes": values})
        if found:
            draft.study["quotas"] = found


def _codes(questions: Iterable[Mapping[str, object]]) -> dict[str, set[str]]:
    """The codes each question offers."""
    found: dict[str, set[str]] = {}
    for question in questions:
        options = question.get("options")
        found[str(question["id"])] = {str(option["code"]) for option in options} if isinstance(options, list) else set()
    return found


def _order(line: LINE, field: str) -> int:
    text = line.get(field, "")
    return int(text[:9]) if text.isascii() and text.isdecimal() else 0


def _note_group(draft: Draft, line: LINE) -> None:
    name = quoted(line.get("group_name", ""))
    if line.get("description", ""):
        draft.lose(f"the introduction of the group {name} is left out")
    if line.get("randomization_group", ""):
        draft.lose(f"the group {name} changes its place by chance")
