// An event told on the map itself, where it stands alone on another site's page. All text enters by textContent.

"use strict";

window.kharitaEvent = (map, constants, { popup, told, marks }) => {
  const { get, node } = window.kharitaBrowser;

  // Where the map stands alone an event is told in a popup that leads to the whole evidence.
  async function open(eventId) {
    const { geometry, properties } = await get(`/api/events/${encodeURIComponent(eventId)}`, told().pinned);
    const body = document.createElement("div");
    body.className = "k-list k-event";
    body.dir = told().dir;
    const kind = constants.types.findIndex(({ key }) => key === properties.event_type);
    node("h3", body, told().types[kind] ?? properties.event_type);
    const days = [...new Set([properties.start_date, properties.end_date])].filter(Boolean)
      .map((day) => marks.digits(day, told().digits)).join(" \u2013 ");
    node("small", body, [properties[`place_${told().lang}`] || properties.place_ar, days].filter(Boolean).join(" \u00b7 "));
    tellEvidence(body, properties);
    const whole = node("a", body, told().words.whole_evidence);
    whole.href = `/?${new URLSearchParams({ event: eventId, lang: told().lang, ...told().pinned })}`;
    whole.target = "_blank";
    whole.rel = "noopener";
    const [lon, lat] = geometry?.coordinates ?? [map.getCenter().lng, map.getCenter().lat];
    popup([lat, lon], body);
  }

  // Texts about people killed stand behind a click, once in a session.
  function tellEvidence(body, { evidence, fatalities_high: killed, fatalities_low: least }) {
    const gate = told().gate && (killed || least) && !sessionStorage.getItem("kharita gate");
    const text = node("p", gate ? gated(body) : body, evidence ?? "");
    text.dir = "auto";
  }

  function gated(body) {
    const box = node("details", body);
    node("summary", box, told().gate);
    box.addEventListener("toggle", () => sessionStorage.setItem("kharita gate", "open"));
    return box;
  }

  return { open };
};
