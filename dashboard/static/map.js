// The layer of events on the folium map. It owns the drawing and nothing else: what to show comes by `kharita.show`,
// the data from /api/map, a choice goes back by Streamlit.setComponentValue. All text enters the page by textContent.

"use strict";

window.kharita = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const INK = "#1f2937";
  const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"; // the only foreign address, asked for on demand
  const REFETCH_MS = 120;
  const CELL_STEP = 2; // zoom levels that a click on a cell goes nearer

  const state = { told: null, shownKey: "", fitted: false, complete: false, serial: 0 };
  let map, constants, cluster, circles, names, note, legend, controls, outlinesLayer, tiles, timer, fetching, naming, ring, credit;

  function start(leafletMap, given) {
    map = leafletMap;
    constants = given;
    map.setMinZoom(given.zooms[0]);
    map.setMaxZoom(given.zooms[1]); // before the clusters, which need to know it
    map.createPane("outlines").style.zIndex = 150;
    map.createPane("names").style.zIndex = 350;
    map.getPane("names").style.pointerEvents = "none";
    map.createPane("circles").style.zIndex = 390;
    map.attributionControl.setPrefix("Leaflet");
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    circles = L.layerGroup().addTo(map);
    names = L.layerGroup().addTo(map);
    cluster = L.markerClusterGroup({
      maxClusterRadius: 46,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: false,
      zoomToBoundsOnClick: true,
      disableClusteringAtZoom: 11,
      chunkedLoading: true,
      iconCreateFunction: (group) => donut(summed(group.getAllChildMarkers()), { halo: true }),
    }).addTo(map);
    note = map.getContainer().appendChild(document.createElement("div"));
    note.className = "k-note";
    note.setAttribute("role", "status");
    map.on("moveend", () => {
      if (!state.told) return;
      drawNames();
      if (!state.complete) soon(fetchPoints);
    });
    loadOutlines();
  }

  // Called at every change of filter, language or selection; does only what changed.
  function show(told) {
    const before = state.told;
    state.told = told;
    if (!before || before.lang !== told.lang) {
      drawControls();
      drawNames();
      map.closePopup();
    }
    const key = JSON.stringify([told.filter, told.version, told.lang]);
    if (key !== state.shownKey) {
      state.shownKey = key;
      map.closePopup();
      fetchPoints();
    } else if (!before || before.selected !== told.selected) {
      drawSelection(true);
    }
  }

  function soon(task) {
    clearTimeout(timer);
    timer = setTimeout(task, REFETCH_MS);
  }

  function view() {
    const box = map.getBounds();
    const west = Math.max(-180, box.getWest());
    const east = Math.min(180, box.getEast());
    const numbers = [west, Math.max(-90, box.getSouth()), Math.max(west, east), Math.min(90, box.getNorth())];
    return { view: numbers.map((number) => number.toFixed(4)).join(","), zoom: String(map.getZoom()) };
  }

  async function get(path, parameters) {
    const answer = await fetch(`${path}?${new URLSearchParams(parameters)}`);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }

  async function fetchPoints() {
    const filter = state.told.filter;
    const place = state.fitted ? view() : {};
    const ticket = (fetching = {});
    try {
      const data = await get("/api/map", { ...filter, ...place, v: state.told.version });
      if (ticket !== fetching) return; // a newer question is on its way
      draw(data);
    } catch (error) {
      if (ticket !== fetching) return;
      note.textContent = state.told.words.failed;
      console.warn(String(error));
    }
  }

  function draw(data) {
    state.complete = data.complete;
    state.bounds = data.bounds;
    note.textContent = data.points.length ? "" : state.told.words.nothing;
    circles.clearLayers();
    cluster.clearLayers();
    cluster.addLayers(data.points.map(marker));
    map.getContainer().dataset.placed = data.placed; // for tests and assistive tools: events on the map
    if (!state.fitted && data.bounds) {
      state.fitted = true;
      fit(data.home, false);
      if (!data.complete) soon(fetchPoints);
    }
    drawSelection(false);
  }

  function fit(bounds, animate) {
    if (bounds) map.fitBounds(bounds, { padding: [46, 46], maxZoom: 11, animate });
  }

  function marker([lat, lon, near, radius, counts, eventId]) {
    const total = counts.reduce((sum, [, n]) => sum + n, 0);
    const isCell = near >= constants.nearness.length;
    const options = { counts, near, lat, lon, eventId, keyboard: true, riseOnHover: true };
    options.icon = total === 1 ? single(counts[0][0], near) : donut(counts, { halo: isCell, near });
    options.alt = total === 1 ? state.told.types[counts[0][0]] : fill(state.told.words.events, total);
    options.title = isCell ? `${options.alt} · ${state.told.words.zoom_hint}` : options.alt;
    const mark = L.marker([lat, lon], options);
    if (constants.nearness[near] === "area" && radius > 0) {
      circles.addLayer(L.circle([lat, lon], {
        pane: "circles", radius: radius * 1000, color: colour(counts), weight: 1.6, dashArray: "5 6",
        fillColor: colour(counts), fillOpacity: 0.05, interactive: false,
      }));
    }
    mark.on("click", () => {
      if (isCell) map.setView([lat, lon], map.getZoom() + CELL_STEP);
      else if (eventId) choose(eventId);
      else openSpot(mark);
    });
    return mark;
  }

  function summed(marks) {
    const sums = new Map();
    for (const mark of marks) for (const [kind, n] of mark.options.counts) sums.set(kind, (sums.get(kind) || 0) + n);
    return [...sums].sort((a, b) => a[0] - b[0]);
  }

  function colour(counts) {
    const most = counts.reduce((best, pair) => (pair[1] > best[1] ? pair : best));
    return constants.types[most[0]].colour;
  }

  // Drawing: shape and colour say the type, the stroke says how near the point can be to the truth.
  function svg(tag, attributes, parent) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (parent) parent.appendChild(made);
    return made;
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

  function single(kind, near) {
    const size = 22;
    return L.divIcon({ className: "k-mark", html: shape(kind, near, size), iconSize: [size, size] });
  }

  function donut(counts, { halo = false, near = 0 }) {
    const total = counts.reduce((sum, [, n]) => sum + n, 0);
    const size = Math.min(52, (halo ? 32 : 27) + 4 * Math.log10(total) * (halo ? 1.6 : 1));
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
        "stroke-width": 4, "stroke-dasharray": `${(n / total) * length} ${length}`,
        "stroke-dashoffset": -turned * length, transform: `rotate(-90 ${centre} ${centre})` }, box);
      turned += n / total;
    }
    svg("text", { x: centre, y: centre + 0.5, class: "k-count" }, box).textContent = short(total);
    return L.divIcon({ className: `k-mark ${halo ? "k-cluster" : "k-spot"}`, html: box, iconSize: [size, size] });
  }

  function short(number) {
    if (number < 1000) return String(number);
    return number < 1e6 ? `${(number / 1e3).toFixed(number < 1e4 ? 1 : 0)}k` : `${(number / 1e6).toFixed(1)}M`;
  }

  function fill(text, n) {
    return text.replace("{n}", `\u2068${n}\u2069`);
  }

  // The events of one spot: a dated list, each a button.
  async function openSpot(mark) {
    const filter = state.told.filter;
    const { lat, lon, near: nearness } = mark.options;
    const body = document.createElement("div");
    body.className = "k-list";
    body.dir = state.told.dir;
    try {
      const data = await get("/api/spot", { ...filter, lat, lon, nearness, lang: state.told.lang, v: state.told.version });
      node("h3", body, `${data.place} · ${fill(state.told.words.events, data.count)}`);
      const list = node("ol", body);
      for (const event of data.events) {
        const button = node("button", node("li", list));
        button.type = "button";
        button.dataset.event = event.id;
        button.appendChild(shape(event.type, nearness, 14));
        node("span", button, event.name);
        node("small", button, `${event.when}${event.place && event.place !== data.place ? ` · ${event.place}` : ""}`);
        button.addEventListener("click", () => choose(event.id));
      }
      if (data.count > data.events.length) node("p", body, fill(state.told.words.more, data.count - data.events.length));
    } catch (error) {
      node("p", body, state.told.words.failed);
      console.warn(String(error));
    }
    L.popup({ maxWidth: 290, autoPanPaddingTopLeft: [50, 14], autoPanPaddingBottomRight: [14, 14] }).setLatLng(mark.getLatLng()).setContent(body).openOn(map);
  }

  function node(tag, parent, text) {
    const made = parent.appendChild(document.createElement(tag));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function choose(eventId) {
    state.serial = Math.max(state.serial + 1, Date.now()); // a reloaded frame must not repeat a number
    window.Streamlit.setComponentValue({ event: eventId, serial: state.serial });
  }

  // A ring round the selected event's place; it stays right when the marks under it cluster.
  function drawSelection(pan) {
    ring?.remove();
    const at = state.told.selected_at;
    if (!at) return;
    ring = L.circleMarker(at, { pane: "circles", radius: 22, color: "#0b4f8a", weight: 3, fill: false, interactive: false });
    ring.addTo(map);
    if (pan && !map.getBounds().pad(-0.05).contains(at)) map.panTo(at);
  }

  // The base map: outlines once, names for each view.
  async function loadOutlines() {
    if (!constants.outlines) return;
    try {
      const land = await (await fetch(constants.outlines)).json();
      outlinesLayer = L.geoJSON(land, {
        pane: "outlines", interactive: false,
        renderer: L.canvas({ pane: "outlines", padding: 0.3 }),
        style: { color: "#a9b4bd", weight: 1, fillColor: "#fbfaf7", fillOpacity: 1 },
      }).addTo(map);
    } catch (error) {
      console.warn(`no outlines: ${error}`);
    }
  }

  async function drawNames() {
    const told = state.told;
    const ticket = (naming = {});
    try {
      const { places } = await get("/api/places", { ...view(), lang: told.lang });
      if (ticket !== naming) return; // the view moved on
      names.clearLayers();
      for (const [lat, lon, name, kind] of places) {
        const text = document.createElement("span");
        text.textContent = name;
        text.dir = "auto";
        const icon = L.divIcon({ className: `k-name k-name-${kind}`, html: text, iconSize: [0, 0] });
        names.addLayer(L.marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }));
      }
    } catch (error) {
      console.warn(String(error));
    }
  }

  function drawControls() {
    for (const control of controls || []) control.remove();
    const words = state.told.words;
    map.getContainer().setAttribute("aria-label", words.label);
    if (credit) map.attributionControl.removeAttribution(credit);
    credit = `<bdi>${words.outlines_by}</bdi> · <bdi>${words.names_by}</bdi>`; // words of ours: Leaflet reads them as HTML
    map.attributionControl.addAttribution(credit);
    controls = [
      control("topleft", (box) => {
        button(box, "+", words.zoom_in, () => map.zoomIn());
        button(box, "\u2212", words.zoom_out, () => map.zoomOut());
      }),
      control("topleft", (box) => button(box, words.fit, words.fit, () => fit(state.bounds, true)).classList.add("k-wide")),
      control("bottomleft", drawLegend),
    ];
    document.documentElement.lang = state.told.lang;
  }

  function control(position, build) {
    const made = new L.Control({ position });
    made.onAdd = () => {
      const box = L.DomUtil.create("div", "k-control");
      box.dir = state.told.dir;
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      build(box);
      return box;
    };
    return made.addTo(map);
  }

  function button(box, text, title, act) {
    const made = node("button", box, text);
    made.type = "button";
    made.title = title;
    made.setAttribute("aria-label", title);
    made.addEventListener("click", act);
    return made;
  }

  function drawLegend(box) {
    box.classList.add("k-legend");
    const wasOpen = legend ? legend.open : window.innerWidth > 700;
    legend = node("details", box);
    legend.open = wasOpen;
    node("summary", legend, state.told.words.legend);
    const types = node("ul", legend);
    state.told.types.forEach((name, kind) => line(types, shape(kind, 0, 15), name));
    const levels = node("ul", legend);
    constants.nearness.forEach((level, near) => line(levels, shape(5, near, 15), state.told.words[`nearness.${level}`]));
    drawTilesSwitch(legend);
  }

  function line(list, picture, text) {
    const item = node("li", list);
    item.appendChild(picture);
    node("span", item, text);
  }

  function drawTilesSwitch(box) {
    const label = node("label", box);
    label.className = "k-tiles-switch";
    const tick = node("input", label);
    tick.type = "checkbox";
    tick.checked = Boolean(tiles);
    node("span", label, state.told.words.tiles);
    tick.addEventListener("change", () => switchTiles(tick.checked));
  }

  // Opt-in: the tile server needs a Referer and an attribution (its usage policy).
  function switchTiles(on) {
    if (tiles) tiles.remove();
    tiles = on
      ? L.tileLayer(TILES, { maxZoom: 19, attribution: "\u00a9 OpenStreetMap contributors", referrerPolicy: "strict-origin-when-cross-origin" }).addTo(map)
      : null;
    if (outlinesLayer) outlinesLayer.setStyle({ fillOpacity: on ? 0 : 1 });
    map.getPane("names").style.display = on ? "none" : "";
  }

  return { start, show };
})();
