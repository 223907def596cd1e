"""How many questions does the adaptive form need to be as right as the eight fixed ones, and how quick is it?

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/adaptive.py --data FOLDER [--splits 3]
        [--fresh 0]

The folder holds bfi.csv (psych), mcdonalds.csv and vacmot.csv (flexclust); scikit-learn makes the segments, of
everybody, as in typing_curve.py. Five folds, `--splits` times. Model, pool, and the probability at which the form stops
are made from the people who are not typed: the last by four folds of their own, so that the form is as right as the
fixed eight among these. Printed per file: accuracy of the fixed eight; the adaptive form's mean number of questions and
accuracy where it was told to stop, with the questions saved; the mean number at exactly the accuracy of the fixed
eight, interpolated over probabilities, with the questions saved; and the accuracy of eight adaptive questions without a
stop. Then the CPU of what `analyze` does for the adaptive form: ten models learnt and their people asked, 1,500 x 25;
and the milliseconds of an answer, the next question and the stop rule in Chromium, for 30 questions and 6 segments, the
largest form there is (playwright and chromium, else a line says so). Takes about a minute of one free core.

With `--fresh DRAWS` also whether what a tool says of its adaptive form holds: that many times 500 people are the study,
the whole pipeline of `analyze` makes and tries the form, and the people who were not drawn are asked by it. Printed:
what they get, and how much more accuracy and how many more questions the tool said. Six seconds of CPU a draw.

Last measured (three splits), questions at the accuracy of the fixed eight: bfi_f5 4.75, bfi_item 5.01, mcd 5.01, vacmot
4.91 (37 to 41 % fewer); the next question takes .1 ms (median).
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from typing_curve import SETS, STARTS, answers, by_distance, segments
from typing_honesty import SETS as HONEST
from typing_honesty import File, opened, segmentation

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.rule import rule_labels
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.resources import folder
from survey_seg.stats.progress import silent
from survey_seg.typing_tool.making.adaptive_evidence import THRESHOLDS, Unseen, length_and_accuracy, sure_enough
from survey_seg.typing_tool.making.adaptive_model import LONGER, Joint, joined, learn, walk
from survey_seg.typing_tool.making.candidates import Design
from survey_seg.typing_tool.making.evidence import accuracies
from survey_seg.typing_tool.making.question_choice import ANY
from survey_seg.typing_tool.making.trial import Setting, try_out
from survey_seg.typing_tool.making.weigh import softened, weigh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FIXED, FOLDS, INNER, DRAWN = 8, 5, 4, 500
PEOPLE, QUESTIONS, SEGMENTS, MODELS = 1500, 25, 4, 10

CLOCK = """
([part, codes]) => {
  const policy = adaptiveForm(part), spent = [];
  for (let turn = 0; turn < 120; turn += 1) {
    let state = policy.opening();
    const begin = performance.now();
    for (let step = 0; step < part.most; step += 1) {
      const place = policy.next(state);
      state = policy.answer(state, place, codes[place]);
      policy.stop(state);
    }
    spent.push((performance.now() - begin) / part.most);
  }
  return spent.slice(20).sort((a, b) => a - b);
}
"""


@dataclass(frozen=True)
class People:
    """Their answers, soft memberships and segments."""

    design: Design
    soft: Floats
    labels: Ints

    def of(self, kept: Flags) -> People:
        """Some of them."""
        return People(self.design.of(kept), self.soft[kept], self.labels[kept])

    @property
    def weights(self) -> Floats:
        """Everybody counts once."""
        return np.ones(len(self.labels))


def design_of(columns: Floats) -> Design:
    """Every column a question."""
    low, high = int(columns.min()), int(columns.max())
    options = tuple(Option(code=code, label=str(code)) for code in range(low, high + 1))
    questions = [
        Question(id=f"q{place}", text=f"Question {place}", type="scale", options=options)
        for place in range(columns.shape[1])
    ]
    variables = Questionnaire(Study(title="Adaptive"), tuple(questions)).variables()
    return Design(tuple(variables), columns, np.arange(columns.shape[1]))


def joint_of(people: People) -> Joint:
    order = ANY.order(people.design, people.soft, people.weights, len(people.design.variables))
    return learn(people.design, weigh(people.design, order, people.soft, people.weights), people.soft, people.weights)


def typed(train: People, test: People) -> Flags:
    """Who is typed right by the fixed form."""
    order = ANY.order(train.design, train.soft, train.weights, FIXED)
    tool = weigh(train.design, order, train.soft, train.weights)
    right: Flags = tool.scores(test.design).argmax(axis=1) == test.labels
    return right


def asked(train: People, test: People) -> Unseen:
    return Unseen(walk(joint_of(train), test.design, FIXED + LONGER), test.labels, test.weights)


def together(parts: list[Unseen]) -> Unseen:
    truth, weights = (np.concatenate([getattr(part, name) for part in parts]) for name in ("truth", "weights"))
    return Unseen(joined([part.walked for part in parts]), truth, weights)


def when_to_stop(people: People, seed: int) -> float:
    """The probability at which the form may stop, from people of its own training only."""
    fold = np.random.default_rng(seed).permutation(len(people.labels)) % INNER
    pairs = [(people.of(fold != turn), people.of(fold == turn)) for turn in range(INNER)]
    fixed = np.concatenate([typed(train, test) for train, test in pairs]).mean()
    return sure_enough(together([asked(train, test) for train, test in pairs]), float(fixed))


def needed(unseen: Unseen, target: float) -> float:
    """The mean number of questions at an accuracy, on the straight line between two probabilities of stopping."""
    found = sorted(length_and_accuracy(unseen, sure) for sure in THRESHOLDS)
    reached = next((place for place, (_, value) in enumerate(found) if value >= target), None)
    if reached is None:
        return float("nan")
    (before, low), (after, high) = found[max(reached - 1, 0)], found[reached]
    return after if high <= low else before + (after - before) * max(0.0, (target - low) / (high - low))


def table(folder_: Path, splits: int) -> Iterator[str]:
    yield "            fixed 8    adaptive, told to stop          at equal accuracy     8 adaptive, no stop"
    for name, one in SETS.items():
        columns = answers(folder_, one)
        near = segments(columns, one, STARTS, 0).distances(columns)
        everybody = People(design_of(columns), by_distance(near), near.argmin(axis=1))
        rows = np.array([figures(everybody, split) for split in range(splits)])
        fixed, questions, accuracy, equal, eight = rows.mean(axis=0)
        yield (
            f"{name:10s}  {fixed:.3f}     {questions:.2f} questions {accuracy:.3f} {saved(questions)}"
            f"     {equal:.2f} questions {saved(equal)}     {eight:.3f}"
        )


def figures(everybody: People, split: int) -> tuple[float, float, float, float, float]:
    fold = np.random.default_rng(split).permutation(len(everybody.labels)) % FOLDS
    parts: list[Unseen] = []
    right: list[Flags] = []
    told: list[tuple[float, float]] = []
    for turn in range(FOLDS):
        train, test = everybody.of(fold != turn), everybody.of(fold == turn)
        right.append(typed(train, test))
        parts.append(asked(train, test))
        told.append(length_and_accuracy(parts[-1], when_to_stop(train, turn)))
    sizes = np.array([len(own) for own in right])
    questions, accuracy = (sizes @ np.array(told) / sizes.sum()).tolist()
    fixed, whole = float(np.concatenate(right).mean()), together(parts)
    eight = float((whole.walked.best[:, FIXED - 1] == whole.truth).mean())
    return fixed, questions, accuracy, needed(whole, fixed), eight


def saved(questions: float) -> str:
    return f"({100 * (questions / FIXED - 1):+.0f} %)"


def fresh(folder_: Path, draws: int) -> Iterator[str]:
    for name in ("bfi 4", "mcd 4", "vacmot 5"):
        file = opened(folder_, name)
        rows = np.array([one_draw(file, HONEST[name][1], seed) for seed in range(draws)])
        (fixed, right, questions, more, longer), error = rows.mean(axis=0), rows.std(axis=0, ddof=1) / np.sqrt(draws)
        yield (
            f"{name:10s} fresh people: fixed {FIXED} {fixed:.3f}, adaptive {right:.3f} with {questions:.2f} questions; "
            f"said: {100 * more:+.1f} points ({100 * error[3]:.1f}), {longer:+.2f} questions ({error[4]:.2f})"
        )


def one_draw(file: File, k: int, seed: int) -> tuple[float, float, float, float, float]:
    drawn = np.zeros(file.responses.n, dtype=bool)
    drawn[np.random.default_rng([seed, DRAWN, k]).permutation(len(drawn))[:DRAWN]] = True
    study = file.responses.kept(drawn)
    basis = build_basis(study)
    found = fit_partition(basis.matrix, basis.weights, k, seed=seed, reverse=basis.reverse)
    everybody = People(file.design.of(drawn), softened(found.memberships, basis.weights), found.labels)
    setting = Setting(study, basis, segmentation(found, basis, k), everybody.design, FIXED, seed)
    trial = try_out(setting, progress=silent)
    said = Unseen(trial.walked, trial.truth, trial.weights, trial.repeats)
    sure = sure_enough(said, float(accuracies(trial)[FIXED - 1]))
    truth = rule_labels(found.rule, scale_answers(basis, file.raw[~drawn]))
    new = People(file.design.of(~drawn), np.eye(k)[truth], truth)
    questions, right = length_and_accuracy(asked(everybody, new), sure)
    longer, more = length_and_accuracy(said, sure)
    return float(typed(everybody, new).mean()), right, questions, more - right, longer - questions


def cost() -> Iterator[str]:
    """The CPU that `analyze` spends on the adaptive form; the folds' logits on all questions are there without it."""
    rng = np.random.default_rng(1)
    columns = np.clip(np.rint(3 + rng.normal(size=(PEOPLE, QUESTIONS)) + rng.normal(size=(PEOPLE, 1))), 1, 5)
    odds = columns @ rng.normal(0, 0.5, (QUESTIONS, SEGMENTS))
    odds -= odds.mean(axis=0)
    likely = np.exp(odds - odds.max(axis=1, keepdims=True))
    soft = likely / likely.sum(axis=1, keepdims=True)
    everybody = People(design_of(columns), soft, soft.argmax(axis=1))
    out = rng.integers(0, MODELS, PEOPLE)
    spent = []
    for _ in range(5):
        begin = time.process_time()
        parts = []
        whole = weigh(everybody.design, range(QUESTIONS), soft, everybody.weights)
        learn(everybody.design, whole, soft, everybody.weights)
        for turn in range(MODELS):
            train, test = everybody.of(out != turn), everybody.of(out == turn)
            joint = learn(train.design, whole, train.soft, train.weights)
            parts.append(Unseen(walk(joint, test.design, FIXED + LONGER), test.labels, test.weights))
        sure_enough(together(parts), 0.8)
        spent.append(time.process_time() - begin)
    yield f"CPU in analyze, {PEOPLE} x {QUESTIONS}, {MODELS} folds: {min(spent):.2f} to {max(spent):.2f} s"


