"""XLSForm (ODK, KoboToolbox, SurveyCTO): the sheets survey, choices and settings of a workbook.

Groups become blocks, and what makes a group relevant holds for everything in it; tables (appearance `table-list`, or
`label` over `list-nolabel`) become grids where all their lines are asked under the same condition. One language is
read. Columns `seg::action`, `seg::reach`, `seg::role` and so on hold our own tags, written as in a flat file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.formats.flat import Line
from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.language import UNKNOWN, guessed_language, named_language
from survey_seg.questionnaire.importers.table_rows import Record, anchor_of, records
from survey_seg.questionnaire.importers.workbook_file import read_workbook
from survey_seg.questionnaire.importers.xlsform_grids import merged
from survey_seg.questionnaire.importers.xlsform_rows import FormTexts, Group, Item, asked
from survey_seg.questionnaire.importers.xlsform_tags import study_tags
from survey_seg.questionnaire.importers.xlsform_words import RECORDED, column, truth, type_of

TOOL: Final = "XLSForm"
_NOT_OURS: Final = frozenset(["showif", "optional", "class", "choice1"])
"""Columns of a formr item table, the dialect that formr.py reads."""
_TABLES: Final = frozenset(["settings", "choices", "survey", "external_choices", "entities", "osm"])
_KNOWN_SETTINGS: Final = frozenset(
    ["form_title", "form_id", "formid", "version", "default_language", "style", "title", "id_string"]
)


def recognise(content: bytes, file: str) -> bool:
    """Whether this is a workbook with a sheet `survey` that has the columns type and name or label."""
    try:
        sheets = {name.strip().lower(): lines for name, lines in read_workbook(content, file).items()}
    except InputRefused:
        return False
    lines = sheets.get("survey")
    names = {column(name) for name in lines[0][1]} if lines else set()
    labelled = any(name == "name" or name.partition("::")[0] == "label" for name in names)
    return "type" in names and labelled and not names & _NOT_OURS


def read(content: bytes, file: str) -> Draft:
    """The questionnaire in an XLSForm; InputRefused QUEST_NO_SHEET, or as `read_workbook`."""
    draft = Draft(TOOL)
    found = read_workbook(content, file)
    names = {name.strip().lower(): name for name in found}
    if "survey" not in names:
        expected = "the sheets survey and choices"
        raise InputRefused(Problem("QUEST_NO_SHEET", "there is no sheet 'survey'", expected, file=file))
    form = {word: list(_records(draft, name, found[name])) for word, name in names.items() if word in _TABLES}
    for word, name in names.items():
        if word not in _TABLES and found[name]:
            draft.lose(f"sheet {quoted(name)} is left out", anchor_of(name, found[name][0][0], 0))
    settings = form["settings"][0] if form.get("settings") else None
    texts = FormTexts(draft, _language(form["survey"], settings), _lists(draft, form.get("choices", [])))
    items = merged(list(_items(draft, texts, form["survey"])), draft)
    texts.place(items)
    _study(draft, settings, texts)
    return draft


def _records(draft: Draft, sheet: str, lines: list[Line]) -> Iterator[Record]:
    return records(sheet, lines, [column(name) for name in lines[0][1]], draft) if lines else iter(())


def _lists(draft: Draft, choices: list[Record]) -> dict[str, list[Record]]:
    lists: dict[str, list[Record]] = {}
    for record in choices:
        name = record.get("list_name")
        if name:
            lists.setdefault(name, []).append(record)
        else:
            draft.lose("an answer belongs to no list", record.anchor())
    return lists


def _language(survey: list[Record], settings: Record | None) -> str:
    """The language whose columns are read: the default of the form, else no language, else the first one."""
    columns = survey[0].columns if survey else {}
    languages = [name.partition("::")[2] for name in columns if name.startswith("label::")]
    default = settings.get("default_language") if settings else ""
    wanted = named_language(default)
    same = [name for name in languages if name == default or (wanted and named_language(name) == wanted)]
    if same:
        return same[0]
    return "" if "label" in columns or not languages else languages[0]


def _study(draft: Draft, settings: Record | None, texts: FormTexts) -> None:
    title = settings.get("form_title", "title") if settings else ""
    default = settings.get("default_language") if settings else ""
    language = named_language(texts.language) or (named_language(default) if not texts.language else "")
    if not language:
        language = guessed_language(question["text"] for question in draft.questions)
        told = "is taken from its words" if language != UNKNOWN else "is not known"
        draft.lose(f"the form does not name its language; it {told}")
    draft.study |= {"title": title, "language": language}
    if settings:
        draft.anchors["study", "title"] = settings.anchor("form_title", "title")
        draft.anchors["study", "language"] = settings.anchor("default_language")
        study_tags(draft, settings)
        for name in settings.cells:
            if name not in _KNOWN_SETTINGS and not name.startswith("seg::"):
                draft.lose(f"setting {quoted(name)} is left out", settings.anchor(name))
    draft.anchors[()] = anchor_of("survey", 1, 0)


def _items(draft: Draft, texts: FormTexts, survey: list[Record]) -> Iterator[Item]:
    """Every question with the groups it stands in."""
    open_groups: list[Group] = []
    for record in survey:
        kind = type_of(record.get("type"))
        begun, _, what = kind.word.partition("_")
        if record.get("disabled") and truth(record.get("disabled")):
            draft.lose("a row is switched off (column 'disabled')", record.anchor("disabled"))
        elif begun == "begin" and what:
            open_groups.append(_group(draft, texts, record, what))
        elif begun == "end" and what:
            if open_groups:
                open_groups.pop()
            else:
                draft.lose("a group ends that never began", record.anchor("type"))
        elif kind.word in RECORDED:
            _recorded(draft, record, kind.word)
        elif record.get("type"):
            yield asked(draft, texts, record, tuple(open_groups))
        elif record.get("name") or texts.label(record):
            draft.lose("a row has no type", record.anchor("name"))
    for group in open_groups:
        draft.lose(f"group {quoted(group.name)} never ends", group.record.anchor("type"))


def _group(draft: Draft, texts: FormTexts, record: Record, what: str) -> Group:
    name = record.get("name")
    if not name:
        draft.lose("a group has no name", record.anchor("type"))
    if what not in {"group", "repeat"}:
        draft.lose(f"a group of the kind {quoted(what)} is taken for a plain one", record.anchor("type"))
    count = record.get("repeat_count", "count", "jr:count") if what == "repeat" else ""
    if what == "repeat" and not count.startswith("${"):
        times = f"{count} times" if count else "as often as people want"
        draft.lose(
            f"the questions of {quoted(name or 'a repeat')} are asked {times}; they are held once",
            record.anchor("type"),
        )
        count = ""
    return Group(record, name, texts.label(record) or name, record.get("appearance").lower(), count)


def _recorded(draft: Draft, record: Record, word: str) -> None:
    """What the tool records or computes on its own."""
    held: dict[str, Any] = {"calculate": "computed", "hidden": "hidden"}
    said = record.get("calculation")
    what = f"{quoted(record.get('name') or word)} ({held.get(word, 'recorded by the device')}) is no question"
    draft.lose(what + (f": {said}" if said else ""), record.anchor("type"))
