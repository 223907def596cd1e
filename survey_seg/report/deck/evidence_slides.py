"""Why this many segments, and how well a person is put into one."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Block, Chart, Paragraph, Run, Slide, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet, number_format
from survey_seg.report.deck.story import Story
from survey_seg.report.evidence import rows
from survey_seg.report.neighbours import neighbours, taken
from survey_seg.report.numbers import counted
from survey_seg.report.wording import sentence

NULL = "Without segments, 95 of 100 studies stay below"


def why_slide(story: Story) -> Slide:
    """Stability by number of segments against studies without segments."""
    results, sheet = story.results, story.sheet()
    chart = _stability_chart(story, sheet)
    lines = [paragraph(Run(sentences.found(results["segments"]), strong=True))]
    lines += [paragraph(sentence(results["segments"]["reason"]))]
    if results["segments"]["stability"]["global"] is not None:
        lines.append(paragraph("Stability of these segments: ", sheet.number("segments.stability.global", "decimal"),
                               " (1: the same people together again, 0: chance).", look="item"))  # fmt: skip
    for near in neighbours(results):
        lines.append(paragraph(f"{counted(near.row['k'], 'segment').capitalize()} instead: ",
                               Run(sentence(near.row["change"]), own=True), look="item"))  # fmt: skip
    for place, row in enumerate(results["segments"]["reading_guide"]["rows"]):
        if row["here"]:
            sheet.number(f"segments.reading_guide.rows.{place}.exact", "share")
            sheet.number(f"segments.reading_guide.rows.{place}.agreement", "decimal")
    lines.append(paragraph(sentences.reading_sentence(results["segments"]), look="quiet"))
    words = Words("Evidence", (0.62, 0, 0.38, 1) if chart else (0, 0, 1, 1), tuple(lines), (15, 10))
    return sheet.slide(_why_title(story), [*([chart] if chart else []), words], _why_notes(story, sheet))


def _why_title(story: Story) -> list[str | Run]:
    if not story.segments:
        return ["Why no segments: a split would not come back in a new sample"]
    return [f"Why {counted(len(story.segments), 'segment')}: what speaks for it, and against"]


def _why_notes(story: Story, sheet: Sheet) -> list[str]:
    notes = [
        "Stability: the mean adjusted Rand index between segmentations of redraws of the study.",
        f"{NULL} this line: simulated studies of one population with the same margins and correlations.",
    ]
    mine = taken(story.results)
    if mine is not None and mine[1]["stability_low"] is not None:
        ends = (
            sheet.number(f"{mine[0]}.stability_low", "decimal"),
            sheet.number(f"{mine[0]}.stability_high", "decimal"),
        )
        notes.append(f"5th to 95th percentile of the comparisons of two redraws: {ends[0].text} to {ends[1].text}.")
    return notes


def _stability_chart(story: Story, sheet: Sheet) -> Chart | None:
    table = [(path, row) for path, row in rows(story.results, "segments", "candidates") if row["k"] > 1]
    if all(row["stability"] is None for _, row in table):
        return None
    real = sheet.series("These answers", [f"{path}.stability" for path, _ in table], "decimal")
    null = sheet.series(NULL, [f"{path}.null_stability" for path, _ in table], "decimal", "level")
    numbers = [row["k"] for _, row in table]
    k = story.results["segments"]["k"]
    return Chart(
        "Stability by number of segments",
        (0, 0, 0.59, 1),
        sentences.stability_finding(story.results),
        "curve",
        tuple(str(number) for number in numbers),
        (real, null) if any(value is not None for value in null.values) else (real,),
        number_format("decimal", ()),
        (0, 1),
        chosen=numbers.index(k) if k in numbers else None,
        across="number of segments",
    )


def typing_slide(story: Story) -> Slide:
    """The golden questions, and how well they work."""
    results, sheet = story.results, story.sheet()
    typing = results["typing"]
    reason = evidence.not_computed(typing)
    if reason is not None:
        lines = (paragraph("The typing tool was not computed: ", Run(sentence(reason), own=True)),)
        return sheet.slide(["There is no typing tool"], [Words("Why", (0, 0, 1, 0.6), lines, (18, 12))], [])
    asked = counted(len(typing["questions"]), "question").capitalize()
    right = typing["accuracy"]["value"] is not None
    title: list[str | Run] = [
        f"{asked} put ",
        sheet.number("typing.accuracy.value", "share"),
        " of new people in the right segment",
    ]
    golden = [_golden(place, question) for place, question in enumerate(typing["questions"], start=1)]
    chart = _accuracy_chart(story, sheet)
    width = 0.42 if chart else 1.0
    blocks: list[Block] = [Words("Golden questions", (0, 0, width, 0.8), (head("Golden questions"), *golden), (15, 10))]
    if chart is not None:
        blocks.append(chart)
    blocks.append(Words("Accuracy", (0, 0.83, width, 0.17), (_accuracy(story, sheet),), (13, 10)))
    notes = [f"Accuracy: {typing['accuracy']['method']}: people whom neither the tool nor the segments were made from."]
    notes += [
        f"{place}. answers: {' · '.join(str(option) for option in question['options'])}"
        for place, question in enumerate(typing["questions"], start=1)
        if question["options"]
    ]
    return sheet.slide(title if right else [f"{asked} to tell the segments; how well is not known"], blocks, notes)


def _golden(place: int, question: evidence.Row) -> Paragraph:
    return Paragraph((Run(f"{place}. ", strong=True), Run(question["text"], own=True)))


def _accuracy(story: Story, sheet: Sheet) -> Paragraph:
    typing = story.results["typing"]
    if typing["accuracy"]["value"] is None:
        return paragraph("The accuracy of the typing tool is not known.")
    runs: list[str | Run] = ["Right: ", sheet.number("typing.accuracy.value", "share"), " (95% interval ",
                             sheet.interval("typing.accuracy", "share")]  # fmt: skip
    if typing["accuracy"].get("n") is not None:
        runs += ["; base ", sheet.number("typing.accuracy.n", "count")]
    runs.append(")")
    if typing["baseline"] is not None:
        runs += ["; guessing the largest segment: ", sheet.number("typing.baseline", "share")]
    if typing["ceiling"] is not None:
        runs += ["; every candidate question: ", sheet.number("typing.ceiling", "share")]
    return paragraph(*runs, ".")


def _accuracy_chart(story: Story, sheet: Sheet) -> Chart | None:
    curve = rows(story.results, "typing", "curve")
    if not curve:
        return None
    typing = story.results["typing"]
    lines = [sheet.series("Typing tool", [f"{path}.value" for path, _ in curve], "share")]
    for name, key in (("Every candidate question", "ceiling"), ("Guessing the largest segment", "baseline")):
        if typing[key] is not None:
            lines.append(sheet.series(name, [f"typing.{key}"] * len(curve), "share", "level"))
    counts = [row["questions"] for _, row in curve]
    asked = len(typing["questions"])
    return Chart(
        "Accuracy by number of questions",
        (0.46, 0, 0.54, 1),
        sentences.accuracy_sentence(typing),
        "curve",
        tuple(str(count) for count in counts),
        tuple(lines),
        number_format("share", [value for line in lines for value in line.values]),
        (0, 1),
        chosen=counts.index(asked) if asked in counts else None,
        across="questions asked",
    )
