// Draws cards as Slack and as Teams show them, side by side, to pictures that are not too tall to look at.
// node sheet.mjs CARDS.json SHEET.png [COLUMNS] [main]; more than fits into one become SHEET-2.png and so on; "main" draws these alone

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import React from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

import { drawn } from "./chart.mjs";
import * as teams from "./teams.mjs";

const WIDTH = 1100;
const TALLEST = 6000;
// The library wants an address of a picture for who speaks.
const LOGO = "data:image/svg+xml," + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg'/>");

// What the library says in English, and Slack in the language of its reader.
const OWN_WORDS = ["Write something", "Please &#x27;enter&#x27; to submit", "↵", "Pick an option", "Requires external data source", "Choose file", "Max 1 file"];

const [source, target, wanted, only] = process.argv.slice(2);
if (!target) {
  console.error("node sheet.mjs CARDS.json SHEET.png [COLUMNS] [main]");
  process.exit(2);
}
const all = JSON.parse(readFileSync(source, "utf8"));
const columns = Number(wanted ?? 2);
const scratch = mkdtempSync(join(tmpdir(), "pictures-"));
try {
  const items = only === "main" ? all.filter((item) => item.main) : all;
  const { problems, heights } = measure(sheet(items, 1), 1);
  pages(items, heights).forEach((page, index) => {
    const { height } = measure(sheet(page, columns), columns);
    const name = index ? target.replace(/(\.png)?$/, `-${index + 1}.png`) : target;
    chromium(sheet(page, columns), [`--screenshot=${resolve(name)}`, `--window-size=${WIDTH * columns},${height}`]);
  });
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

// As few pages as the columns of a picture hold.
function pages(items, heights) {
  const made = [[]];
  let room = columns * TALLEST * 0.9;
  items.forEach((item, index) => {
    if (heights[index] > room && made.at(-1).length) {
      made.push([]);
      room = columns * TALLEST * 0.9;
    }
    made.at(-1).push(item);
    room -= heights[index];
  });
  return made;
}

function sheet(items, columns) {
  const page = join(scratch, "sheet.html");
  writeFileSync(page, html(items, columns));
  return page;
}

function html(items, columns) {
  const slackCss = readFileSync(createRequire(import.meta.url).resolve("slack-blocks-to-jsx/dist/style.css"), "utf8");
  const cards = items.map((item) => teams.titled(drawn(item.teams)) ?? null);
  return `<!doctype html><html><head><meta charset="utf-8"><style>${slackCss}${teams.css}
body { margin: 16px; background: #fff; font-family: Lato, sans-serif; }
.sheet { column-count: ${columns}; column-gap: 32px; }
.item { border-top: 1px solid #ccc; padding: 6px 0 18px; break-inside: avoid; }
.item h2 { font: 600 13px monospace; color: #555; margin: 0 0 6px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: start; }
.pair > div { min-width: 0; overflow: hidden; }
</style></head><body><div class="sheet">${items.map(pair).join("")}</div>
<script>${teams.library()}</script>
<script>window.cards = ${JSON.stringify(cards).replace(/</g, "\\u003c")};</script>
<script>${teams.script}</script></body></html>`;
}

function pair(item, index) {
  return `<div class="item"><h2>${escape(item.title ?? "")}</h2><div class="pair"><div>${slack(item)}</div><div>${frame(item, index)}</div></div></div>`;
}

function slack(item) {
  if (!item.slack) return "";
  const message = React.createElement(Message, { blocks: drawn(item.view ? modal(item) : item.slack), time: new Date(0), logo: LOGO, name: "Aftercall" });
  return OWN_WORDS.reduce((html, words) => html.replaceAll(words, ""), renderToStaticMarkup(message));
}

// The title and the buttons of a form stand around its fields.
function modal({ slack, view }) {
  const button = (text, style) => ({ type: "button", text, action_id: text.text, ...(style && { style }) });
  const last = { type: "actions", elements: [button(view.close), button(view.submit, "primary")] };
  return [{ type: "header", text: view.title }, ...slack, last];
}

function frame(item, index) {
  if (!item.teams) return "";
  const full = item.teams.msteams?.width === "Full" ? " full" : "";
  return `<div class="teams"><div class="icon"></div><div class="message${full}"><p class="name"><b>Aftercall</b> 14:05</p>
<div class="card" data-card="${index}" data-title="${escape(item.title ?? "")}"></div></div></div>`;
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}

function measure(page, columns) {
  const dom = chromium(page, ["--dump-dom", `--window-size=${WIDTH * columns},1000`]).toString();
  const problems = dom.match(/data-problems="([^"]*)"/);
  const height = dom.match(/data-height="(\d+)"/);
  if (!problems || !height) throw new Error("the cards could not be drawn");
  const [found, heights] = [problems[1], dom.match(/data-heights="([^"]*)"/)[1]];
  return {
    problems: JSON.parse(found.replace(/&quot;/g, '"').replace(/&amp;/g, "&")),
    height: Number(height[1]),
    heights: JSON.parse(heights),
  };
}

function chromium(page, options) {
  const profile = mkdtempSync(join(scratch, "profile-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"];
  const everything = [...flags, `--user-data-dir=${profile}`, ...options, pathToFileURL(page).href];
  const stdio = ["ignore", "pipe", "ignore"];
  return execFileSync(process.env.CHROMIUM ?? "chromium", everything, { stdio, timeout: 120_000, maxBuffer: 1 << 28 });
}
