"""Other programs compare words as Python does when they use the table of letters."""

import random
import sys

from survey_seg.typing_tool.exporters.letter_case import LAST, folded_words, folding

LABELS = ("Straße", "ΣΊΣΥΦΟΣ", "İstanbul", "office", "NOT  at all", "ﬁt", "Kelvin")


def replaced(table: dict[str, str], text: str) -> str:
    return "".join(table.get(letter, letter) for letter in " ".join(text.split()))


def test_no_letter_beyond_the_last_has_a_case() -> None:
    assert all(chr(place).casefold() == chr(place) for place in range(LAST, sys.maxunicode + 1))


def test_every_way_to_write_a_label_is_found_and_no_other_text() -> None:
    table, chance = folding(LABELS), random.Random(5)
    wanted = {folded_words(label) for label in LABELS}
    every = [chr(place) for place in range(LAST) if not 0xD800 <= place < 0xE000]
    ways = [str.upper, str.lower, str.title, str.swapcase, str.casefold, str.capitalize]
    texts = [way(label) for label in LABELS for way in ways]
    texts += [
        label.replace(chance.choice(label), chance.choice(some)) for label in LABELS * 400 for some in (every, [*table])
    ]
    assert sum(folded_words(text) in wanted for text in texts) > len(LABELS) * len(ways)
    assert [text for text in texts if (replaced(table, text) in wanted) != (folded_words(text) in wanted)] == []
