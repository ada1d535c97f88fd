// A board: HTML made and escaped by dashboard/markup.py, and the clicks in it. See dashboard/board.py.

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

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
    if (target && !target.disabled) setTriggerValue("sent", target.dataset.send);
  };
  root.onkeydown = (press) => {
    if (!(press.key in STEPS) || !press.target.closest("[data-row]")) return;
    const rows = [...root.querySelectorAll("[data-row] button")];
    const at = rows.indexOf(press.target.closest("[data-row]").querySelector("button"));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + STEPS[press.key]))];
    press.preventDefault();
    next.focus();
  };
}
