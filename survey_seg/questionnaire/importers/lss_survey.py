"""A LimeSurvey survey from its questions: drafts with their groups, filters and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from survey_seg.errors import quoted
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.draft_conditions import all_of
from survey_seg.questionnaire.importers.draft_text import IN_BRACES, plain_text
from survey_seg.questionnaire.importers.lss_questions import Asked, drafts_of
from survey_seg.questionnaire.importers.lss_relevance import Named, always, names_of, read_relevance

TOOL = "LimeSurvey"


def new_draft(title: str, language: str, others: Iterable[str]) -> Draft:
    """An empty draft of a survey; languages that are not read are noted."""
    draft = Draft(TOOL, piped=IN_BRACES)
    draft.study = {"title": title, "language": language}
    left = sorted(set(others) - {language, ""})
    if left:
        draft.lose(f"translations are not read: {', '.join(left)}")
    return draft


def note_pages(draft: Draft, texts: Mapping[str, str]) -> None:
    """Note the pages before and after the questions, by the names LimeSurvey gives their texts."""
    for name, page in (("surveyls_welcometext", "first"), ("surveyls_endtext", "last")):
        words = plain_text(texts.get(name, ""))
        if words:
            draft.lose(f"the {page} page is left out: {quoted(words)}")


def add_questions(draft: Draft, questions: Sequence[Asked]) -> None:
    """Put the questions of a survey into its draft, in their order; what is left out or kept in words is noted."""
    notes: list[list[str]] = [[] for _ in questions]
    made = [drafts_of(asked, note.append) for asked, note in zip(questions, notes, strict=True)]
    named: dict[str, Named] = {}
    for asked, drafts in zip(questions, made, strict=True):
        for name, target in names_of(asked, drafts).items():
            named.setdefault(name, target)
    for asked, drafts, note in zip(questions, made, notes, strict=True):
        for what in note:
            draft.lose(what, asked.anchor)
        if not drafts:
            continue
        filters = [text for text in (asked.group_relevance, asked.relevance) if not always(text)]
        conditions = [read_relevance(text, named) for text in filters]
        words = [plain_text(text) for text, part in zip(filters, conditions, strict=True) if part is None]
        if words:
            draft.lose(f"a filter is kept in words only: {'; '.join(words)}", asked.anchor)
        for each in drafts:
            draft.anchors["questions", len(draft.questions)] = asked.anchor
            each.update(block=asked.group or None, routing_note="; ".join(words) or None)
            each["show_if"] = all_of(part for part in conditions if part is not None)
            draft.questions.append(each)
