// Areas on the map: the outline of a governorate where one is known, else the circle that holds the place. Outlines are
// asked for by country, when one of its governorates comes into view.

"use strict";

window.kharitaOutlines = (map) => {
  const { get } = window.kharitaBrowser;
  const MARGIN = 0.1; // of the view, beyond its edges
  const countries = new Map();
  let waiting = [];

  map.on("moveend", () => {
    const areas = waiting;
    waiting = [];
    for (const area of areas) draw(area);
  });

  // Draws into a group of layers, now or when it comes into view. `unit` is `COUNTRY/place id`, if it is a governorate.
  async function draw(area) {
    const { group, unit, at, radiusKm, style } = area;
    const circle = () => L.circle(at, { radius: radiusKm * 1000, ...style });
    if (!unit) {
      group.addLayer(circle());
      return;
    }
    if (!map.getBounds().pad(MARGIN).contains(at)) {
      waiting.push(area);
      return;
    }
    const rings = await outline(unit);
    if (area.isGone?.()) return;
    group.addLayer(rings ? L.polygon(rings.map(turned), { ...style, className: "k-unit" }) : circle());
  }

  async function outline(unit) {
    const [country, placeId] = unit.split("/");
    if (!countries.has(country)) countries.set(country, get(`/api/outlines/${country}`, {}));
    try {
      return (await countries.get(country))[placeId];
    } catch (error) {
      countries.delete(country); // asked again at the next drawing
      console.warn(String(error));
      return undefined;
    }
  }

  function turned(ring) {
    return ring.map(([lon, lat]) => [lat, lon]);
  }

  return { clear: () => { waiting = []; }, draw };
};
