
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const SPACES = new RegExp(SPACE, "g");
const AROUND = new RegExp(`^${SPACE}|${SPACE}$`, "g");
const WHOLE = /^(0|-?[1-9][0-9]{0,15})(?:\.0)?$/;

const questions = model.questions.map((question) => ({
  ...question,
  points: new Map(question.points),
  labels: new Map(question.labels),
  noAnswer: new Set(question.noAnswer),
}));

const folded = (text) =>
  Array.from(text.replace(SPACES, " "), (letter) => (Object.hasOwn(model.folds, letter) ? model.folds[letter] : letter)).join("");

/* The points of an answer, null where there is none, undefined for something that is no answer of the question. */
function pointsOf(question, value) {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  const text = String(value).replace(AROUND, "");
  if (text === "") return null;
  const number = WHOLE.exec(text);
  const code = number ? Number(number[1]) : question.labels.get(folded(text));
  if (code === undefined) return undefined;
  if (question.noAnswer.has(code)) return null;
  if (question.low === null) return question.points.get(code);
  return code >= question.low && code <= question.high ? question.w.map((weight) => weight * code) : undefined;
}

/* The place of the first highest score; `not` does not count. */
function firstBest(scores, not) {
  let best = not === 0 ? 1 : 0;
  for (let place = best + 1; place < scores.length; place += 1) {
    if (place !== not && scores[place] > scores[best]) best = place;
  }
  return best;
}

function bandOf(margin) {
  if (margin >= model.bands.clear) return "clear";
  return margin >= model.bands.lean ? "lean" : "unclear";
}

/**
 * Types one person. `answers`: an object with the answers by the questions' ids or columns: codes as numbers or text,
 * or the words of an answer. Gives scores (one per segment), answered, invalid (ids of questions whose answer is none
 * of the codes) and, where the tool may name it, segment, name, band, margin and runnerUp; segment and runnerUp are
 * null and name is empty with too few answers.
 */
export function typePerson(answers) {
  const scores = [...model.constants];
  const invalid = [];
  let answered = 0;
  for (const question of questions) {
    const value = Object.hasOwn(answers, question.id) ? answers[question.id]
      : Object.hasOwn(answers, question.column) ? answers[question.column] : null;
    const points = pointsOf(question, value);
    if (points) answered += 1;
    else if (points === undefined) invalid.push(question.id);
    const added = points || question.missing;
    for (let place = 0; place < scores.length; place += 1) scores[place] += added[place];
  }
  if (!model.hardLabels) return { scores, answered, invalid };
  if (answered < model.minAnswered) {
    return { segment: null, name: "", band: "unclear", margin: 0, runnerUp: null, scores, answered, invalid };
  }
  const best = firstBest(scores, -1);
  const second = firstBest(scores, best);
  const margin = scores[best] - scores[second];
  const { code, name } = model.segments[best];
  const runnerUp = model.segments[second].code;
  return { segment: code, name, band: bandOf(margin), margin, runnerUp, scores, answered, invalid };
}

/** Types the people whose result is known, and gives the numbers of those that come out otherwise: none, if all is well. */
export function selfTest() {
  const wrong = [];
  model.vectors.forEach(({ answers, ...expected }, number) => {
    const person = Object.fromEntries(model.questions.map((question, place) => [question.id, answers[place]]));
    const found = typePerson(person);
    const keys = model.hardLabels ? ["segment", "scores", "margin", "band"] : ["scores"];
    if (keys.some((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]))) wrong.push(number);
  });
  return wrong;
}
