// The page's one filter, told at once to all that shows it: the map asks its server for the new events by itself, and
// Python draws the rest when its turn comes. A choice is the values chosen, under a serial number that only grows, so
// a run of the page that was under way can neither lose nor undo it.

"use strict";

window.kharitaParts = {};

window.kharitaBus = (() => {
  const listeners = new Set();
  const state = { filter: {}, serial: 0, context: {} };

  // What Python says: it wins unless the reader chose something that it has not answered yet.
  function told({ filter, answered, ...context }) {
    state.context = { ...state.context, ...context };
    if (answered < state.serial) return;
    state.serial = answered;
    if (same(filter, state.filter)) return;
    state.filter = filter;
    tell("page");
  }

  // What the reader chooses: changes of single parameters; an empty value takes one away.
  function choose(changes, send, from) {
    const next = { ...state.filter, ...changes };
    for (const name of Object.keys(next)) if (next[name] === "" || next[name] === undefined) delete next[name];
    if (same(next, state.filter)) return;
    state.filter = next;
    state.serial = Math.max(state.serial + 1, Date.now()); // a reloaded page must not repeat a number
    tell(from);
    send({ serial: state.serial, filter: next });
  }

  // Shows other conditions for a moment, without choosing them; done when all listeners have shown them.
  function preview(changes) {
    const shown = { ...state.filter, ...changes };
    for (const name of Object.keys(shown)) if (shown[name] === "") delete shown[name];
    return Promise.all([...listeners].map((listener) => listener(shown, "preview")));
  }

  function tell(from) {
    for (const listener of listeners) listener(state.filter, from);
  }

  function same(one, other) {
    const names = Object.keys({ ...one, ...other });
    return names.every((name) => one[name] === other[name]);
  }

  // Several values of one parameter, joined and parted as `geo.query` does it.
  function join(values) {
    return [...values].sort().map((value) => value.replaceAll("\\", "\\\\").replaceAll("|", "\\|")).join("|");
  }

  function part(text) {
    const parts = (text ?? "").match(/(?:\\.|[^\\|])+/gs) ?? [];
    return parts.map((one) => one.replace(/\\(.)/gs, "$1"));
  }

  // Whole numbers in the digits that the reader chose.
  function number(value) {
    const digits = state.context.digits === "arab" ? "ar-u-nu-arab" : "en";
    return new Intl.NumberFormat(digits, { useGrouping: false, maximumFractionDigits: 2 }).format(value);
  }

  function percent(value) {
    return `${number(value)}${state.context.digits === "arab" ? "٪" : "%"}`;
  }

  function later(task, milliseconds) {
    let timer;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => task(...given), milliseconds);
    };
  }

  return {
    choose, join, later, number, part, percent, preview, told,
    filter: () => state.filter,
    context: () => state.context,
    listen: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
  };
})();
