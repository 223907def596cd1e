"""The page asks the next question the program would ask, thinks the same after every answer, and is quick about it."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from survey_seg.typing_tool.adaptive import (
    adaptive_form,
    adaptive_typed,
    answered,
    is_done,
    lifted,
    next_question,
    opening,
    posterior,
)
from survey_seg.typing_tool.spec import TypingSpec

Content = dict[str, Any]
PEOPLE = 400
SPENT = 1.0
"""Milliseconds that the next question may take."""

RUN = """
function run([part, people]) {
  const policy = adaptiveForm(part);
  return people.map((codes) => {
    let state = policy.opening(), end = null;
    const steps = [];
    for (let step = 0; step < part.most; step += 1) {
      if (end === null && policy.stop(state)) end = step;
      const place = policy.next(state);
      if (place === null) break;
      state = policy.answer(state, place, codes[place]);
      steps.push([place, policy.posterior(state)]);
    }
    return { steps, end, result: policy.result(state), moved: state.moved };
  });
}
"""

CLOCK = """
([part, codes]) => {
  const policy = adaptiveForm(part), spent = [];
  for (let turn = 0; turn < 60; turn += 1) {
    let state = policy.opening();
    const begin = performance.now();
    for (let step = 0; step < part.most; step += 1) {
      const place = policy.next(state);
      state = policy.answer(state, place, codes[place]);
      policy.stop(state);
    }
    spent.push((performance.now() - begin) / part.most);
  }
  return spent.slice(10).sort((a, b) => a - b);
}
"""


@pytest.fixture(scope="module")
def script(root: Path) -> str:
    return (root / "templates" / "typing_tool" / "adaptive.js").read_text(encoding="utf-8")


def largest() -> Content:
    """Thirty ten-point questions and six segments: as large as a form gets."""
    rng = np.random.default_rng(11)
    answers = rng.integers(1, 11, (3000, 30)) + rng.normal(size=(3000, 1))
    scores = answers @ rng.normal(size=(30, 6))
    both = np.column_stack([answers, scores - scores.mean(axis=1, keepdims=True)])
    rows = [row[: place + 1] for place, row in enumerate(np.cov(both.T, bias=True).round(5).tolist())]
    question = {"column": "", "text": "?", "type": "scale", "options": [], "min": 1, "max": 10, "no_answer": []}
    model = {"mean": both.mean(axis=0).round(5).tolist(), "moments": rows, "noise": 0.01}
    questions = [{**question, "id": f"q{number}"} for number in range(30)]
    return {"questions": questions, "model": model, "stop": {"sure": 0.9}, "least": 2, "most": 12}


def answers_of(part: Content) -> list[list[int | None]]:
    """People who answer at random, some with blanks, some always the same."""
    chance = random.Random(4)
    codes = [
        [option["code"] for option in question["options"]] or list(range(question["min"], question["max"] + 1))
        for question in part["questions"]
    ]
    some = [
        [chance.choice(own) if chance.random() > number % 4 / 10 else None for own in codes] for number in range(PEOPLE)
    ]
    return [*some, [own[0] for own in codes], [own[-1] for own in codes], [None] * len(codes)]


def thought(part: Content, codes: list[int | None], spec: TypingSpec) -> Content:
    """What the program makes of a person."""
    form = adaptive_form(part)
    state, end, steps = opening(form), None, []
    for step in range(form.most):
        if end is None and is_done(form, state):
            end = step
        place = next_question(form, state)
        if place is None:
            break
        state = answered(form, state, place, codes[place])
        steps.append([place, posterior(form, state)])
    return {"steps": steps, "end": end, "typed": adaptive_typed(spec, form, state), "moved": state.moved}


def agree(spec: TypingSpec, found: Content, expected: Content) -> None:
    assert [place for place, _ in found["steps"]] == [place for place, _ in expected["steps"]]
    for (_, one), (_, other) in zip(found["steps"], expected["steps"], strict=True):
        assert one == pytest.approx(other, abs=1e-9)
    assert found["end"] == expected["end"]
    assert np.allclose(found["moved"], expected["moved"], atol=1e-9)
    typed, result = expected["typed"], found["result"]
    segments = [segment.code for segment in spec.segments]
    named = {name: None if result[name] is None else segments[result[name]] for name in ("best", "second")}
    assert (named["best"], named["second"], result["band"]) == (typed.segment, typed.runner_up, typed.band)
    assert (result["asked"], result["answered"]) == (typed.asked, typed.answered)
    told = [{**reason._asdict(), "gain": pytest.approx(reason.gain, abs=1e-9)} for reason in typed.reasons]
    assert result["reasons"] == told


@pytest.mark.parametrize("lift", [None, [0.2, 3.0, 1.0, 0.7]])
def test_node_asks_and_types_as_the_program_does(adaptive: TypingSpec, script: str, lift: list[float] | None) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine")
    part = dict(adaptive.adaptive or {})
    if lift:
        part = lifted(part, lift)
    people = answers_of(part)
    code = f"{script}\n{RUN}\nconst read = require('fs').readFileSync(0, 'utf8');"
    code += "process.stdout.write(JSON.stringify(run(JSON.parse(read))));"
    done = subprocess.run(
        [node, "-e", code], input=json.dumps([part, people]), capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    for one, codes in zip(found, people, strict=True):
        agree(adaptive, one, thought(part, codes, adaptive))
    assert len({tuple(place for place, _ in one["steps"]) for one in found}) >= 5


def test_chromium_asks_and_types_as_the_program_does(adaptive: TypingSpec, script: str, browser: Any) -> None:
    part = dict(adaptive.adaptive or {})
    people = answers_of(part)[::7]
    page = browser.new_page()
    page.add_script_tag(content=script + RUN)
    for one, codes in zip(page.evaluate("run", [part, people]), people, strict=True):
        agree(adaptive, one, thought(part, codes, adaptive))
    page.close()


def test_the_next_question_of_the_largest_form_takes_less_than_a_millisecond(script: str, browser: Any) -> None:
    part = largest()
    page = browser.new_page()
    page.add_script_tag(content=script)
    spent = page.evaluate(CLOCK, [part, answers_of(part)[0]])
    page.close()
    assert len(spent) == 50
    assert spent[len(spent) // 2] < SPENT
