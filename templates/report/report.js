"use strict";
// Tables become sortable: a button in each column head, aria-sort on the head; sections are laid out when there is time.
// Nothing is lost without this script.
(() => {
  const shown = (row, column) => {
    const cell = row.cells[column];
    return cell ? (cell.querySelector("[data-ref]") || cell).textContent.trim() : "";
  };
  const decimal = document.documentElement.dataset.decimal;
  const number = (text) => {
    const plain = text.replace(/[.,\s]/g, (mark) => (mark === decimal ? "." : ""));
    const found = plain.replace("\u2212", "-").match(/^[<>]?(-?\d+(?:\.\d+)?)/);
    return found ? Number(found[1]) : NaN;
  };
  const compare = (one, other, numeric, sign) => {
    const blank = (text) => text === "" || text === "\u2013";
    if (blank(one) || blank(other)) return Number(blank(one)) - Number(blank(other));
    const order = numeric ? number(one) - number(other) : one.localeCompare(other, document.documentElement.lang);
    return sign * order;
  };
  const sort = (table, head, column, first) => {
    const before = head.getAttribute("aria-sort");
    const body = table.tBodies[0];
    const texts = first.map((row) => shown(row, column));
    const known = texts.filter((text) => text !== "" && text !== "\u2013");
    const numeric = known.length > 0 && known.every((text) => !Number.isNaN(number(text)));
    const turns = numeric ? ["descending", "ascending", null] : ["ascending", "descending", null];
    const next = turns[(turns.indexOf(before) + 1) % 3];
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    const place = new Map(first.map((row, at) => [row, at]));
    const sign = next === "descending" ? -1 : 1;
    const rows = next
      ? [...first].sort((a, b) => compare(shown(a, column), shown(b, column), numeric, sign) || place.get(a) - place.get(b))
      : first;
    body.append(...rows);
  };
  for (const table of document.querySelectorAll("table")) {
    const rows = table.tBodies.length === 1 && table.tHead ? [...table.tBodies[0].rows] : [];
    const whole = rows.every((row) => row.cells.length === table.tHead.rows[0].cells.length);
    if (rows.length < 3 || table.tHead.rows.length !== 1 || !whole || table.querySelector("[rowspan], [colspan]")) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (head.textContent.trim() === "") return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head, column, rows));
      head.append(button);
    });
  }
  // Sections out of sight are laid out one by one when the browser is idle, so that the page shows at once.
  const unseen = [...document.querySelectorAll("main > section")];
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 50));
  const layOut = () => {
    if (unseen.length === 0) return;
    unseen.shift().style.contentVisibility = "visible";
    idle(layOut);
  };
  idle(layOut);
})();
