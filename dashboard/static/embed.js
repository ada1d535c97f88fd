// Starts the map on the page that other sites frame; all it is told stands in the page as JSON.

"use strict";

(() => {
  const { constants, start, told } = JSON.parse(document.getElementById("told").textContent);
  const [lat, lon, zoom] = start;
  const map = L.map("map_div", { zoomControl: false, worldCopyJump: true }).setView([lat, lon], zoom);
  kharita.start(map, constants);
  kharita.show(told);
})();
