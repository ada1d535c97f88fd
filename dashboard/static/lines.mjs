// Lines thinned out for the screen, for the scripts that make outlines ready (build.mjs, ../outlines/build.mjs).

// The arcs of a topology in degrees. They are what neighbours share, so a border that is thinned out as an arc stays
// one line on both of its sides. Tolerance in degrees.
export function thinTopology(topology, tolerance) {
  const { transform, ...rest } = topology;
  return { ...rest, arcs: topology.arcs.map((arc) => simplified(unpacked(arc, transform), tolerance)) };
}

function unpacked(arc, { scale: [widthStep, heightStep], translate: [west, south] }) {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * widthStep + west, (y += dy) * heightStep + south]);
}

// Douglas and Peucker (1973), without recursion; tolerance in degrees.
function simplified(line, tolerance) {
  const kept = new Set([0, line.length - 1]);
  const stretches = [[0, line.length - 1]];
  while (stretches.length > 0) {
    const [first, last] = stretches.pop();
    let farthest = -1;
    let distance = tolerance;
    for (let i = first + 1; i < last; i++) {
      const away = fromSegment(line[i], line[first], line[last]);
      if (away > distance) [farthest, distance] = [i, away];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    stretches.push([first, farthest], [farthest, last]);
  }
  return line.filter((_, i) => kept.has(i));
}

function fromSegment([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

// Points nearer than the rounding step to the one before add nothing but bytes.
export function thinned(ring, decimals) {
  const rounded = ring.map(([lon, lat]) => [Number(lon.toFixed(decimals)), Number(lat.toFixed(decimals))]);
  return rounded.filter((point, i) => i === 0 || point[0] !== rounded[i - 1][0] || point[1] !== rounded[i - 1][1]);
}
