// Copies the browser libraries out of node_modules into dashboard/static/vendor and turns the world atlas
// (Natural Earth, public domain) into one GeoJSON file of outlines. Run by `npm ci`; the result is not committed.

import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import { thinTopology, thinned } from "./lines.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "..", "node_modules");
const vendor = join(here, "vendor");

// Degrees: west, south, east, north. Countries that touch this box come from the 1:10m atlas, because their towns lie
// close to their borders on our maps; the rest of the world is background and comes from 1:110m.
const DETAILED = [-18, -2, 64, 43];
const TOO_WIDE_FOR_DETAIL = 60; // degrees of longitude: Russia touches the box and would weigh more than all the rest

// The first map gets outlines as fine as a screen of the whole region can show; a near view fetches the fine ones.
const COARSE = { tolerance: 0.02, decimals: 2 };
const FINE = { tolerance: 0.001, decimals: 3 };

rmSync(vendor, { recursive: true, force: true });
for (const [library, files] of Object.entries({
  leaflet: ["dist/leaflet.js", "dist/leaflet.css", "LICENSE"],
  "leaflet.markercluster": ["dist/leaflet.markercluster.js", "dist/MarkerCluster.css", "MIT-LICENCE.txt"],
})) {
  mkdirSync(join(vendor, library), { recursive: true });
  for (const file of files) copyFileSync(join(modules, library, file), join(vendor, library, file.split("/").pop()));
}
cpSync(join(modules, "leaflet", "dist", "images"), join(vendor, "leaflet", "images"), { recursive: true });

function countries(scale, tolerance) {
  const topology = JSON.parse(readFileSync(join(modules, "world-atlas", `countries-${scale}.json`), "utf8"));
  return feature(thinTopology(topology, tolerance), topology.objects.countries).features;
}

function polygons(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function isDetailed(country) {
  const shells = polygons(country.geometry).map((rings) => rings[0]);
  const largest = shells.reduce((a, b) => (b.length > a.length ? b : a));
  const lons = largest.map(([lon]) => lon);
  const lats = largest.map(([, lat]) => lat);
  const [west, south, east, north] = DETAILED;
  const touches = Math.max(...lons) > west && Math.min(...lons) < east && Math.max(...lats) > south && Math.min(...lats) < north;
  return touches && Math.max(...lons) - Math.min(...lons) < TOO_WIDE_FOR_DETAIL;
}

function outline(country, decimals, detailed) {
  const coordinates = polygons(country.geometry)
    .map((rings) => rings.map((ring) => thinned(ring, decimals)).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
  return { type: "Feature", properties: { detailed }, geometry: { type: "MultiPolygon", coordinates } };
}

function write(name, features) {
  writeFileSync(join(vendor, name), JSON.stringify({ type: "FeatureCollection", features }));
}

// Which countries are ours to detail is asked once, of the unsimplified shapes.
const named = (country) => country.id ?? country.properties.name;
const region = new Set(countries("10m", 0).filter(isDetailed).map(named));
const inRegion = (tolerance) => countries("10m", tolerance).filter((country) => region.has(named(country)));
const background = countries("110m", 0).filter((country) => !region.has(named(country)));
write("outlines.json", [
  ...background.map((country) => outline(country, 2, false)),
  ...inRegion(COARSE.tolerance).map((country) => outline(country, COARSE.decimals, true)),
]);
write("outlines-fine.json", inRegion(FINE.tolerance).map((country) => outline(country, FINE.decimals, true)));
