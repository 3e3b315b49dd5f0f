// Opens pages of the report in Chromium and prints what was seen as JSON: page.js [--pictures DIR] FILE...
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const url = require("node:url");
const modules = path.join(process.env.OITCHECK_READERS, "node_modules");
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

// The page under its own policy: what the policy refuses is an error on the console, and without its style or its
// script the page would look and act otherwise.
async function policy(browser, file) {
  const page = await browser.newPage();
  const problems = [];
  page.on("console", (message) => { if (message.type() === "error") problems.push(message.text()); });
  await page.goto(url.pathToFileURL(file).href);
  await page.click('label[for="show-en"]');
  const seen = { problems, language: await page.getAttribute("html", "lang"), thai: await page.isVisible(".foot [lang=th]"),
                 filters: await page.locator(".tools input").count() };
  await page.close();
  return seen;
}

async function look(browser, file, javaScriptEnabled, pictures) {
  // The tools for looking need what the policy forbids.
  const context = await browser.newContext({ javaScriptEnabled, viewport: SIZES.desktop, bypassCSP: true });
  const page = await context.newPage();
  const address = url.pathToFileURL(file).href;
  const requests = [];
  const problems = [];
  page.on("request", (request) => { if (request.url() !== address) requests.push(request.url()); });
  page.on("console", (message) => { if (message.type() === "error") problems.push(message.text()); });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => { problems.push("dialog: " + dialog.message()); dialog.dismiss(); });
  await page.goto(address);
  const seen = { requests, problems, violations: [], shown: {}, wide: {} };
  for (const language of ["th", "en"]) {
    await page.click(`label[for="show-${language}"]`);
    seen.shown[language] = await page.innerText("main");
    if (javaScriptEnabled) {
      await page.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      seen.violations.push(...result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 200)}`));
    }
  }
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    seen.wide[name] = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (pictures) {
      await page.click('label[for="show-th"]');
      const kind = javaScriptEnabled ? "script" : "plain";
      await page.screenshot({ path: path.join(pictures, `${path.basename(file, ".html")}-${name}-${kind}.png`), fullPage: true });
    }
  }
  const print = await page.pdf({ format: "A4", preferCSSPageSize: true });
  seen.printed = print.length;
  if (pictures && javaScriptEnabled) fs.writeFileSync(path.join(pictures, path.basename(file, ".html") + ".pdf"), print);
  if (javaScriptEnabled) {
    const heads = page.locator("table.sortable th.number button");
    if (await heads.count()) {
      const column = () => page.evaluate(() => {
        const table = document.querySelector("table.sortable");
        const number = [...table.tHead.rows[0].cells].findIndex((cell) => cell.classList.contains("number"));
        return [...table.tBodies[0].rows].map((row) => Number(row.cells[number].textContent));
      });
      await heads.first().click();
      const up = await column();
      await heads.first().click();
      seen.sorted = { up, down: await column() };
    }
  }
  await context.close();
  return seen;
}

(async () => {
  const files = process.argv.slice(2);
  const pictures = files[0] === "--pictures" ? files.splice(0, 2)[1] : null;
  const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  // Chromium has no sandbox for the superuser, as whom tests run in containers.
  if (process.getuid && process.getuid() === 0) flags.push("--no-sandbox");
  const browser = await chromium.launch({ executablePath: process.env.OITCHECK_CHROMIUM, headless: true, args: flags });
  const seen = {};
  const policies = {};
  for (const file of files) {
    seen[path.basename(file)] = { script: await look(browser, file, true, pictures), plain: await look(browser, file, false, pictures) };
    policies[path.basename(file)] = await policy(browser, file);
  }
  await browser.close();
  process.stdout.write(JSON.stringify({ seen, policies }));
})().catch((error) => { console.error(error); process.exit(1); });
