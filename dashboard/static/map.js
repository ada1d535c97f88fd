// The events on the map. What to show comes by `kharita.show`, the data from /api/map, a choice goes back by
// Streamlit.setComponentValue, or opens here where the map stands alone. All text enters the page by textContent.

"use strict";

window.kharita = (() => {
  const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"; // the only foreign address, asked for on demand
  const REFETCH_MS = 120;
  const CELL_STEP = 2; // zoom levels that a click on a cell goes nearer
  const LAYERS = ["clusters", "heat", "governorates"];

  const state = { told: null, shownKey: "", fitted: false, complete: false, serial: 0, layer: LAYERS[0], touched: false };
  let map, constants, marks, cluster, circles, names, note, legend, controls, outlines, fine, tiles, timer, fetching, naming, ring, credit, other;

  function start(leafletMap, given) {
    map = leafletMap;
    constants = given;
    marks = window.kharitaMarks(given);
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
      iconCreateFunction: (group) => marks.donut(summed(group.getAllChildMarkers()), { halo: true }),
    }).addTo(map);
    note = map.getContainer().appendChild(document.createElement("div"));
    note.className = "k-note";
    note.setAttribute("role", "status");
    map.on("moveend", () => {
      if (!state.told) return;
      drawNames();
      loadFineOutlines();
      noteCamera();
      if (!state.complete) soon(fetchPoints);
    });
    for (const kind of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(kind, () => { state.touched = true; }, { capture: true, passive: true });
    }
    loadOutlines();
  }

  // Called at every change of filter, language or selection; does only what changed.
  function show(told) {
    const before = state.told;
    state.told = told;
    if (!before && told.camera) openAt(told.camera);
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
    const address = new URL(page().location.href);
    address.searchParams.set("map", parts.join("/"));
    address.search = address.search.replaceAll("%2F", "/");
    page().history.replaceState(page().history.state, "", address);
  }

  // The page that the reader sees: ours round the frame, or this one where the map stands alone.
  function page() {
    return window.Streamlit ? window.parent : window;
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
    circles.clearLayers();
    cluster.clearLayers();
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
      other = window.kharitaLayers.governorates(governorates, marks, (n) => fill(told.words.events, n)).addTo(map);
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

  function marker([lat, lon, near, radius, counts, eventId]) {
    const total = marks.total(counts);
    const isCell = near >= constants.nearness.length;
    const options = { counts, near, lat, lon, eventId, keyboard: true, riseOnHover: true };
    options.icon = total === 1 ? marks.single(counts[0][0], near) : marks.donut(counts, { halo: isCell, near });
    options.alt = total === 1 ? state.told.types[counts[0][0]] : fill(state.told.words.events, total);
    options.title = isCell ? `${options.alt} · ${state.told.words.zoom_hint}` : options.alt;
    const mark = L.marker([lat, lon], options);
    if (constants.nearness[near] === "area" && radius > 0) {
      circles.addLayer(L.circle([lat, lon], {
        pane: "circles", radius: radius * 1000, color: marks.colour(counts), weight: 1.6, dashArray: "5 6",
        fillColor: marks.colour(counts), fillOpacity: Math.min(0.3, 0.05 + 0.05 * Math.log2(total)), interactive: false,
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
      const data = await get("/api/spot", { ...filter, lat, lon, nearness, ...state.told.pinned, lang: state.told.lang, v: state.told.version });
      node("h3", body, `${data.place} · ${fill(state.told.words.events, data.count)}`);
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

  function node(tag, parent, text) {
    const made = parent.appendChild(document.createElement(tag));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function choose(eventId) {
    if (!window.Streamlit) {
      openEvent(eventId);
      return;
    }
    state.serial = Math.max(state.serial + 1, Date.now()); // a reloaded frame must not repeat a number
    window.Streamlit.setComponentValue({ event: eventId, serial: state.serial });
  }

  // Where the map stands alone an event is told in a popup that leads to the whole evidence.
  async function openEvent(eventId) {
    const told = state.told;
    const { geometry, properties } = await get(`/api/events/${encodeURIComponent(eventId)}`, told.pinned);
    const body = document.createElement("div");
    body.className = "k-list k-event";
    body.dir = told.dir;
    const kind = constants.types.findIndex(({ key }) => key === properties.event_type);
    node("h3", body, told.types[kind] ?? properties.event_type);
    const days = [...new Set([properties.start_date, properties.end_date])].filter(Boolean).join(" \u2013 ");
    node("small", body, [properties[`place_${told.lang}`] || properties.place_ar, days].filter(Boolean).join(" \u00b7 "));
    node("p", body, properties.evidence ?? "").dir = "auto";
    const whole = node("a", body, told.words.whole_evidence);
    whole.href = `/?${new URLSearchParams({ event: eventId, lang: told.lang, ...told.pinned })}`;
    whole.target = "_blank";
    whole.rel = "noopener";
    const [lon, lat] = geometry?.coordinates ?? [map.getCenter().lng, map.getCenter().lat];
    popup([lat, lon], body);
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
      outlines = L.geoJSON(land, {
        pane: "outlines", interactive: false,
        renderer: L.canvas({ pane: "outlines", padding: 0.3 }),
        style: { color: "#a9b4bd", weight: 1, fillColor: "#fbfaf7", fillOpacity: tiles ? 0 : 1 },
      }).addTo(map);
      loadFineOutlines();
    } catch (error) {
      console.warn(`no outlines: ${error}`);
    }
  }

  // A near view needs finer borders than the first map did; they take the place of the coarse ones of the region.
  async function loadFineOutlines() {
    if (fine || !outlines || !constants.fine_outlines || map.getZoom() < constants.fine_from_zoom) return;
    fine = true;
    try {
      const land = await (await fetch(constants.fine_outlines)).json();
      outlines.eachLayer((layer) => { if (layer.feature.properties.detailed) outlines.removeLayer(layer); });
      outlines.addData(land);
    } catch (error) {
      fine = false;
      console.warn(`no fine outlines: ${error}`);
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
      control("topleft", (box) => {
        button(box, "\u2302", words.home, () => fit(state.home, true));
        button(box, "\u2922", words.fit, () => fit(state.bounds, true));
        if (document.fullscreenEnabled) button(box, "\u26f6", words.full_screen, turnFullScreen);
        button(box, "\u2913", words.picture, savePicture);
      }),
      control("topright", drawLayerSwitch),
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

  function turnFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else map.getContainer().requestFullscreen();
  }

  async function savePicture() {
    const picture = await window.kharitaLayers.picture(map, { credit: "Kharita \u00b7 Natural Earth \u00b7 GeoNames (CC BY 4.0)" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(picture);
    link.download = "kharita-map.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  function drawLayerSwitch(box) {
    box.classList.add("k-layers");
    const group = node("fieldset", box);
    node("legend", group, state.told.words.layers);
    for (const layer of LAYERS) {
      const label = node("label", group);
      const tick = node("input", label);
      Object.assign(tick, { type: "radio", name: "k-layer", value: layer, checked: layer === state.layer });
      tick.addEventListener("change", () => switchLayer(layer));
      node("span", label, state.told.words[`layer_${layer}`]);
    }
  }

  function drawLegend(box) {
    box.classList.add("k-legend");
    const wasOpen = legend ? legend.open : window.innerWidth > 700;
    legend = node("details", box);
    legend.open = wasOpen;
    node("summary", legend, state.told.words.legend);
    const types = node("ul", legend);
    state.told.types.forEach((name, kind) => line(types, marks.shape(kind, 0, 15), name));
    const levels = node("ul", legend);
    constants.nearness.forEach((level, near) => line(levels, marks.shape(5, near, 15), state.told.words[`nearness.${level}`]));
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
    if (outlines) outlines.setStyle({ fillOpacity: on ? 0 : 1 });
    map.getPane("names").style.display = on ? "none" : "";
  }

  return { start, show };
})();