def clock() -> Iterator[str]:
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        yield "next question in Chromium: playwright is not installed"
        return
    if program is None:
        yield "next question in Chromium: chromium is not on this machine"
        return
    script = (folder("templates") / "typing_tool" / "adaptive.js").read_text(encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(content=script)
        spent = page.evaluate(CLOCK, [largest(), [5] * 30])
        browser.close()
    yield (
        "answer, next question and stop rule in Chromium, 30 questions, 6 segments: "
        f"median {spent[50]:.3f} ms, 90 in 100 below {spent[90]:.3f} ms"
    )


def largest() -> dict[str, Any]:
    rng = np.random.default_rng(11)
    columns = rng.integers(1, 11, (3000, 30)) + rng.normal(size=(3000, 1))
    both = np.column_stack([columns, columns @ rng.normal(size=(30, 6))])
    rows = [row[: place + 1] for place, row in enumerate(np.cov(both.T, bias=True).tolist())]
    questions = [{"type": "scale", "options": []} for _ in range(30)]
    model = {"mean": both.mean(axis=0).tolist(), "moments": rows, "noise": 0.01}
    return {"questions": questions, "model": model, "stop": {"sure": 0.9}, "least": 2, "most": 12}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--splits", type=int, default=3)
    parser.add_argument("--fresh", type=int, default=0, metavar="DRAWS")
    chosen = parser.parse_args()
    parts = [table(chosen.data, chosen.splits), cost(), clock()]
    if chosen.fresh > 1:
        parts.append(fresh(chosen.data, chosen.fresh))
    for lines in parts:
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
