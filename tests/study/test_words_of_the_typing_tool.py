"""The typing tool says the words of the questionnaire: names, what to say, what to do."""

from typing import Any

from survey_seg.study.writing import with_words
from survey_seg.typing_tool.spec import ToolSegment, TypingSpec

SEGMENTS = tuple(ToolSegment(code, f"Segment {code}", 0.5, "an old deed", "old words") for code in (1, 2))
TOOL = TypingSpec("t", "Plans", "ask", True, 10, SEGMENTS, (), (), 0, {}, {}, {}, None, {}, {}, ())


def worded(*actions: tuple[int, str, str]) -> tuple[ToolSegment, ...]:
    results: dict[str, Any] = {
        "segments": {"sizes": [{"segment": 2, "name": "Savers"}]},
        "actions": [{"segment": segment, "verb": verb, "action": text} for segment, verb, text in actions],
    }
    return with_words(TOOL, results).segments


def test_the_first_message_is_what_to_say_and_the_first_other_action_what_to_do() -> None:
    first, second = worded(
        (1, "message", "Your weeks, planned"),
        (1, "price", "Offer the yearly plan"),
        (1, "message", "A second thing to say"),
        (1, "retain", "Call before renewal"),
        (2, "target", "Mail the list"),
    )
    assert (first.message, first.action) == ("Your weeks, planned", "Offer the yearly plan")
    assert (second.name, second.message, second.action) == ("Savers", "", "Mail the list")


def test_capitals_and_spaces_of_the_verb_do_not_matter() -> None:
    first, _ = worded((1, " Message", "Your weeks, planned"), (1, "Price", "Offer the yearly plan"))
    assert (first.message, first.action) == ("Your weeks, planned", "Offer the yearly plan")


def test_an_action_without_text_leaves_room_for_the_next() -> None:
    first, _ = worded((1, "price", ""), (1, "channel", "Ring them"))
    assert first.action == "Ring them"


def test_a_segment_without_actions_keeps_no_old_words() -> None:
    assert [(segment.action, segment.message) for segment in worded()] == [("", "")] * 2
