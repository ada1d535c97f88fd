// Events over time: stacked bars with a brush, bands for what is known to several days, and a player. It moves the
// period of the page's filter; while it plays only the map follows, and Python hears of the period where it stops.

"use strict";

window.kharitaParts.time = (() => {
  const { get, node } = window.kharitaBrowser;
  const { choose, later, number, preview } = window.kharitaBus;
  const DAY_MS = 86_400_000;
  const TICK_MS = 650;
  const LANE_PIXELS = 5;
  const MOST_TICKS = 60;
  const PARTS_OF_WINDOW = 12; // of the whole time, for a window where the reader chose no period
  let root, told, send, parts, asking, chart, playing, grain = "day", mode = "window";

  function show({ data, parentElement, setStateValue }) {
    const isNew = !root || root.parentElement !== parentElement || told?.lang !== data.lang || told?.digits !== data.digits;
    const fresh = isNew || told.key !== data.key;
    told = data;
    send = (asked) => setStateValue("asked", asked);
    window.kharitaBus.told(data);
    if (isNew) build(parentElement);
    if (fresh) ask();
    window.kharitaTimeListening ??= window.kharitaBus.listen((_filter, from) => {
      if (from === "preview" || !root?.isConnected) return;
      if (from === "time") mark();
      else askSoon();
    });
    return undefined;
  }

  function build(parent) {
    root?.remove();
    stop();
    root = node("section", parent, undefined, { class: "k-time", dir: told.dir, lang: told.lang, "aria-label": told.words.title });
    const head = node("div", root, undefined, { class: "k-time-head" });
    node("h2", head, told.words.title, { class: "k-title" });
    parts = { presets: node("div", head, undefined, { class: "k-presets" }) };
    for (const [days, words] of told.presets) {
      node("button", parts.presets, words, { type: "button" }).addEventListener("click", () => lastDays(days));
    }
    const tools = node("div", head, undefined, { class: "k-tools" });
    parts.play = node("button", tools, "", { type: "button", class: "k-play" });
    parts.play.addEventListener("click", () => (playing ? stop(true) : play()));
    parts.mode = select(tools, told.words.mode, { window: told.words.window, cumulative: told.words.cumulative }, mode, (value) => { mode = value; });
    parts.grain = select(tools, told.words.grain, told.grains, grain, (value) => { grain = value; ask(); });
    const picture = node("button", tools, "\u2913", { type: "button", title: told.words.picture, "aria-label": told.words.picture });
    picture.addEventListener("click", savePicture);
    parts.body = node("div", root, undefined, { class: "k-chart", dir: "ltr" });
    parts.bars = node("div", parts.body, undefined, { class: "k-bars", role: "img", "aria-label": told.words.chart });
    parts.bands = node("div", parts.body, undefined, { class: "k-lane", "aria-hidden": "true" });
    const range = node("div", parts.body, undefined, { class: "k-range" });
    parts.from = slider(range, told.words.from);
    parts.to = slider(range, told.words.to);
    parts.ticks = node("div", parts.body, undefined, { class: "k-ticks" });
    parts.said = node("p", root, undefined, { class: "k-period", role: "status" });
    parts.note = node("p", root, undefined, { class: "k-caption" });
    parts.bars.addEventListener("pointerdown", brush);
    drawPlay();
  }

  function select(parent, words, options, chosen, act) {
    const box = node("select", parent, undefined, { "aria-label": words, title: words });
    for (const [value, text] of Object.entries(options)) node("option", box, text, { value });
    box.value = chosen;
    box.addEventListener("change", () => act(box.value));
    return box;
  }

  function slider(parent, words) {
    const input = node("input", parent, undefined, { type: "range", min: 0, step: 1, "aria-label": words });
    input.addEventListener("input", () => {
      stop();
      const [from, to] = [Number(parts.from.value), Number(parts.to.value)];
      if (from > to) input.value = input === parts.from ? to : from;
      mark([Number(parts.from.value), Number(parts.to.value)]);
      commitSoon();
    });
    return input;
  }

  const askSoon = later(() => ask(), 80);
  const commitSoon = later(() => commit(), 150);

  function commit() {
    choose(period(Number(parts.from.value), Number(parts.to.value)), send, "time");
  }

  // No condition on a side that reaches the first or the last day: undated events stay in as long as nothing is cut off.
  function period(from, to) {
    return { start: from > 0 ? iso(from) : "", end: to < chart.length - 1 ? iso(to) : "" };
  }

  async function ask() {
    const ticket = (asking = {});
    const { start, end, ...filter } = window.kharitaBus.filter();
    try {
      const answer = await get("/api/histogram", { ...filter, grain, ...told.pinned, v: told.version });
      if (ticket !== asking || !root.isConnected) return;
      draw(answer);
    } catch (error) {
      console.warn(String(error));
    }
  }

  function draw(answer) {
    const days = answer.days;
    root.classList.toggle("k-empty", !days);
    parts.note.textContent = note(answer);
    if (!days) return;
    chart = { ...answer, first: Date.parse(days[0]), length: Math.round((Date.parse(days[1]) - Date.parse(days[0])) / DAY_MS) + 1 };
    for (const input of [parts.from, parts.to]) input.max = chart.length - 1;
    const tallest = Math.max(...chart.bars.map(sum), 0) || 1;
    parts.bars.replaceChildren(...chart.bars.map((bar, index) => drawBar(bar, index, tallest)));
    parts.bars.setAttribute("aria-label", `${told.words.chart}. ${parts.note.textContent}`);
    drawBands();
    parts.ticks.replaceChildren(...ticks().map((index) => node("span", undefined, digits(iso(index)))));
    mark();
    root.dataset.bars = chart.bars.length; // for tests: the chart is drawn
  }

  function note({ step_days: step, undated, bands_left: left }) {
    const said = [told.steps[step]];
    if (undated) said.push(told.words.undated.replace("{count}", `\u2068${number(undated)}\u2069`));
    if (left) said.push(told.words.more_bands.replace("{count}", `\u2068${number(left)}\u2069`));
    return said.filter(Boolean).join(" · ");
  }

  function drawBar(bar, index, tallest) {
    const made = node("span", undefined, undefined, { class: "k-bar" });
    const day = index * chart.step_days;
    const last = Math.min(chart.length - 1, day + chart.step_days - 1);
    made.title = `${digits(iso(day))}${last > day ? ` – ${digits(iso(last))}` : ""}: ${number(sum(bar))}`;
    for (const [kind, part] of [...bar].reverse()) {
      const piece = node("i", made);
      piece.style.height = `${(100 * part) / tallest}%`;
      piece.style.background = told.colours[kind];
    }
    return made;
  }

  // What is only known to several days is a band from the first of them to the last, never a spike.
  function drawBands() {
    const drawn = chart.bands.map(([from, to, kind, count, lane]) => {
      const band = node("i");
      Object.assign(band.style, { left: `${(100 * from) / chart.length}%`, width: `${(100 * (to - from + 1)) / chart.length}%`,
        top: `${lane * LANE_PIXELS}px`, background: told.colours[kind] });
      band.title = `${digits(iso(from))} – ${digits(iso(to))}: ${number(count)}`;
      return band;
    });
    parts.bands.replaceChildren(...drawn);
    parts.bands.style.height = `${LANE_PIXELS * (1 + Math.max(-1, ...chart.bands.map((band) => band[4])))}px`;
  }

  function ticks() {
    const count = Math.min(window.innerWidth < 500 ? 3 : 5, chart.length);
    return [...Array(count).keys()].map((at) => Math.round((at * (chart.length - 1)) / Math.max(1, count - 1)));
  }

  // Shows a period (the filter's own without one): sliders, words, faint bars outside.
  function mark(given) {
    if (!chart) return;
    const { start, end } = window.kharitaBus.filter();
    const [from, to] = given ?? [start ? clamp(start) : 0, end ? clamp(end) : chart.length - 1];
    if (!given || playing) [parts.from.value, parts.to.value] = [from, to];
    parts.from.setAttribute("aria-valuetext", words(from));
    parts.to.setAttribute("aria-valuetext", words(to));
    parts.said.textContent = from === to ? words(from) : told.words.interval.replace("{start}", words(from)).replace("{end}", words(to));
    [...parts.bars.children].forEach((bar, index) => {
      const day = index * chart.step_days;
      bar.classList.toggle("k-faint", day + chart.step_days - 1 < from || day > to);
    });
    parts.body.style.setProperty("--k-from", `${(100 * from) / Math.max(1, chart.length - 1)}%`);
    parts.body.style.setProperty("--k-to", `${(100 * to) / Math.max(1, chart.length - 1)}%`);
  }

  function clamp(day) {
    return Math.max(0, Math.min(chart.length - 1, Math.round((Date.parse(day) - chart.first) / DAY_MS)));
  }

  function lastDays(days) {
    if (!chart) return;
    stop();
    const from = days ? Math.max(0, chart.length - days) : 0;
    [parts.from.value, parts.to.value] = [from, chart.length - 1];
    mark([from, chart.length - 1]);
    commit();
  }

  // A drag over the bars chooses their days; a click chooses one bar's.
  function brush(press) {
    if (!chart || press.button) return;
    stop();
    press.preventDefault();
    const box = parts.bars.getBoundingClientRect();
    const barAt = (x) => Math.max(0, Math.min(chart.bars.length - 1, Math.floor(((x - box.left) / box.width) * chart.bars.length)));
    const begun = barAt(press.clientX);
    const move = (drag) => {
      const ends = [begun, barAt(drag.clientX)].sort((a, b) => a - b);
      const [from, to] = [ends[0] * chart.step_days, Math.min(chart.length - 1, (ends[1] + 1) * chart.step_days - 1)];
      [parts.from.value, parts.to.value] = [from, to];
      mark([from, to]);
    };
    const end = (drag) => {
      move(drag);
      removeEventListener("pointermove", move);
      commit();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
  }

  // Plays a window that moves, or all that happened until a day that moves.
  async function play() {
    if (!chart) return;
    const run = (playing = {});
    drawPlay();
    const chosen = [Number(parts.from.value), Number(parts.to.value)];
    const whole = chosen[0] === 0 && chosen[1] === chart.length - 1;
    const step = chart.step_days * Math.ceil(chart.bars.length / MOST_TICKS);
    const width = whole ? Math.max(step, Math.ceil(chart.length / PARTS_OF_WINDOW)) : chosen[1] - chosen[0] + 1;
    let at = mode === "cumulative" || whole || chosen[1] === chart.length - 1 ? 0 : chosen[0];
    if (mode === "cumulative") at += step - 1;
    for (; playing === run && root.isConnected; at += step) {
      const to = Math.min(chart.length - 1, mode === "cumulative" ? at : at + width - 1);
      const from = mode === "cumulative" ? 0 : at;
      mark([from, to]);
      const pause = new Promise((done) => { setTimeout(done, TICK_MS); });
      await Promise.all([pause, preview(period(from, to))]);
      if (to === chart.length - 1) break;
    }
    if (playing === run) stop(true);
  }

  function stop(keep) {
    if (!playing) return;
    playing = undefined;
    drawPlay();
    if (keep) commit();
  }

  function drawPlay() {
    parts.play.textContent = playing ? "\u23f8" : "\u25b6";
    parts.play.title = playing ? told.words.pause : told.words.play;
    parts.play.setAttribute("aria-label", parts.play.title);
  }

  function savePicture() {
    if (chart) window.kharitaPicture.histogram({ chart, colours: told.colours, sum, day: iso, name: "kharita-time.png" });
  }

  function sum(bar) {
    return bar.reduce((total, [, part]) => total + part, 0);
  }

  function iso(index) {
    return new Date(chart.first + index * DAY_MS).toISOString().slice(0, 10);
  }

  function digits(day) {
    return told.digits === "arab" ? day.replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]) : day;
  }

  function words(index) {
    const [year, month, day] = iso(index).split("-");
    return `\u2068${digits(String(Number(day)))} ${told.months[Number(month) - 1]} ${digits(year)}\u2069`;
  }

  return show;
})();
