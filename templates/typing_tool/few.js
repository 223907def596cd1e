/* As few questions as needed, one at a time: `few` does nothing where the tool holds no model for it. */

const few = tool.adaptive ? fewQuestions(adaptiveForm(tool.adaptive)) : { on: () => false, choose() {}, begin() {} };

function fewQuestions(policy) {
  const own = {};
  for (const name of ["modes", "progress", "recap", "next", "back"]) own[name] = document.getElementById(name);
  const fieldOf = (place) => tool.adaptive.fields[place];
  let states, turn, more;

  const on = () => form.elements.namedItem("mode").value === "few";
  const state = () => states[states.length - 1];

  function choose(mode) {
    form.elements.namedItem("mode").value = mode ? "few" : "all";
  }

  function begin() {
    form.classList.toggle("one-by-one", on());
    [states, more] = [[policy.opening()], 0];
    turn = policy.next(state());
    own.modes.hidden = false;
    for (const name of ["progress", "recap", "next", "back"]) own[name].hidden = true;
  }

  /* The form asks on until it is sure, and then as many more as somebody asks for. */
  function done() {
    const at = state();
    return turn === null || (policy.stop(at) && at.asked.length >= more);
  }

  function step(by) {
    if (by < 0) {
      if (states.length === 1) return;
      more = 0;
      turn = states.pop().asked.at(-1);
    } else if (done()) {
      if (turn === null) return;
      more = state().asked.length + 1;
    } else {
      const code = answerCode(everyQuestion[fieldOf(turn)], valueAt(fieldOf(turn)));
      if (code === undefined) {
        own.progress.textContent = "That is no answer to this question.";
        return;
      }
      states.push(policy.answer(state(), turn, code));
      turn = policy.next(state());
      if (turn !== null) clear(fieldOf(turn));
    }
    show();
    focusField(done() ? null : fields[fieldOf(turn)]);
  }

  function clear(field) {
    for (const input of fields[field].querySelectorAll("input")) {
      if (input.type === "radio") input.checked = input.value === "";
      else input.value = "";
    }
  }

  function show() {
    const found = policy.result(state());
    const end = done();
    fields.forEach((field, place) => { field.hidden = end || place !== fieldOf(turn); });
    own.progress.hidden = own.recap.hidden = false;
    own.progress.textContent = end
      ? "Done after " + found.asked + (found.asked === 1 ? " question." : " questions.")
      : "Question " + (found.asked + 1) + ", " + Math.max(tool.adaptive.most, found.asked + 1) + " at most";
    own.recap.hidden = !end;
    own.recap.replaceChildren(...state().asked.map((place, at) => {
      const item = document.createElement("li");
      const code = state().codes[at];
      const question = policy.questions[place];
      item.append(question.text + " ", Object.assign(document.createElement("strong"),
        { textContent: code === null ? "No answer" : labelOf(question, code) }));
      return item;
    }));
    own.next.hidden = turn === null;
    own.next.textContent = end ? "Ask another question" : "Next";
    own.back.hidden = states.length === 1;
    const known = found.best !== null;
    showResult({
      segment: known ? tool.segments[found.best] : null,
      second: known ? tool.segments[found.second] : null,
      band: found.band,
      sure: tool.adaptive.sure_words[found.band],
      waiting: end ? "Too few answers" : "Not known yet",
      reasons: found.reasons.map(({ place, code }) => ({ place: fieldOf(place), code })),
      answered: found.answered + " answered" + (known ? likely(found) : "") + (end || !known ? "" : "; not finished"),
    });
  }

  own.next.addEventListener("click", () => step(1));
  own.back.addEventListener("click", () => step(-1));
  own.modes.addEventListener("change", () => {
    const mode = on();
    form.reset();
    choose(mode);
  });
  return { on, choose, begin, step, show };
}

function likely({ chances, best, second }) {
  return "; by these answers " + share(chances[best]) + " likely, the runner-up " + share(chances[second]);
}

/* Nothing is rounded up to all or down to none. */
function share(value) {
  if (value >= 0.995 && value < 1) return "over 99 %";
  return value > 0 && value < 0.005 ? "under 1 %" : (100 * value).toFixed(0) + " %";
}
