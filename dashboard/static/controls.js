// What stands on the map beside the events: zoom, home, full screen, picture, the switch of layers, the legend.
// `told()` gives the last message; `fit`, `layers` and `base` do what the buttons say.

"use strict";

window.kharitaControls = (map, { told, marks, fit, layers, base }) => {
  const { node, save } = window.kharitaBrowser;
  let drawn = [];
  let legend, credit;
  let shadeWords = "";

  // Leaflet writes its scale in European digits and Latin letters.
  const Scale = L.Control.Scale.extend({
    _updateScale(bar, label, ratio) {
      const [number, unit] = label.split(" ");
      bar.dir = told().dir;
      const words = `${marks.digits(number, told().digits)} ${told().words[`scale_${unit}`] ?? unit}`;
      L.Control.Scale.prototype._updateScale.call(this, bar, words, ratio);
    },
  });

  function draw() {
    for (const one of drawn) one.remove();
    const words = told().words;
    map.getContainer().setAttribute("aria-label", words.label);
    if (credit) map.attributionControl.removeAttribution(credit);
    credit = `<bdi>${words.outlines_by}</bdi> · <bdi>${words.names_by}</bdi>`; // words of ours: Leaflet reads them as HTML
    map.attributionControl.addAttribution(credit);
    drawn = [
      control("topleft", (box) => {
        button(box, "+", words.zoom_in, () => map.zoomIn());
        button(box, "\u2212", words.zoom_out, () => map.zoomOut());
      }),
      control("topleft", (box) => {
        button(box, "\u2302", words.home, () => fit("home"));
        button(box, "\u2922", words.fit, () => fit("bounds"));
        if (document.fullscreenEnabled) button(box, "\u25a2", words.full_screen, turnFullScreen);
        button(box, "\u2913", words.picture, savePicture);
      }),
      control("topright", drawLayerSwitch),
      control("bottomleft", drawLegend),
      new Scale({ imperial: false, position: "bottomright" }).addTo(map),
    ];
  }

  function control(position, build) {
    const made = new L.Control({ position });
    made.onAdd = () => {
      const box = L.DomUtil.create("div", "k-control");
      box.dir = told().dir;
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
    save(picture, "kharita-map.png");
  }

  function drawLayerSwitch(box) {
    box.classList.add("k-layers");
    const group = node("fieldset", box);
    node("legend", group, told().words.layers);
    for (const layer of layers.all) {
      const label = node("label", group);
      const tick = node("input", label);
      Object.assign(tick, { type: "radio", name: "k-layer", value: layer, checked: layer === layers.shown() });
      tick.addEventListener("change", () => layers.choose(layer));
      node("span", label, told().words[`layer_${layer}`]);
    }
  }

  function drawLegend(box) {
    box.classList.add("k-legend");
    const wasOpen = legend ? legend.open : window.innerWidth > 700;
    legend = node("details", box);
    legend.open = wasOpen;
    node("summary", legend, told().words.legend);
    const types = node("ul", legend);
    told().types.forEach((name, kind) => line(types, marks.shape(kind, 0, 15), name));
    const levels = node("ul", legend, undefined, { class: "k-levels" });
    marks.levels.forEach((level, near) => line(levels, marks.shape(5, near, 15), told().words[`nearness.${level}`]));
    drawShade();
    drawTilesSwitch(legend);
  }

  // What the shades of the layer of governorates say; no words where it is not shown.
  function shade(words) {
    shadeWords = words;
    if (legend) drawShade();
  }

  function drawShade() {
    legend.querySelector(".k-shade")?.remove();
    legend.querySelector(".k-levels").hidden = Boolean(shadeWords); // they say how single marks are drawn
    if (!shadeWords) return;
    const box = node("div", undefined, undefined, { class: "k-shade" });
    node("i", box, undefined, { "aria-hidden": "true" });
    node("p", box, shadeWords);
    node("p", box, told().words.no_outline);
    legend.insertBefore(box, legend.querySelector(".k-tiles-switch"));
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
    tick.checked = base.hasTiles();
    node("span", label, told().words.tiles);
    tick.addEventListener("change", () => base.switchTiles(tick.checked));
  }

  return { draw, shade };
};
