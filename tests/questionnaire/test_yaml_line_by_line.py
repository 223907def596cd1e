"""The reader of the plain part of YAML reads what the parser reads, or leaves the file to it."""

import random
from pathlib import Path

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.yaml_lines import DEEPEST, MOST_PLACES, read_lines
from survey_seg.questionnaire.yaml_tree import read_tree
from survey_seg.resources import folder

SHIPPED = sorted(path for path in folder("questionnaires").rglob("*.yaml") if not path.name.endswith(".expected.yaml"))

PLAIN = (
    "a: 1\nb: NO\nc: ~\nd: 012\ne: -1.5\nf: .5\ng: 1_000\nh: 2026-03\n",
    "a:\nb:\n  c:\n  d: x\ne:",
    "a:\n- 1\n- b: 2\n  c: 3\nd: 4\n",
    "a:\n  - b:\n    - 1\n    - 2\n    c: x\n  -   d: 1\n      e: 2\n",
    "# a comment\na: it's 5 o'clock, isn't it? # why\n\n  # deeper\nb: \"x: y # z\" # and\nc: 'a [b]'  \n",
    "a: [1, \"b, c\", 'd', [e, {f: 1}], {}] # list\nb: {c: [], d: {e: x y z}, f: a&b*c}\n",
    "a: &one\n  - {b: 1}\n  - [c]\nd: *one # again\ne: &two {f: 1}\ng: *two\nh: &three x y\ni: *three\n",
    "a: 12:30\nb: http://example.org/#part\nc: (d) [e] {f}\nd: „quoted“\ne: é–☃\n",
)

NOT_PLAIN = (
    "",
    "# nothing\n",
    "- a\n",
    "  a: 1\n",
    "a: b\n  c\n",
    "a: b: c\n",
    "a: b:\n",
    "a: !!str 1\n",
    "a: |\n  text\n",
    'a: "x\\ty"\n',
    "a: 'it''s'\n",
    'a: "x" y\n',
    "a: 1\na: 2\n",
    "a: {b: 1, b: 2}\n",
    "a: [1, 2\n",
    "a: [1, 2]]\n",
    "a: [1, 2}\n",
    "a: {b: 1,}\n",
    "a: [,]\n",
    "a: {b}\n",
    "a: @b\n",
    "a: *nobody\n",
    "a: &a\n  b: *a\n",
    "a: &x 1\nb: &x 2\n",
    "---\na: 1\n",
    "a: 1\n---\nb: 1\n",
    "a:\n    b: 1\n  c: 2\n",
    "a:\n\t- 1\n",
    "a: x\u2028y\n",
    "a: " + "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2) + "\n",
    "a: [" + "1, " * MOST_PLACES + "1]\n",
)

SIGNS = (
    "\n|\n  |\n- | |: |:| #|#|\"|'|[|]|{|}|,|?|&a|*a|!|>|%|@|-|1|.5|null|k: v|x: &a\n|y: *a\n|[a, b]|{a: 1}|{}|[]|\t|é"
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_is_read_as_the_parser_reads_it(text: str) -> None:
    assert_same(text, must=True)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert read_lines(text) is None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_shipped_questionnaires_need_no_parser(path: Path) -> None:
    assert_same(path.read_text(encoding="utf-8"), must=True)


def test_files_with_stray_signs_are_read_as_the_parser_reads_them() -> None:
    drawn = random.Random(7)
    signs = [*SIGNS.split("|"), "|"]
    for _ in range(400):
        text = drawn.choice(PLAIN)
        for _ in range(drawn.randint(1, 3)):
            at = drawn.randrange(len(text) + 1)
            text = text[:at] + drawn.choice(signs) + text[at + drawn.choice((0, 0, 1, 2)) :]
        assert_same(text, must=False)


def test_an_alias_has_the_lines_of_its_anchor() -> None:
    read = read_lines("a: &one\n  - b\nc: *one\n")
    assert read is not None
    assert read[1]["c",] == 3
    assert read[1]["c", 0] == 2


def test_aliases_in_aliases_end_at_the_bound() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    for number in range(1, 9):
        lines += [f"a{number}: &a{number}", *(f"  k{k}: *a{number - 1}" for k in range(8))]
    assert read_lines("\n".join(lines)) is None


def assert_same(text: str, *, must: bool) -> None:
    """What the reader of lines gives, if anything, is what the parser gives, with the lines in the same order."""
    read = read_lines(text)
    assert read is not None or not must
    if read is None:
        return
    try:
        value, lines = read_tree(text)
    except InputRefused as refused:
        raise AssertionError(text) from refused
    assert repr(read[0]) == repr(value), text
    assert list(read[1].items()) == list(lines.items()), text
