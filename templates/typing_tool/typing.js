"use strict";

/* The whole tool: the scores are sums of whole numbers, exactly as in every other form of the tool. */
const tool = JSON.parse(document.getElementById("tool").textContent);

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const SPACES = new RegExp(SPACE, "g");
const AROUND = new RegExp("^" + SPACE + "|" + SPACE + "$", "g");
const WHOLE = /^(0|-?[1-9][0-9]{0,15})(?:\.0)?$/;

const strip = (text) => text.replace(AROUND, "");

/* Words without case, as the program compares them: `folds` holds what each letter becomes. */
function folded(text) {
  return Array.from(strip(text).replace(SPACES, " "), (letter) => tool.folds[letter] ?? letter).join("");
}

for (const question of [...tool.questions, ...tool.further]) {
  question.words = new Map();
  for (const { code, words } of question.options) if (!question.words.has(words)) question.words.set(words, code);
  question.codes = new Set(question.options.map((option) => option.code));
  question.scored = new Map([[null, question.missing]]);
  question.seen = new Map();
}

/* An answer's code, null where there is none, undefined for something that is no answer of the question. */
function answerCode(question, value) {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  const text = String(value);
  if (question.seen.has(text)) return question.seen.get(text);
  const code = codeOfText(question, strip(text));
  if (question.seen.size < 1000) question.seen.set(text, code);
  return code;
}

function codeOfText(question, text) {
  if (text === "") return null;
  const number = WHOLE.exec(text);
  const code = number ? Number(number[1]) : question.words.get(folded(text));
  if (question.no_answer.includes(code)) return null;
  if (question.codes.size) return question.codes.has(code) ? code : undefined;
  return code >= question.min && code <= question.max ? code : undefined;
}

function points(question, code) {
  if (!question.scored.has(code)) {
    const choice = question.type === "choice";
    question.scored.set(code, choice ? question.points[code] : question.w.map((weight) => weight * code));
  }
  return question.scored.get(code);
}

/* answers: one value per question, in the order of the questions. `invalid`: places of what is no answer. */
function classify(answers) {
  const codes = tool.questions.map((question, place) => answerCode(question, answers[place]));
  const invalid = [];
  codes.forEach((code, place) => {
    if (code !== undefined) return;
    invalid.push(place);
    codes[place] = null;
  });
  const result = classifyCodes(codes);
  result.invalid = invalid;
  return result;
}

function classifyCodes(codes) {
  const scores = [...tool.constants];
  let answered = 0;
  for (let place = 0; place < codes.length; place += 1) {
    const own = points(tool.questions[place], codes[place]);
    for (let segment = 0; segment < scores.length; segment += 1) scores[segment] += own[segment];
    if (codes[place] !== null) answered += 1;
  }
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

/* The answers that speak for the segment against the runner-up, compared with no answer: the strongest first. */
function deciding({ codes, best, second, segment }) {
  if (segment === null) return [];
  const gains = codes.flatMap((code, place) => {
    if (code === null) return [];
    const own = points(tool.questions[place], code);
    const without = tool.questions[place].missing;
    return [{ place, code, gain: own[best] - own[second] - without[best] + without[second] }];
  });
  return gains.filter(({ gain }) => gain > 0).sort((a, b) => b.gain - a.gain || a.place - b.place);
}

function labelOf(question, code) {
  const option = question.options.find((each) => each.code === code);
  return option && option.label ? option.label : String(code);
}
