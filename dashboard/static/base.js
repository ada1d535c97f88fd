// The base map: outlines, names of places for each view, and tiles of OpenStreetMap where the reader turns them on.
// `view()` says what the map shows.

"use strict";

window.kharitaBase = (map, constants, { view }) => {
  const { get } = window.kharitaBrowser;
  const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"; // the only foreign address, asked for on demand
  let outlines, fine, tiles, naming, scheme;

  for (const [pane, level] of [["outlines", 150], ["names", 350]]) map.createPane(pane).style.zIndex = level;
  map.getPane("names").style.pointerEvents = "none";
  const names = L.layerGroup().addTo(map);
  loadOutlines();

  // The base map: outlines once, names for each view.
  async function loadOutlines() {
    if (!constants.outlines) return;
    try {
      const land = await (await fetch(constants.outlines)).json();
      outlines = L.geoJSON(land, {
        pane: "outlines", interactive: false,
        renderer: L.canvas({ pane: "outlines", padding: 0.3 }),
        style,
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

  function style() {
    return { color: tint("--k-border"), weight: 1, fillColor: tint("--k-land"), fillOpacity: tiles ? 0 : 1 };
  }

  // A colour of the stylesheet in the theme of the moment, for what is drawn on canvas.
  function tint(name) {
    const probe = map.getContainer().appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  function restyle() {
    const now = tint("--k-land");
    if (scheme && scheme !== now) outlines?.setStyle(style());
    scheme = now;
  }

  async function drawNames(language) {
    const ticket = (naming = {});
    try {
      const { places } = await get("/api/places", { ...view(), lang: language });
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

  // Opt-in: the tile server needs a Referer and an attribution (its usage policy).
  function switchTiles(on) {
    if (tiles) tiles.remove();
    tiles = on
      ? L.tileLayer(TILES, { maxZoom: 19, attribution: "\u00a9 OpenStreetMap contributors", referrerPolicy: "strict-origin-when-cross-origin" }).addTo(map)
      : null;
    if (outlines) outlines.setStyle(style());
    map.getPane("names").style.display = on ? "none" : "";
  }

  return { drawNames, loadFineOutlines, restyle, switchTiles, tint, hasTiles: () => Boolean(tiles) };
};
