// The histogram as a PNG, drawn from its numbers, with its days and where it comes from; see layers.js for the map's.

"use strict";

window.kharitaPicture = (() => {
  const [WIDTH, HEIGHT, SCALE, MARGIN, FOOT] = [1000, 260, 2, 24, 44];

  function histogram({ chart, colours, sum, day, name }) {
    const sheet = Object.assign(document.createElement("canvas"), { width: WIDTH * SCALE, height: HEIGHT * SCALE });
    const pen = sheet.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    const tallest = Math.max(...chart.bars.map(sum), 0) || 1;
    const step = (WIDTH - 2 * MARGIN) / chart.bars.length;
    const ground = HEIGHT - FOOT;
    chart.bars.forEach((bar, index) => {
      let top = ground;
      for (const [kind, part] of bar) {
        const height = ((ground - MARGIN) * part) / tallest;
        pen.fillStyle = colours[kind];
        pen.fillRect(MARGIN + index * step, (top -= height), Math.max(0.7, step - 1), height);
      }
    });
    pen.fillStyle = "#334155";
    pen.fillRect(MARGIN, ground, WIDTH - 2 * MARGIN, 1);
    pen.font = "12px system-ui, sans-serif";
    pen.fillText(day(0), MARGIN, ground + 18);
    pen.textAlign = "right";
    pen.fillText(day(chart.length - 1), WIDTH - MARGIN, ground + 18);
    pen.textAlign = "center";
    pen.fillText(`Kharita \u00b7 max ${+tallest.toFixed(2)}`, WIDTH / 2, ground + 34);
    sheet.toBlob((picture) => window.kharitaBrowser.save(picture, name), "image/png");
  }

  return { histogram };
})();
