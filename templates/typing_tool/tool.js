"use strict";

/* The whole tool: the scores are sums of whole numbers, exactly as in every other form of the tool. */
const tool = JSON.parse(document.getElementById("tool").textContent);

/* An answer's code, or null when there is none. Anything that is no answer of the question is none. */
function answerCode(question, value) {
  if (value === null || value === undefined) return null;
  const text = String(value).trim();
  const words = text.split(/\s+/).join(" ").toLowerCase();
  const number = /^(0|-?[1-9][0-9]{0,15})(\.0)?$/.exec(text);
  const option = question.options.find((each) =>
    number ? each.code === Number(number[1]) : words !== "" && each.label.split(/\s+/).join(" ").trim().toLowerCase() === words);
  if (option) return option.code;
  if (!number || question.options.length || question.no_answer.includes(Number(number[1]))) return null;
  const code = Number(number[1]);
  return code >= question.min && code <= question.max ? code : null;
}

function points(question, code) {
  if (code === null) return question.missing;
  return question.type === "choice" ? question.points[String(code)] : question.w.map((weight) => weight * code);
}

/* answers: one value per question, in the order of the questions; null is no answer. */
function classify(answers) {
  const codes = tool.questions.map((question, place) => answerCode(question, answers[place]));
  const scores = tool.constants.map((constant, segment) =>
    tool.questions.reduce((sum, question, place) => sum + points(question, codes[place])[segment], constant));
  const answered = codes.filter((code) => code !== null).length;
  if (answered < tool.min_answered) {
    return { segment: null, runner_up: null, margin: 0, band: "unclear", scores, answered, codes };
  }
  const best = scores.indexOf(Math.max(...scores));
  const others = scores.map((score, segment) => (segment === best ? -Infinity : score));
  const second = others.indexOf(Math.max(...others));
  const margin = scores[best] - scores[second];
  const band = margin >= tool.bands.clear ? "clear" : margin >= tool.bands.lean ? "lean" : "unclear";
  return {
    segment: tool.segments[best].code, runner_up: tool.segments[second].code,
    margin, band, scores, answered, codes, best, second,
  };
}

/* What each answer does for the winner against the runner-up, compared with not having been answered. */
function decisive(result) {
  const gains = tool.questions.map((question, place) => {
    const own = points(question, result.codes[place]);
    const without = question.missing;
    return { place, gain: own[result.best] - own[result.second] - without[result.best] + without[result.second] };
  });
  return gains.filter((each) => each.gain > 0).sort((a, b) => b.gain - a.gain || a.place - b.place).slice(0, 3);
}

const form = document.getElementById("questions");
const parts = {};
for (const name of ["segment", "sure", "runner-up", "action", "decisive", "answered", "detail", "panel"]) {
  parts[name] = document.getElementById(name);
}

function answersOfTheForm() {
  return tool.questions.map((question, place) => {
    const field = form.elements.namedItem("q" + place);
    return field ? field.value : null;
  });
}

function labelOf(question, code) {
  const option = question.options.find((each) => each.code === code);
  return option && option.label ? option.label : String(code);
}

function show() {
  const result = classify(answersOfTheForm());
  const name = (code) => tool.segments.find((segment) => segment.code === code).name;
  parts.answered.textContent = result.answered + " of " + tool.questions.length + " answered";
  const known = result.segment !== null;
  parts.detail.hidden = !known;
  parts.panel.dataset.band = known ? result.band : "none";
  if (!known) {
    parts.segment.textContent = "Answer " + (tool.min_answered - result.answered) + " more";
    parts.sure.textContent = "";
    return;
  }
  parts.segment.textContent = name(result.segment);
  parts.sure.textContent = tool.sure[result.band];
  parts["runner-up"].textContent = name(result.runner_up);
  parts.action.textContent = tool.segments[result.best].action || "No action is written for this segment yet.";
  parts.decisive.replaceChildren(...decisive(result).map(({ place }) => {
    const item = document.createElement("li");
    item.textContent = tool.questions[place].text + " – " + labelOf(tool.questions[place], result.codes[place]);
    return item;
  }));
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show, 0));
document.getElementById("live").hidden = false;
show();
