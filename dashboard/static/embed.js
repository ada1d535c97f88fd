// Starts the map on the page that other sites frame; all it is told stands in the page as JSON.

"use strict";

(() => {
  const { told } = JSON.parse(document.getElementById("told").textContent);
  window.kharitaFolium();
  kharita.show(told);
})();
