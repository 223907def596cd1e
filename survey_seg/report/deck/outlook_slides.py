"""How to find the segments, when to look again, how the numbers were made and what they cannot say."""

from __future__ import annotations

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Column, Paragraph, Run, Slide, Table, Words, head, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.deck.story import Story
from survey_seg.report.language.numbers import count, month
from survey_seg.report.language.speech import say, say_n, told
from survey_seg.report.language.wording import listed, sentence, shortened
from survey_seg.report.models import measured
from survey_seg.report.sections.refresh import view as calendar_view

WARNINGS = 4


def calendar_slide(story: Story) -> Slide:
    """When to look again, by which rules."""
    results, sheet = story.results, story.sheet()
    cadence = results["cadence"]
    reason = evidence.not_computed(cadence)
    if reason is not None:
        why = say("No calendar: {reason}", reason=Run(sentence(told(reason)), ours=True))
        lines = Words(say("Why"), (0, 0, 1, 0.6), (paragraph(why),), (18, 12))
        return sheet.slide([say("When to look again is not known")], [lines], [])
    title = sentences.looks_sentence(cadence)
    columns = (
        Column(say("What"), 0.2),
        Column(say("When, or source"), 0.3),
        Column(say("Why, and what is done"), 0.5),
    )
    provisional = [say("Until the review the segments are provisional.")] if cadence["provisional"] else []
    return sheet.slide(
        [title.rstrip(".")],
        [Table(say("Calendar"), (0, 0, 1, 1), title, columns, tuple(_looks(story)), (14, 10))],
        [say("Dates follow rules, each with its source (cadence in results.json)."), *provisional],
    )


def _looks(story: Story) -> list[tuple[Paragraph, ...]]:
    """The two looks with what is done in them, and the rules that set their dates."""
    cadence = story.results["cadence"]
    rows: list[tuple[Paragraph, ...]] = [
        (paragraph(Run(say("Light review"), strong=True)), _when(cadence, "light"),
         paragraph(say("Type a fresh sample; compare sizes and golden questions."))),
        (paragraph(Run(say("Full study"), strong=True)), _when(cadence, "full"),
         paragraph(say("Field the questionnaire again and make the segments anew."))),
    ]  # fmt: skip
    for row in calendar_view(story.results)["reasons"]:
        key = Run(row["key"], own=True)
        source = say("the questionnaire, under {key}", key=key) if row["key"] else str(Run(row["source"], ours=True))
        rows.append((paragraph(row["rule"]), paragraph(source), paragraph(Run(row["text"], ours=True))))
    return rows


def _when(cadence: evidence.Row, which: str) -> Paragraph:
    if date := cadence[f"next_{which}"]:
        return paragraph(Run(month(date), ours=True))
    months = cadence[f"{which}_months"]
    return paragraph(
        say_n("{count} month after fielding", "{count} months after fielding", months, count=count(months))
    )


def method_slide(story: Story) -> Slide:
    """How the numbers were made, and what they cannot say."""
    results, sheet = story.results, story.sheet()
    made = [head(say("How the numbers were made")), *(paragraph(line, look="item") for line in _made(story, sheet))]
    limits = [head(say("What the numbers cannot say")), *_limits(story)]
    return sheet.slide(
        [say("How the numbers were made, and their limits")],
        [
            Words(say("Method"), (0, 0, 0.48, 1), tuple(made), (15, 10)),
            Words(say("Limits"), (0.52, 0, 0.48, 1), tuple(limits), (15, 10)),
        ],
        [
            say(
                "Data: {file}, SHA-256 {sum}.",
                file=shortened(results["data"]["file"], 80),
                sum=results["data"]["sha256"],
            ),
            say(
                "Versions: {versions}.",
                versions=listed(f"{name} {version}" for name, version in results["versions"].items()),
            ),
            say("The report's method section has every setting and the command that makes the numbers again."),
        ],
    )


def _made(story: Story, sheet: Sheet) -> list[str]:
    results, settings = story.results, story.results["settings"]
    items = len(results["basis"]["items"]) if evidence.not_computed(results["basis"]) is None else 0
    return [
        sentences.kept_sentence(results["data"]),
        _weights(story, sheet),
        say_n(
            "Segments are built on one question; models whose stability counts: {models}.",
            "Segments are built on {n} questions; models whose stability counts: {models}.",
            items,
            models=listed(measured(results)) or say("none"),
        ),
        say(
            "Intervals are 95\u00a0% intervals; differences in what the segments were made from are described, never "
            "tested."
        ),
        say(
            "Compared: {redraws} redraws of the study, {null} simulated studies without segments.",
            redraws=count(settings["samples"]),
            null=count(settings["null_studies"]),
        ),
    ]


def _weights(story: Story, sheet: Sheet) -> str:
    if not story.results["data"]["weighted"]:
        return say("Unweighted: every interview counts the same.")
    worth = sheet.number("data.n_eff", "count")
    return say("Weighted: the interviews are worth {worth} unweighted ones.", worth=worth)


def _limits(story: Story) -> list[Paragraph]:
    missing = [say("Not computed: {part} ({reason})", part=part, reason=reason)
               for part, reason in evidence.missing_parts(story.results)]  # fmt: skip
    warned = [told(row["text"]) for row in story.results["warnings"]]
    long = [paragraph(Run(text, ours=True), look="item") for text in (*missing, *warned[:WARNINGS])]
    always = say("Segments describe people as they answered then; they do not say what would change them.")
    more = len(warned) - WARNINGS
    rest = (
        [say_n("And one more remark in the report.", "And {n} more remarks in the report.", more)] if more > 0 else []
    )
    return [paragraph(always, look="item"), *long, *(paragraph(text, look="item") for text in rest)]
