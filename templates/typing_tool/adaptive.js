"use strict";

/* Which question to ask next, and when to stop: the policy of survey_seg/typing_tool/adaptive.py, step by step.
   part: the adaptive part of the tool. A state is a plain value: opening() gives the first, answer(state, place, code)
   the one after an answer (code null: no answer), and none is ever changed. Nothing here touches a page. */
function adaptiveForm(part) {
  const SLOPE = Math.PI / Math.sqrt(6), KNOWN = 1e-4, EQUAL = 1e-9, FURTHEST = 50;
  const questions = part.questions;
  const columns = [0];
  for (const question of questions) {
    columns.push(columns[columns.length - 1] + (question.type === "choice" ? question.options.length - 1 : 1));
  }
  const first = columns[columns.length - 1];
  const rows = part.model.moments;
  const lift = part.model.lift ?? rows.slice(first).map(() => 1);
  const begin = rows.map((row, i) => rows.map((other, j) => (j <= i ? row[j] : other[i])));

  function opening() {
    return { mean: part.model.mean, moments: begin, asked: [], codes: [], moved: [] };
  }

  function values(place, code) {
    if (code === null) return [];
    const { type, options } = questions[place];
    if (type === "scale") return [[columns[place], code]];
    return options.slice(1).map((option, number) => [columns[place] + number, option.code === code ? 1 : 0]);
  }

  function answer(state, place, code) {
    let { mean, moments } = state;
    for (const [column, value] of values(place, code)) {
      const open = moments[column][column];
      if (open <= KNOWN * begin[column][column]) continue;
      const ties = moments.map((row) => row[column]);
      const step = (value - mean[column]) / open;
      mean = mean.map((old, i) => old + ties[i] * step);
      moments = moments.map((row, i) => row.map((old, j) => old - ties[i] / open * ties[j]));
    }
    return {
      mean, moments, asked: [...state.asked, place], codes: [...state.codes, code],
      moved: [...state.moved, mean.slice(first).map((value, segment) => value - state.mean[first + segment])],
    };
  }

  /* The probability of each segment. */
  function posterior({ mean, moments }) {
    const likely = [];
    for (let a = first; a < mean.length; a += 1) {
      let against = 1;
      for (let b = first; b < mean.length; b += 1) {
        if (b === a) continue;
        const spread = Math.max((moments[a][a] + moments[b][b]) / 2 - moments[a][b], 0) + part.model.noise;
        const gap = SLOPE * (mean[b] - mean[a]) / Math.sqrt(spread);
        against += Math.exp(Math.min(Math.max(gap, -FURTHEST), FURTHEST));
      }
      likely.push(lift[a - first] / against);
    }
    const total = likely.reduce((sum, value) => sum + value, 0);
    return likely.map((value) => value / total);
  }

  function variance(row, from, chances) {
    let middle = 0, sum = 0;
    chances.forEach((chance, segment) => { middle += chance * row[from + segment]; });
    chances.forEach((chance, segment) => { sum += chance * (row[from + segment] - middle) ** 2; });
    return sum;
  }

  /* By how much a question narrows the scores: column after column, each without what those before it told. */
  function gain({ moments }, place, chances) {
    const start = columns[place], end = columns[place + 1], width = end - start;
    const own = moments.slice(start, end).map((row) => [...row.slice(start, end), ...row.slice(first)]);
    let sum = 0;
    own.forEach((row, i) => {
      if (row[i] <= KNOWN * begin[start + i][start + i]) return;
      sum += variance(row, width, chances) / row[i];
      for (const later of own.slice(i + 1)) {
        const share = later[i] / row[i];
        row.forEach((value, at) => { later[at] -= share * value; });
      }
    });
    return sum;
  }

  /* The place of the question to ask next; null when none that is left could tell anything. */
  function next(state) {
    const chances = posterior(state);
    const left = questions.map((_, place) => place).filter((place) => !state.asked.includes(place));
    const gains = left.map((place) => gain(state, place, chances));
    const largest = Math.max(0, ...gains);
    return largest > 0 ? left[gains.findIndex((value) => value >= largest * (1 - EQUAL))] : null;
  }

  const answered = (state) => state.codes.filter((code) => code !== null).length;

  function stop(state) {
    if (answered(state) >= part.least && Math.max(...posterior(state)) >= part.stop.sure - EQUAL) return true;
    return state.asked.length >= part.most || next(state) === null;
  }

  function firstLargest(list) {
    const largest = Math.max(...list);
    return list.findIndex((value) => value >= largest * (1 - EQUAL));
  }

  /* best, second: places of segments (null: too few answers); reasons: the answers that speak for best, strongest first. */
  function result(state) {
    const chances = posterior(state);
    const count = { asked: state.asked.length, answered: answered(state) };
    if (count.answered < part.least) return { best: null, second: null, chances, band: "unclear", reasons: [], ...count };
    const best = firstLargest(chances);
    const second = firstLargest(chances.map((chance, place) => (place === best ? -1 : chance)));
    const reaches = (odds) => chances[best] >= odds * chances[second] * (1 - EQUAL);
    const band = reaches(3) ? "clear" : reaches(1.5) ? "lean" : "unclear";
    const gains = state.asked.flatMap((place, turn) => {
      const code = state.codes[turn], moved = state.moved[turn];
      return code === null ? [] : [{ place, code, gain: moved[best] - moved[second] }];
    });
    const reasons = gains.filter((each) => each.gain > 0).sort((a, b) => b.gain - a.gain || a.place - b.place);
    return { best, second, chances, band, reasons, ...count };
  }

  return { questions, opening, answer, posterior, next, stop, result };
}
