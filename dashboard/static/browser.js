// What the browser is asked for by the map and by the page round it: elements, answers of our server, files to keep.

"use strict";

window.kharitaBrowser = (() => {
  function node(tag, parent, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    parent?.appendChild(made);
    return made;
  }

  async function get(path, parameters) {
    const answer = await fetch(`${path}?${new URLSearchParams(parameters)}`);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }

  function save(picture, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(picture), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  return { get, node, save };
})();
