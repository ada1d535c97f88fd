// What else the map can show: heat, counts by governorate, and the map itself as a picture. No library, no foreign host.

"use strict";

window.kharitaLayers = (() => {
  const RADIUS_PIXELS = 26;
  // Dark where much happened; the ramp grows darker throughout, so it reads without colour as well.
  const RAMP = [[0, "#fde68a"], [0.35, "#f59e0b"], [0.65, "#c2410c"], [1, "#4c0519"]];

  // Blurred dots, weighted by the number of events, added up as opacity and then coloured by it.
  const Heat = L.Layer.extend({
    initialize(spots) {
      this._spots = spots; // [lat, lon, events]
    },
    onAdd(map) {
      this._canvas = L.DomUtil.create("canvas", "k-heat leaflet-zoom-hide");
      map.getPane("circles").appendChild(this._canvas);
      map.on("moveend resize", this._draw, this);
      this._draw();
    },
    onRemove(map) {
      this._canvas.remove();
      map.off("moveend resize", this._draw, this);
    },
    _draw() {
      const size = this._map.getSize();
      Object.assign(this._canvas, { width: size.x, height: size.y });
      L.DomUtil.setPosition(this._canvas, this._map.containerPointToLayerPoint([0, 0]));
      const pen = this._canvas.getContext("2d", { willReadFrequently: true });
      const placed = this._spots
        .map(([lat, lon, events]) => ({ at: this._map.latLngToContainerPoint([lat, lon]), events }))
        .filter(({ at }) => at.x > -RADIUS_PIXELS && at.y > -RADIUS_PIXELS && at.x < size.x + RADIUS_PIXELS && at.y < size.y + RADIUS_PIXELS);
      const most = Math.max(1, ...placed.map(({ events }) => events));
      for (const { at, events } of placed) {
        pen.globalAlpha = 0.12 + 0.75 * (Math.log1p(events) / Math.log1p(most)) ** 2;
        pen.drawImage(dot(), at.x - RADIUS_PIXELS, at.y - RADIUS_PIXELS);
      }
      tint(pen, size);
    },
  });

  let dotDrawn;
  function dot() {
    if (dotDrawn) return dotDrawn;
    dotDrawn = canvas(2 * RADIUS_PIXELS, 2 * RADIUS_PIXELS);
    const pen = dotDrawn.getContext("2d");
    const fade = pen.createRadialGradient(RADIUS_PIXELS, RADIUS_PIXELS, 0, RADIUS_PIXELS, RADIUS_PIXELS, RADIUS_PIXELS);
    fade.addColorStop(0, "rgb(0 0 0 / 80%)");
    fade.addColorStop(1, "rgb(0 0 0 / 0%)");
    pen.fillStyle = fade;
    pen.fillRect(0, 0, 2 * RADIUS_PIXELS, 2 * RADIUS_PIXELS);
    return dotDrawn;
  }

  function tint(pen, size) {
    if (!size.x || !size.y) return;
    const ramp = canvas(256, 1).getContext("2d");
    const run = ramp.createLinearGradient(0, 0, 256, 0);
    for (const [at, colour] of RAMP) run.addColorStop(at, colour);
    ramp.fillStyle = run;
    ramp.fillRect(0, 0, 256, 1);
    const colours = ramp.getImageData(0, 0, 256, 1).data;
    const picture = pen.getImageData(0, 0, size.x, size.y);
    for (let i = 3; i < picture.data.length; i += 4) {
      const strength = picture.data[i];
      if (!strength) continue;
      picture.data.set(colours.subarray(strength * 4, strength * 4 + 3), i - 3);
      picture.data[i] = Math.min(225, strength + 40);
    }
    pen.putImageData(picture, 0, 0);
  }

  function canvas(width, height) {
    return Object.assign(document.createElement("canvas"), { width, height });
  }

  // One mark a governorate, with its name, on its outline or circle; shaded the deeper the more happened.
  function governorates(rows, { marks, tell, outlines, tint }) {
    const most = Math.max(0, ...rows.map(([, , , counts]) => marks.total(counts)));
    const group = L.layerGroup();
    const [color, fillColor] = [tint("--k-unit"), tint("--k-unit-fill")];
    for (const [lat, lon, name, counts, radiusKm, unit] of rows) {
      // By the root of the share: where one has hundreds, one and ten still differ.
      const fillOpacity = 0.06 + 0.6 * Math.sqrt(marks.total(counts) / most);
      const style = { pane: "circles", weight: 1.2, color, fillColor, fillOpacity, interactive: false };
      outlines.draw({ group, unit, at: [lat, lon], radiusKm: Math.max(8, radiusKm), style });
      const label = `${name}: ${tell(marks.total(counts))}`;
      const icon = marks.donut(counts, { near: 2, factor: 1.15 });
      group.addLayer(L.marker([lat, lon], { icon, alt: label, title: label, keyboard: true }));
    }
    return { group, most };
  }

  // The map as it stands, drawn again on one canvas; tiles of other servers are left out, a canvas may not read them.
  async function picture(map, { credit, scale = 2 }) {
    const box = map.getContainer().getBoundingClientRect();
    const sheet = canvas(box.width * scale, box.height * scale);
    const pen = sheet.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = getComputedStyle(map.getContainer()).backgroundColor;
    pen.fillRect(0, 0, box.width, box.height);
    const place = (node) => {
      const at = node.getBoundingClientRect();
      return [at.left - box.left, at.top - box.top, at.width, at.height];
    };
    for (const drawn of map.getPanes().mapPane.querySelectorAll("canvas")) pen.drawImage(drawn, ...place(drawn));
    const drawings = [...map.getPane("circles").querySelectorAll(":scope > svg"), ...map.getPane("markerPane").querySelectorAll(".k-mark svg")];
    const images = await Promise.all(drawings.map(async (node) => [await imageOf(node), place(node)]));
    for (const text of map.getPane("names").querySelectorAll("span")) write(pen, text, place(text));
    for (const [image, at] of images) pen.drawImage(image, ...at);
    pen.font = "11px system-ui, sans-serif";
    pen.fillStyle = "#334155";
    pen.textAlign = "right";
    pen.fillText(credit, box.width - 8, box.height - 8);
    return new Promise((done) => sheet.toBlob(done, "image/png"));
  }

  async function imageOf(node) {
    const copy = node.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    return image;
  }

  function write(pen, node, [x, y, width, height]) {
    const style = getComputedStyle(node);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillStyle = style.color;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(node.textContent, x + width / 2, y + height / 2);
    pen.textBaseline = "alphabetic";
  }

  return { Heat, governorates, picture };
})();
