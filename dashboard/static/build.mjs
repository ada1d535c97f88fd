// Copies the browser libraries out of node_modules into dashboard/static/vendor and turns the world atlas
// (Natural Earth, public domain) into one GeoJSON file of outlines. Run by `npm ci`; the result is not committed.

import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "..", "node_modules");
const vendor = join(here, "vendor");

// Degrees: west, south, east, north. Countries that touch this box come from the 1:10m atlas, because their towns lie
// close to their borders on our maps; the rest of the world is background and comes from 1:50m.
const DETAILED = [-18, -2, 64, 43];
const TOO_WIDE_FOR_DETAIL = 60; // degrees of longitude: Russia touches the box and would weigh more than all the rest

rmSync(vendor, { recursive: true, force: true });
for (const [library, files] of Object.entries({
  leaflet: ["dist/leaflet.js", "dist/leaflet.css", "LICENSE"],
  "leaflet.markercluster": ["dist/leaflet.markercluster.js", "dist/MarkerCluster.css", "MIT-LICENCE.txt"],
})) {
  mkdirSync(join(vendor, library), { recursive: true });
  for (const file of files) copyFileSync(join(modules, library, file), join(vendor, library, file.split("/").pop()));
}
cpSync(join(modules, "leaflet", "dist", "images"), join(vendor, "leaflet", "images"), { recursive: true });

function countries(scale) {
  const topology = JSON.parse(readFileSync(join(modules, "world-atlas", `countries-${scale}.json`), "utf8"));
  return feature(topology, topology.objects.countries).features;
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

// Points nearer than the rounding step to the one before add nothing but bytes.
function thinned(ring, decimals) {
  const rounded = ring.map(([lon, lat]) => [Number(lon.toFixed(decimals)), Number(lat.toFixed(decimals))]);
  return rounded.filter((point, i) => i === 0 || point[0] !== rounded[i - 1][0] || point[1] !== rounded[i - 1][1]);
}

function outline(country, decimals) {
  const coordinates = polygons(country.geometry)
    .map((rings) => rings.map((ring) => thinned(ring, decimals)).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
  return { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates } };
}

const fine = new Map(countries("10m").map((country) => [country.id ?? country.properties.name, country]));
const features = countries("50m").map((country) => {
  const detailed = fine.get(country.id ?? country.properties.name);
  return detailed && isDetailed(country) ? outline(detailed, 3) : outline(country, 2);
});
writeFileSync(join(vendor, "outlines.json"), JSON.stringify({ type: "FeatureCollection", features }));
