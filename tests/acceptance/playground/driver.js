// Drives one page of Chromium: each line of standard input is a JSON object, and so is the answer, a line of standard output.
// {"on": selector, "do": name of a Playwright locator's method, "with": [arguments]}; without "on" a method of the page.
"use strict";

const { createInterface } = require("node:readline");
const { chromium } = require("playwright-core");

const [executablePath, profile] = process.argv.slice(2);
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

async function main() {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 1000 },
    reducedMotion: "reduce",
  });
  try {
    context.setDefaultTimeout(20_000);
    // The Playground's program is 9 MB, which a busy machine takes its time to read.
    context.setDefaultNavigationTimeout(60_000);
    // Its fonts come from elsewhere; the tests need nothing but this machine.
    await context.route((url) => url.protocol.startsWith("http") && !LOOPBACK.has(url.hostname), (route) => route.abort());
    const page = context.pages()[0];
    for await (const line of createInterface({ input: process.stdin })) {
      const asked = JSON.parse(line);
      let answer;
      try {
        const target = asked.on ? page.locator(asked.on) : page;
        const value = await target[asked.do](...asked.with);
        answer = { value: ["string", "number", "boolean"].includes(typeof value) || Array.isArray(value) ? value : null };
      } catch (error) {
        answer = { error: String(error) };
      }
      process.stdout.write(`${JSON.stringify(answer)}\n`);
    }
  } finally {
    await context.close();
  }
}

main();
