"""Text from files is text on the page, wherever it stands."""

import copy
from html.parser import HTMLParser

import pytest

from survey_seg.report.page import render_report

MARK = "<img src=x onerror=alert(1)>\"'{{7*7}}</style></title></svg><script>alert(2)</script>"


class Tags(HTMLParser):
    """The shape of a document: its tags with the names of their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, *sorted(name for name, _ in attrs)))


def slots(value: object, path: tuple = ()) -> list[tuple]:
    """The paths of all texts."""
    if isinstance(value, dict):
        return [slot for name, item in value.items() for slot in slots(item, (*path, name))]
    if isinstance(value, list):
        return [slot for i, item in enumerate(value) for slot in slots(item, (*path, i))]
    return [path] if isinstance(value, str) else []


def kinds(results: dict) -> list[tuple]:
    """One path for each kind of text slot: the first of those that differ only in a row's number."""
    seen = {}
    for path in slots(results):
        seen.setdefault(tuple(step for step in path if isinstance(step, str)), path)
    return list(seen.values())


def replaced(results: dict, paths: list[tuple], text: str) -> dict:
    changed = copy.deepcopy(results)
    for path in paths:
        place = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = text
    return changed


STRUCTURAL = {
    ("segments", "verdict"), ("segments", "chosen_by"), ("study", "language"), ("study", "decisions", "status"),
    ("priorities", "rank", "decision"), ("profiles", "answers", "role"),
}  # fmt: skip


@pytest.mark.parametrize("part", range(6))
def test_no_kind_of_text_can_add_an_element_or_an_attribute(small, part) -> None:
    paths = kinds(small)[part::6]
    assert len(paths) > 5
    harmless = Tags(render_report(replaced(small, paths, "q" * len(MARK))).text).found
    hostile = Tags(render_report(replaced(small, paths, MARK)).text).found
    assert hostile == harmless
    assert [tag for tag, *_ in harmless].count("script") == 1


def test_an_unknown_word_in_a_known_slot_does_not_stop_the_report(small) -> None:
    results = small
    for path in kinds(results):
        if tuple(step for step in path if isinstance(step, str)) in STRUCTURAL:
            assert render_report(replaced(results, [path], "unheard-of")).faults == ()


def test_all_texts_hostile_at_once_is_still_a_page(regime) -> None:
    _, results = regime
    text = render_report(results).text
    text.encode("utf-8")
    tags = [tag for tag, *_ in Tags(text).found]
    assert tags.count("script") == 1
    assert not {*tags} & {"img", "iframe", "b"}


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "\u202e", "\u2066", "\ufeff", "\u2028"])
def test_unprintable_characters_do_not_reach_the_page(results, bad) -> None:
    results["study"]["title"] = f"Home{bad[0]}fitness"
    results["segments"]["sizes"][0]["name"] = f"Plan{bad[0]}ners"
    text = render_report(results).text
    assert bad not in text
    assert "Home fitness" in text


def test_joiners_that_scripts_need_stay(results) -> None:
    results["study"]["title"] = "می‌خواهم 🏋️‍♀️"
    assert "می‌خواهم 🏋️‍♀️" in render_report(results).text


def test_expressions_are_not_evaluated(results) -> None:
    results["study"]["title"] = "{{7*7}}{% for x in y %}"
    assert "{{7*7}}{% for x in y %}" in render_report(results).text
