// Puts folium's map into the page, once: it outlives the views that hide it, and is told what changed.

"use strict";

window.kharitaParts.map = (() => {
  let holder;

  function show({ data, parentElement, setStateValue }) {
    window.kharitaBus.told(data);
    kharita.onChoice = (choice) => setStateValue("chosen", choice);
    if (!holder) {
      holder = window.kharitaBrowser.node("div", parentElement, undefined, { id: "map_div", class: "folium-map", dir: "ltr" });
      window.kharitaFolium();
      window.kharitaBus.listen((filter) => kharita.filter(filter));
    } else if (holder.parentElement !== parentElement) {
      parentElement.append(holder);
      kharita.resize();
    }
    kharita.show({ ...data, filter: window.kharitaBus.filter() });
    return undefined;
  }

  return show;
})();
