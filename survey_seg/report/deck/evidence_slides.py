"""Why this many segments, and how well a person is put into one."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Block, Chart, Paragraph, Run, Slide, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet, number_format
from survey_seg.report.deck.story import Story, clauses
from survey_seg.report.evidence import rows
from survey_seg.report.language.speech import say, say_n, told
from survey_seg.report.language.wording import sentence, started
from survey_seg.report.neighbours import neighbours, taken


def why_slide(story: Story) -> Slide:
    """Stability by number of segments against studies without segments."""
    results, sheet = story.results, story.sheet()
    chart = _stability_chart(story, sheet)
    lines = [paragraph(Run(sentences.found(results["segments"]), strong=True))]
    lines += [paragraph(sentence(told(results["segments"]["reason"])))]
    if results["segments"]["stability"]["global"] is not None:
        value = sheet.number("segments.stability.global", "decimal")
        same = say("Stability of these segments: {value} (1: the same people together again, 0: chance).", value=value)
        lines.append(paragraph(same, look="item"))
    lines += [_instead(near.row) for near in neighbours(results)]
    for place, row in enumerate(results["segments"]["reading_guide"]["rows"]):
        if row["here"]:
            sheet.number(f"segments.reading_guide.rows.{place}.exact", "share")
            sheet.number(f"segments.reading_guide.rows.{place}.agreement", "decimal")
    lines.append(paragraph(sentences.reading_sentence(results["segments"]), look="quiet"))
    words = Words(say("Evidence"), (0.62, 0, 0.38, 1) if chart else (0, 0, 1, 1), tuple(lines), (15, 10))
    return sheet.slide([_why_title(story)], [*([chart] if chart else []), words], _why_notes(story, sheet))


def _instead(row: evidence.Row) -> Paragraph:
    """What another number of segments would change."""
    change = Run(sentence(told(row["change"])), ours=True)
    said = say_n("one segment instead: {change}", "{n} segments instead: {change}", row["k"], change=change)
    return paragraph(started(said), look="item")


def _why_title(story: Story) -> str:
    if not story.segments:
        return say("Why no segments: a split would not come back in a new sample")
    return say_n(
        "Why one segment: what speaks for it, and against",
        "Why {n} segments: what speaks for it, and against",
        len(story.segments),
    )


def _why_notes(story: Story, sheet: Sheet) -> list[str]:
    notes = [
        say("Stability: the mean adjusted Rand index between segmentations of redraws of the study."),
        say(
            "Without segments, 95 of 100 studies stay below this line: simulated studies of one population with the "
            "same margins and correlations."
        ),
    ]
    mine = taken(story.results)
    if mine is not None and mine[1]["stability_low"] is not None:
        notes.append(
            say(
                "5th to 95th percentile of the comparisons of two redraws: {low} to {high}.",
                low=sheet.number(f"{mine[0]}.stability_low", "decimal"),
                high=sheet.number(f"{mine[0]}.stability_high", "decimal"),
            )
        )
    return notes


def _stability_chart(story: Story, sheet: Sheet) -> Chart | None:
    table = [(path, row) for path, row in rows(story.results, "segments", "candidates") if row["k"] > 1]
    if all(row["stability"] is None for _, row in table):
        return None
    real = sheet.series(say("These answers"), [f"{path}.stability" for path, _ in table], "decimal")
    below = say("Without segments, 95 of 100 studies stay below")
    null = sheet.series(below, [f"{path}.null_stability" for path, _ in table], "decimal", "level")
    numbers = [row["k"] for _, row in table]
    k = story.results["segments"]["k"]
    return Chart(
        say("Stability by number of segments"),
        (0, 0, 0.59, 1),
        sentences.stability_finding(story.results),
        "curve",
        tuple(str(number) for number in numbers),
        (real, null) if any(value is not None for value in null.values) else (real,),
        number_format("decimal", ()),
        (0, 1),
        chosen=numbers.index(k) if k in numbers else None,
        across=say("number of segments"),
    )


def typing_slide(story: Story) -> Slide:
    """The golden questions, and how well they work."""
    results, sheet = story.results, story.sheet()
    typing = results["typing"]
    reason = evidence.not_computed(typing)
    if reason is not None:
        why = say("The typing tool was not computed: {reason}", reason=Run(sentence(told(reason)), ours=True))
        none = Words(say("Why"), (0, 0, 1, 0.6), (paragraph(why),), (18, 12))
        return sheet.slide([say("There is no typing tool")], [none], [])
    golden = [_golden(place, question) for place, question in enumerate(typing["questions"], start=1)]
    title = _typing_title(story, sheet)
    chart = _accuracy_chart(story, sheet)
    width = 0.42 if chart else 1.0
    questions = (head(say("Golden questions")), *golden)
    blocks: list[Block] = [Words(say("Golden questions"), (0, 0, width, 0.8), questions, (15, 10))]
    if chart is not None:
        blocks.append(chart)
    blocks.append(Words(say("Accuracy"), (0, 0.83, width, 0.17), (_accuracy(story, sheet),), (13, 10)))
    return sheet.slide([title], blocks, _typing_notes(typing))


def _typing_title(story: Story, sheet: Sheet) -> str:
    typing = story.results["typing"]
    asked = len(typing["questions"])
    if typing["accuracy"]["value"] is None:
        return started(
            say_n(
                "one question to tell the segments; how well is not known",
                "{n} questions to tell the segments; how well is not known",
                asked,
            )
        )
    return started(
        say_n(
            "one question puts {share} of new people in the right segment",
            "{n} questions put {share} of new people in the right segment",
            asked,
            share=sheet.number("typing.accuracy.value", "share"),
        )
    )


def _typing_notes(typing: evidence.Row) -> list[str]:
    notes = [
        say(
            "Accuracy: {method}: people whom neither the tool nor the segments were made from.",
            method=told(typing["accuracy"]["method"]),
        )
    ]
    notes += [
        say(
            "{place}. answers: {answers}",
            place=place,
            answers=Run(" · ".join(str(option) for option in question["options"]), own=True),
        )
        for place, question in enumerate(typing["questions"], start=1)
        if question["options"]
    ]
    return notes


def _golden(place: int, question: evidence.Row) -> Paragraph:
    return Paragraph((Run(f"{place}. ", strong=True), Run(question["text"], own=True)))


def _accuracy(story: Story, sheet: Sheet) -> Paragraph:
    typing = story.results["typing"]
    if typing["accuracy"]["value"] is None:
        return paragraph(say("The accuracy of the typing tool is not known."))
    right, interval = sheet.number("typing.accuracy.value", "share"), sheet.interval("typing.accuracy", "share")
    if typing["accuracy"].get("n") is None:
        parts = [say("Right: {share} (95\u00a0% interval {interval})", share=right, interval=interval)]
    else:
        base = sheet.number("typing.accuracy.n", "count")
        known = {"share": right, "interval": interval, "base": base}
        parts = [say("Right: {share} (95\u00a0% interval {interval}; base {base})", **known)]
    if typing["baseline"] is not None:
        parts.append(say("guessing the largest segment: {share}", share=sheet.number("typing.baseline", "share")))
    if typing["ceiling"] is not None:
        parts.append(say("every candidate question: {share}", share=sheet.number("typing.ceiling", "share")))
    return paragraph(f"{clauses(parts)}.")


def _accuracy_chart(story: Story, sheet: Sheet) -> Chart | None:
    curve = rows(story.results, "typing", "curve")
    if not curve:
        return None
    typing = story.results["typing"]
    lines = [sheet.series(say("Typing tool"), [f"{path}.value" for path, _ in curve], "share")]
    levels = {"ceiling": say("Every candidate question"), "baseline": say("Guessing the largest segment")}
    for key, name in levels.items():
        if typing[key] is not None:
            lines.append(sheet.series(name, [f"typing.{key}"] * len(curve), "share", "level"))
    counts = [row["questions"] for _, row in curve]
    asked = len(typing["questions"])
    return Chart(
        say("Accuracy by number of questions"),
        (0.46, 0, 0.54, 1),
        sentences.accuracy_sentence(typing),
        "curve",
        tuple(str(count) for count in counts),
        tuple(lines),
        number_format("share", [value for line in lines for value in line.values]),
        (0, 1),
        chosen=counts.index(asked) if asked in counts else None,
        across=say("questions asked"),
    )
