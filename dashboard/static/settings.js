// The theme, where Streamlit itself keeps a reader's choice of it; the page opens anew in it.

"use strict";

window.kharitaParts.settings = (() => {
  const KEY = `stActiveTheme-${location.pathname}-v2`;
  const { node } = window.kharitaBrowser;

  function show({ data, parentElement }) {
    parentElement.querySelector(".k-theme")?.remove();
    const group = node("fieldset", parentElement, undefined, { class: "k-theme", dir: data.dir });
    node("legend", group, data.title);
    for (const [theme, words] of Object.entries(data.themes)) {
      const label = node("label", group);
      const tick = node("input", label, undefined, { type: "radio", name: "k-theme", value: theme });
      tick.checked = theme === chosen();
      tick.addEventListener("change", () => choose(theme));
      node("span", label, words);
    }
    return undefined;
  }

  function chosen() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? "System";
    } catch {
      return "System";
    }
  }

  function choose(theme) {
    localStorage.setItem(KEY, JSON.stringify(theme));
    location.reload();
  }

  return show;
})();
