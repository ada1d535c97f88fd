// The events on the map. What to show comes by `kharita.show`, the data from /api/map; a choice goes to
// `kharita.onChoice`, or opens here where the map stands alone. All text enters the page by textContent.

"use strict";

window.kharita = (() => {
  const { get, node } = window.kharitaBrowser;
  const REFETCH_MS = 120;
  const CELL_STEP = 2; // zoom levels that a click on a cell goes nearer
  const LAYERS = ["clusters", "heat", "governorates"];

  const state = { told: null, shownKey: "", fitted: false, complete: false, serial: 0, layer: LAYERS[0], touched: false };
  let map, constants, marks, base, controls, event, outlines, cluster, circles, note, timer, fetching, drawing, ring, other;

  function start(leafletMap, given) {
    map = leafletMap;
    constants = given;
    marks = window.kharitaMarks(given);
    map.setMinZoom(given.zooms[0]);
    map.setMaxZoom(given.zooms[1]); // before the clusters, which need to know it
    base = window.kharitaBase(map, given, { view });
    const layers = { all: LAYERS, shown: () => state.layer, choose: switchLayer };
    const told = () => state.told;
    controls = window.kharitaControls(map, { told, marks, base, layers, fit: (box) => fit(state[box], true) });
    outlines = window.kharitaOutlines(map);
    event = window.kharitaEvent(map, given, { popup, told, marks });
    map.createPane("circles").style.zIndex = 390;
    map.attributionControl.setPrefix("Leaflet");
    circles = L.layerGroup().addTo(map);
    cluster = L.markerClusterGroup({
      maxClusterRadius: 46,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: false,
      zoomToBoundsOnClick: true,
      disableClusteringAtZoom: 11,
      chunkedLoading: true,
      iconCreateFunction: (group) => clusterIcon(summed(group.getAllChildMarkers())),
    }).addTo(map);
    note = map.getContainer().appendChild(document.createElement("div"));
    note.className = "k-note";
    note.setAttribute("role", "status");
    map.on("moveend", () => {
      if (!state.told) return;
      base.drawNames(state.told.lang);
      base.loadFineOutlines();
      noteCamera();
      if (!state.complete) soon(fetchPoints);
    });
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(kind, () => { state.touched = true; }, { capture: true, passive: true });
    }
  }

  // Called at every change of filter, language, theme or selection; does only what changed, and tells when it is done.
  function show(told) {
    const before = state.told;
    state.told = told;
    if (!before && told.camera) openAt(told.camera);
    base.restyle();
    marks.write(told.digits);
    if (!before || before.lang !== told.lang || before.digits !== told.digits) {
      controls.draw();
      base.drawNames(told.lang);
      map.closePopup();
    }
    const key = JSON.stringify([told.filter, told.version, told.lang, told.digits]);
    if (key !== state.shownKey) {
      state.shownKey = key;
      map.closePopup();
      return fetchPoints();
    }
    if (!before || before.selected !== told.selected) {
      drawSelection(true);
    }
    return undefined;
  }

  // Other conditions, the rest as it stands: what the page's filter says before Python has heard of it.
  function filter(conditions) {
    return state.told ? show({ ...state.told, filter: conditions }) : undefined;
  }

  // The address says where to look: then nothing is fitted.
  function openAt([zoom, lat, lon, layer]) {
    state.fitted = true;
    if (LAYERS.includes(layer)) state.layer = layer;
    map.setView([lat, lon], zoom, { animate: false });
  }

  // Once the reader has moved the map, the page's address says where it looks, so that it can be shared as it is.
  function noteCamera() {
    if (!state.touched) return;
    const { lat, lng } = map.getCenter().wrap();
    const parts = [map.getZoom(), lat.toFixed(4), lng.toFixed(4)];
    if (state.layer !== LAYERS[0]) parts.push(state.layer);
    const address = new URL(location.href);
    address.searchParams.set("map", parts.join("/"));
    address.search = address.search.replaceAll("%2F", "/");
    history.replaceState(history.state, "", address);
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

  async function fetchPoints() {
    const filter = state.told.filter;
    const place = state.fitted ? view() : {};
    const ticket = (fetching = {});
    try {
      const data = await get("/api/map", { ...filter, ...place, ...state.told.pinned, v: state.told.version });
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
    state.home = data.home;
    note.textContent = data.points.length ? "" : state.told.words.nothing;
    state.points = data.points;
    drawLayer();
    map.getContainer().dataset.placed = data.placed; // for tests and assistive tools: events on the map
    if (!state.fitted && data.bounds) {
      state.fitted = true;
      fit(data.home, false);
      if (!data.complete) soon(fetchPoints);
    }
    drawSelection(false);
  }

  // Marks and clusters, heat, or counts by governorate: one of them at a time.
  function drawLayer() {
    drawing = {};
    outlines.clear();
    circles.clearLayers();
    cluster.clearLayers();
    controls.shade("");
    other?.remove();
    other = null;
    if (state.layer === "clusters") cluster.addLayers(state.points.map(marker));
    else if (state.layer === "heat") {
      other = new window.kharitaLayers.Heat(state.points.map(([lat, lon, , , counts]) => [lat, lon, marks.total(counts)])).addTo(map);
    } else drawGovernorates();
    map.getContainer().dataset.layer = state.layer;
  }

  async function drawGovernorates() {
    const told = state.told;
    try {
      const { governorates } = await get("/api/governorates", { ...told.filter, ...told.pinned, lang: told.lang, v: told.version });
      if (state.layer !== "governorates" || told !== state.told) return;
      other?.remove();
      outlines.clear();
      const { group, most } = window.kharitaLayers.governorates(governorates, { marks, tell: counted, outlines, tint: base.tint });
      other = group.addTo(map);
      controls.shade(most ? fill(told.words.shade, most) : "");
    } catch (error) {
      note.textContent = told.words.failed;
      console.warn(String(error));
    }
  }

  function switchLayer(layer) {
    state.layer = layer;
    drawLayer();
    noteCamera();
  }

  function fit(bounds, animate) {
    if (bounds) map.fitBounds(bounds, { padding: [46, 46], maxZoom: 11, animate });
  }

  function marker([lat, lon, near, radius, counts, eventId, unit]) {
    const total = marks.total(counts);
    const isCell = near >= constants.nearness.length;
    const options = { counts, near, lat, lon, eventId, keyboard: true, riseOnHover: true };
    options.icon = total === 1 ? marks.single(counts[0][0], near) : marks.donut(counts, { halo: isCell, near });
    options.alt = total === 1 ? state.told.types[counts[0][0]] : counted(total);
    options.title = isCell ? `${options.alt} · ${state.told.words.zoom_hint}` : options.alt;
    const mark = L.marker([lat, lon], options);
    if (constants.nearness[near] === "area" && radius > 0) {
      const ticket = drawing;
      const style = { pane: "circles", color: marks.colour(counts), weight: 1.6, dashArray: "5 6", fillColor: marks.colour(counts),
        fillOpacity: Math.min(0.3, 0.05 + 0.05 * Math.log2(total)), interactive: false };
      outlines.draw({ group: circles, unit, at: [lat, lon], radiusKm: radius, style, isGone: () => ticket !== drawing });
    }
    mark.on("click", () => {
      if (isCell) map.setView([lat, lon], map.getZoom() + CELL_STEP);
      else if (eventId) choose(eventId);
      else openSpot(mark);
    });
    return mark;
  }

  function clusterIcon(counts) {
    const total = marks.total(counts);
    const [said, written] = [counted(total), marks.digits(total, state.told.digits)];
    // What is read aloud holds what is written, even where the noun alone says the number (حدثان).
    const label = said.includes(written) || total >= 1000 ? said : `${written}: ${said}`;
    return marks.donut(counts, { halo: true, label, hint: state.told.words.zoom_hint });
  }

  function summed(marks) {
    const sums = new Map();
    for (const mark of marks) for (const [kind, n] of mark.options.counts) sums.set(kind, (sums.get(kind) || 0) + n);
    return [...sums].sort((a, b) => a[0] - b[0]);
  }

  // A counted noun by the language's plural rules.
  function counted(n) {
    const { words, lang } = state.told;
    return fill(words[`events.${new Intl.PluralRules(lang).select(n)}`] ?? words["events.other"], n);
  }

  function fill(text, n) {
    return text.replace("{n}", `\u2068${marks.digits(n, state.told.digits)}\u2069`);
  }

  // The events of one spot: a dated list, each a button.
  async function openSpot(mark) {
    const filter = state.told.filter;
    const { lat, lon, near: nearness } = mark.options;
    const body = document.createElement("div");
    body.className = "k-list";
    body.dir = state.told.dir;
    try {
      const data = await get("/api/spot", { ...filter, lat, lon, nearness, ...state.told.pinned, lang: state.told.lang, digits: state.told.digits, v: state.told.version });
      node("h3", body, `${data.place} · ${counted(data.count)}`);
      const list = node("ol", body);
      for (const event of data.events) {
        const button = node("button", node("li", list));
        button.type = "button";
        button.dataset.event = event.id;
        button.appendChild(marks.shape(event.type, nearness, 14));
        node("span", button, event.name);
        node("small", button, `${event.when}${event.place && event.place !== data.place ? ` · ${event.place}` : ""}`);
        button.addEventListener("click", () => choose(event.id));
      }
      if (data.count > data.events.length) node("p", body, fill(state.told.words.more, data.count - data.events.length));
    } catch (error) {
      node("p", body, state.told.words.failed);
      console.warn(String(error));
    }
    popup(mark.getLatLng(), body);
  }

  function popup(at, body) {
    const padding = { autoPanPaddingTopLeft: [50, 14], autoPanPaddingBottomRight: [14, 14] };
    L.popup({ maxWidth: 290, ...padding }).setLatLng(at).setContent(body).openOn(map);
  }

  function choose(eventId) {
    if (!kharita.onChoice) {
      event.open(eventId);
      return;
    }
    state.serial = Math.max(state.serial + 1, Date.now()); // a reloaded page must not repeat a number
    kharita.onChoice({ event: eventId, serial: state.serial });
  }

  // A ring round the selected event's place; it stays right when the marks under it cluster.
  function drawSelection(pan) {
    ring?.remove();
    const at = state.told.selected_at;
    if (!at) return;
    ring = L.circleMarker(at, { pane: "circles", radius: 22, color: base.tint("--k-blue"), weight: 3, fill: false, interactive: false });
    ring.addTo(map);
    if (pan && !map.getBounds().pad(-0.05).contains(at)) map.panTo(at);
  }

  return { filter, map: () => map, resize: () => map.invalidateSize({ animate: false }), show, start };
})();
