// The marks of the map as SVG: shape and colour say the type, the stroke says how near the point can be to the truth.
// Drawing only: it knows neither the map nor the events.

"use strict";

window.kharitaMarks = (constants) => {
  const SVG = "http://www.w3.org/2000/svg";
  const INK = "#1f2937";
  let written = "";

  function svg(tag, attributes, parent) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (parent) parent.appendChild(made);
    return made;
  }

  function total(counts) {
    return counts.reduce((sum, [, n]) => sum + n, 0);
  }

  function colour(counts) {
    const most = counts.reduce((best, pair) => (pair[1] > best[1] ? pair : best));
    return constants.types[most[0]].colour;
  }

  function shape(kind, near, size) {
    const { colour: tint, path } = constants.types[kind];
    const box = svg("svg", { width: size, height: size, viewBox: "0 0 24 24", "aria-hidden": "true" });
    const level = constants.nearness[near];
    if (level === "exact") svg("path", { d: path, fill: tint, stroke: INK, "stroke-width": 1.3 }, box);
    else {
      svg("path", { d: path, fill: "#fff", stroke: INK, "stroke-width": 5, "stroke-linejoin": "round" }, box);
      svg("path", { d: path, fill: "#fff", stroke: tint, "stroke-width": 3.2, "stroke-linejoin": "round",
        ...(level === "area" ? { "stroke-dasharray": "4 3" } : {}) }, box);
    }
    return box;
  }

  // An icon that is drawn when its mark comes on the map: of thousands of marks a view shows few.
  const Late = L.DivIcon.extend({
    createIcon(old) {
      this.options.html ||= this.options.draw(); // Leaflet has `false` there
      const made = L.DivIcon.prototype.createIcon.call(this, old);
      if (this.options.label) {
        made.setAttribute("aria-label", this.options.label);
        made.title = `${this.options.label} · ${this.options.hint}`;
      }
      return made;
    },
  });

  function single(kind, near) {
    const size = 22;
    return new Late({ className: "k-mark", draw: () => shape(kind, near, size), iconSize: [size, size] });
  }

  // A ring parted by type round the number of events; `halo` marks many places, dashes mark an area.
  function donut(counts, { halo = false, near = 0, factor = 1, label = "", hint = "" }) {
    const events = total(counts);
    const size = Math.min(52, (halo ? 32 : 27) + 4 * Math.log10(events) * (halo ? 1.6 : 1)) * factor;
    const draw = () => ring(counts, events, size, { halo, near });
    return new Late({ className: `k-mark ${halo ? "k-cluster" : "k-spot"}`, draw, label, hint, iconSize: [size, size] });
  }

  function ring(counts, events, size, { halo, near }) {
    const centre = size / 2;
    const band = centre - 4;
    const box = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });
    if (halo) svg("circle", { cx: centre, cy: centre, r: centre + 3, fill: "#334155", "fill-opacity": 0.16 }, box);
    const dashed = constants.nearness[near] === "area" && !halo;
    svg("circle", { cx: centre, cy: centre, r: band + 2.6, fill: "#fff", stroke: INK, "stroke-width": 1,
      ...(dashed ? { "stroke-dasharray": "4 3" } : {}) }, box);
    const length = 2 * Math.PI * band;
    let turned = 0;
    for (const [kind, n] of counts) {
      svg("circle", { cx: centre, cy: centre, r: band, fill: "none", stroke: constants.types[kind].colour,
        "stroke-width": 4, "stroke-dasharray": `${(n / events) * length} ${length}`,
        "stroke-dashoffset": -turned * length, transform: `rotate(-90 ${centre} ${centre})` }, box);
      turned += n / events;
    }
    const text = { x: centre, y: centre + 0.5, class: "k-count", fill: "#111827", "text-anchor": "middle",
      "dominant-baseline": "central", "font-family": "system-ui, sans-serif", "font-size": 11, "font-weight": 700 };
    svg("text", text, box).textContent = short(events);
    return box;
  }

  function short(number) {
    if (number < 1000) return digits(number, written);
    return digits(number < 1e6 ? `${(number / 1e3).toFixed(number < 1e4 ? 1 : 0)}k` : `${(number / 1e6).toFixed(1)}M`, written);
  }

  // A number or a day in the digits that the reader chose, `arab` or European ones; the point as CLDR has it there.
  function digits(number, chosen) {
    if (chosen !== "arab") return String(number);
    return String(number).replace(/(\d)\.(?=\d)/g, "$1٫").replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]);
  }

  return { colour, digits, donut, levels: constants.nearness, shape, single, total, write: (chosen) => { written = chosen; } };
};
