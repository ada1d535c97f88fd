// A board: HTML made and escaped by dashboard/markup.py, and the clicks in it. See dashboard/board.py.

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const STOPS = "[data-row] :is(button, a)";

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".k-board");
  if (!root) {
    root = document.createElement("div");
    root.className = "k-board";
    parentElement.append(root);
  }
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.send : undefined;
  if (root.source !== data.html) {
    root.source = data.html;
    root.innerHTML = data.html;
    const again = focused && [...root.querySelectorAll("[data-send]")].find((node) => node.dataset.send === focused && node.tabIndex >= 0);
    if (again) again.focus();
  }
  root.onclick = (click) => {
    const target = click.target.closest("[data-send]");
    if (!target || target.disabled) return;
    if (target.href && (click.ctrlKey || click.metaKey || click.shiftKey)) return; // a link of its own, to another tab
    click.preventDefault();
    const [what, value] = target.dataset.send.split(":");
    if (what === "event") reveal(value, root.closest("[role=dialog]"));
    setTriggerValue("sent", target.dataset.send);
  };
  root.onkeydown = (press) => {
    if (!(press.key in STEPS) || !press.target.closest("[data-row]")) return;
    const rows = [...root.querySelectorAll(STOPS)];
    const at = rows.indexOf(press.target.closest("[data-row]").querySelector("button, a"));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + STEPS[press.key]))];
    press.preventDefault();
    next.focus();
  };
}

// Brings the chosen event's evidence into sight, where a phone has it far from the row. A dialog gives the focus on
// to it, once it is gone and has given the focus back to its button; elsewhere the focus stays on the row.
function reveal(event, dialog) {
  const watch = new MutationObserver(look);
  const wanted = `.k-evidence[data-event="${CSS.escape(event)}"]`;
  function look() {
    const evidence = document.querySelector(wanted);
    if (!evidence || dialog?.isConnected) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const { top, bottom } = evidence.getBoundingClientRect();
      if (top < 0 || top > window.innerHeight * 0.8 || bottom < 0) evidence.scrollIntoView({ block: "start" });
      if (dialog) evidence.querySelector("h3").focus({ preventScroll: true });
    }));
  }
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-event"] });
  look();
}
