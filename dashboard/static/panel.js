// The filters: lists of choices with counts, drawn and ticked here, so that a tick is never a matter of timing.
// What there is to choose comes from /api/choices, the words from Python. All text enters the page by textContent.

"use strict";

window.kharitaParts.panel = (() => {
  const { get, node } = window.kharitaBrowser;
  const { choose, join, later, number, part, percent } = window.kharitaBus;
  const CLOSED = ["statuses", "geo_precisions"];
  const OPEN = ["admin1", "place_ids", "actors", "sources"];
  const TYPING_MS = 350;
  const COUNTING_MS = 80; // after the map has asked
  let root, told, send, lists, fields, asking, found;

  function show({ data, parentElement, setStateValue }) {
    const isNew = !root || root.parentElement !== parentElement || told?.lang !== data.lang;
    const fresh = isNew || told.key !== data.key;
    told = data;
    send = (asked) => setStateValue("asked", asked);
    if (isNew) build(parentElement);
    window.kharitaBus.told(data);
    if (fresh) refresh();
    window.kharitaPanelListening ??= window.kharitaBus.listen((_filter, from) => { if (from !== "preview") refresh(); });
    return undefined;
  }

  function build(parent) {
    root?.remove();
    root = node("section", parent, undefined, { class: "k-panel", dir: told.dir, lang: told.lang, "aria-label": told.words.title });
    lists = {};
    fields = {};
    found = undefined;
    node("h2", root, told.words.title, { class: "k-title" });
    fields.text = field(root, told.words.search, { type: "search", placeholder: told.words.search_hint });
    fields.text.addEventListener("input", later(() => ask({ text: fields.text.value.trim() }), TYPING_MS));
    list(root, "event_types", true);
    for (const name of CLOSED) list(root, name, name === "statuses");
    const more = node("details", root, undefined, { class: "k-more" });
    node("summary", more, told.words.more);
    for (const name of OPEN) {
      const holder = list(more, name, true);
      const search = field(holder.before, fill(told.words.find_in, told.words[name]), { type: "search" });
      search.addEventListener("input", later(() => find(name, search.value), TYPING_MS));
      holder.search = search;
    }
    fields.min_killed = field(more, told.words.killed, { type: "number", min: 0, step: 1, inputmode: "numeric" });
    fields.min_killed.addEventListener("input", later(() => ask({ min_killed: whole(fields.min_killed.value) }), TYPING_MS));
    fields.min_confidence = field(more, told.words.confidence, { type: "range", min: 0, max: 100, step: 5 });
    fields.percent = node("output", fields.min_confidence.parentElement);
    fields.min_confidence.addEventListener("input", showPercent);
    fields.min_confidence.addEventListener("change", () => ask({ min_confidence: share(fields.min_confidence.value) }));
    const clear = node("button", root, told.words.reset, { type: "button", class: "k-clear" });
    clear.addEventListener("click", clearAll);
  }

  function field(parent, words, attributes) {
    const label = node("label", parent, undefined, { class: "k-field" });
    node("span", label, words);
    return node("input", label, undefined, attributes);
  }

  function list(parent, name, open) {
    const box = node("details", parent, undefined, { class: "k-choices", "data-list": name });
    box.open = open;
    node("summary", box, told.words[name]);
    const before = node("div", box);
    return (lists[name] = { box, before, items: node("ul", box, undefined, { "aria-label": told.words[name] }) });
  }

  function whole(text) {
    const value = Math.floor(Number(text));
    return value > 0 ? String(value) : "";
  }

  function share(percent) {
    return Number(percent) > 0 ? String(Number(percent) / 100) : "";
  }

  function showPercent() {
    fields.percent.textContent = `\u2068${percent(Number(fields.min_confidence.value))}\u2069`;
  }

  function ask(changes) {
    choose(changes, send, "panel");
  }

  function clearAll() {
    ask(Object.fromEntries(Object.keys(window.kharitaBus.filter()).map((name) => [name, ""])));
  }

  // Draws the ticks of the present filter at once, then the counts when they come.
  function refresh() {
    if (!root?.isConnected) return;
    const filter = window.kharitaBus.filter();
    write(fields.text, filter.text ?? "");
    write(fields.min_killed, filter.min_killed ?? "");
    write(fields.min_confidence, String(Math.round((filter.min_confidence ?? 0) * 100)));
    showPercent();
    if (found) draw();
    count();
  }

  function write(input, value) {
    if (document.activeElement !== input && input.value !== value) input.value = value;
  }

  const count = later(async () => {
    const ticket = (asking = {});
    try {
      const answer = await get("/api/choices", question({}));
      if (ticket !== asking || !root.isConnected) return;
      found = answer;
      for (const name of OPEN) if (lists[name].search.value) delete found[name];
      draw();
      root.dataset.counted = ""; // for tests: the counts are those of the filter
    } catch (error) {
      console.warn(String(error));
    }
  }, COUNTING_MS);

  async function find(name, words) {
    try {
      const answer = await get("/api/choices", question({ list: name, words }));
      if (lists[name].search.value !== words) return;
      found = { ...found, ...answer };
      draw();
    } catch (error) {
      console.warn(String(error));
    }
  }

  function question(more) {
    return { ...window.kharitaBus.filter(), ...told.pinned, lang: told.lang, v: told.version, ...more };
  }

  function draw() {
    drawTree();
    for (const name of [...CLOSED, ...OPEN]) {
      if (!found[name]) continue;
      const chosen = new Set(part(window.kharitaBus.filter()[name]));
      fillList(lists[name].items, found[name], (value) => chosen.has(value), (value, on) => {
        if (on) chosen.add(value);
        else chosen.delete(value);
        ask({ [name]: join(chosen) });
      });
    }
  }

  // Types are branches of a tree: a ticked type stands for all its sub-types. `told.tree` names them all.
  function drawTree() {
    const { types, subs } = ticked();
    const commit = () => ask(asFilter(types, subs));
    fillList(lists.event_types.items, found.event_types, (value) => types.has(value), (value, on) => {
      for (const sub of told.tree[value]) subs.delete(sub);
      if (on) types.add(value);
      else types.delete(value);
      commit();
    }, (item, [type, , , branches]) => {
      if (branches.length < 1) return;
      const box = item.querySelector("details") ?? branch(item);
      box.querySelector("summary").setAttribute("aria-label", fill(told.words.branches, item.querySelector(".k-words").textContent));
      const partial = told.tree[type].some((sub) => subs.has(sub));
      item.querySelector("input").indeterminate = partial;
      if (partial) box.open = true;
      fillList(box.querySelector("ul"), branches, (sub) => types.has(type) || subs.has(sub), (sub, on) => {
        if (types.delete(type)) for (const [value] of branches) subs.add(value);
        if (on) subs.add(sub);
        else subs.delete(sub);
        if (branches.every(([value]) => subs.has(value))) {
          types.add(type);
          for (const value of told.tree[type]) subs.delete(value);
        }
        commit();
      });
    });
  }

  function branch(item) {
    const box = node("details", item, undefined, { class: "k-branches" });
    node("summary", box);
    node("ul", box);
    return box;
  }

  function ticked() {
    const filter = window.kharitaBus.filter();
    const types = new Set(part(filter.event_types));
    const subs = new Set(part(filter.sub_event_types));
    if (!subs.size) return { types, subs };
    // Both conditions hold of an event: of the types, only their chosen branches.
    const within = [...subs].filter((sub) => !types.size || [...types].some((type) => told.tree[type].includes(sub)));
    const full = Object.keys(told.tree).filter((type) => told.tree[type].every((sub) => within.includes(sub)));
    return { types: new Set(full), subs: new Set(within.filter((sub) => !full.some((type) => told.tree[type].includes(sub)))) };
  }

  function asFilter(types, subs) {
    if (!subs.size) return { event_types: join(types), sub_event_types: "" };
    return { event_types: "", sub_event_types: join([...subs, ...[...types].flatMap((type) => told.tree[type])]) };
  }

  // Rows are kept by their value, so that the focus stays where it is while counts change.
  function fillList(items, rows, isOn, turn, more) {
    const held = new Map([...items.children].map((item) => [item.dataset.value, item]));
    rows.forEach((row, index) => {
      const [value, words, events] = row;
      const item = held.get(value) ?? newItem(value);
      held.delete(value);
      if (items.children[index] !== item) items.insertBefore(item, items.children[index] ?? null);
      const tick = item.querySelector("input");
      tick.checked = isOn(value);
      tick.onchange = () => turn(value, tick.checked);
      item.querySelector(".k-words").textContent = words;
      item.querySelector("bdi").textContent = number(events);
      item.classList.toggle("k-none", !events);
      more?.(item, row);
    });
    for (const item of held.values()) item.remove();
    const empty = items.nextElementSibling ?? node("p", items.parentElement, "", { class: "k-caption" });
    empty.textContent = rows.length ? "" : told.words.nothing_found;
  }

  function newItem(value) {
    const item = node("li", undefined, undefined, { "data-value": value });
    const label = node("label", item);
    node("input", label, undefined, { type: "checkbox" });
    const icon = told.icons[value];
    if (icon !== undefined) node("i", label, undefined, { class: `k-icon k-t${icon}` });
    node("span", label, undefined, { class: "k-words", dir: "auto" });
    label.append(" ");
    node("bdi", label);
    return item;
  }

  function fill(text, name) {
    return text.replace("{name}", `\u2068${name}\u2069`);
  }

  return show;
})();
