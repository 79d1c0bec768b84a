// How long until the console can be used, and how a table of many guests scrolls, in the machine's Chromium on a fleet that
// runs: `CONCIERGE_OPERATOR_PASSWORD=… node scripts/figures.mjs <gateway> <rows>` prints figures, one JSON object a line. Every
// load has an empty cache. A task is long from 50 ms on, as browsers count (https://w3c.github.io/longtasks/).
import { chromium } from 'playwright-core';

const [gateway, rows] = process.argv.slice(2);
const password = process.env.CONCIERGE_OPERATOR_PASSWORD;
if (!gateway || !(rows > 0) || !password) {
  console.error('usage: CONCIERGE_OPERATOR_PASSWORD=… node scripts/figures.mjs <gateway> <rows>');
  process.exit(2);
}
const LOADS = 10;
/** A page is at rest when there was no long task for so long; then its last one before ends the time to interactive. */
const REST_MS = 5_000;
const SCROLL_MS = 15_000;
const LONGEST_LOAD_MS = 300_000;

const figure = (name, value, unit) => console.log(JSON.stringify({ name, value, unit }));

/** The value that so many percent are not above. */
function percentile(values, percent) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

/** Runs in the page before anything of it does. */
function observe() {
  globalThis.seen = { tasks: [], shell: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => seen.tasks.push([startTime, duration]))).observe({ type: 'longtask', buffered: true });
  new MutationObserver((_, self) => {
    if (document.querySelector('main h1')?.textContent === 'Home' && document.querySelector('nav a')) {
      globalThis.seen.shell = performance.now();
      self.disconnect();
    }
  }).observe(document, { childList: true, subtree: true });
}

/** When the page's own file was there, all of its script had run, and something was painted; of the load that is seen. */
function steps() {
  const [load] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { file: load.responseEnd, script: load.domContentLoadedEventEnd, paint: paint?.startTime ?? 0 };
}

/** When the shell stood, or the long tasks that went on after it had come to rest. */
function interactive({ tasks, shell }) {
  let at = shell;
  for (const [start, duration] of tasks) {
    if (start - at >= REST_MS) break;
    at = Math.max(at, start + duration);
  }
  return at;
}

/** Runs in the page: to the end of the list until all of it was read, or through it; what frames and tasks took. */
async function scrolled({ rows, forMs, longestMs }) {
  const scroller = document.querySelector('[role=region][aria-label=Guests]');
  const count = () => document.querySelector('.table-tools [role=status]').textContent ?? '';
  const frames = [];
  const tasks = [];
  let most = 0;
  let elements = 0;
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration)));
  observer.observe({ type: 'longtask' });
  const begun = performance.now();
  let before = begun;
  let step = 3_000;
  for (;;) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
    most = Math.max(most, scroller.querySelectorAll('tbody tr').length);
    elements = Math.max(elements, document.getElementsByTagName('*').length);
    if (forMs) {
      if (scroller.scrollTop + scroller.clientHeight + step > scroller.scrollHeight || scroller.scrollTop + step < 0) step = -step;
      scroller.scrollTop += step;
      if (now - begun > forMs) break;
    } else {
      scroller.scrollTop = scroller.scrollHeight;
      if (!count().includes('+') || Number(count().replace(/\D/g, '')) >= rows) break;
      if (now - begun > longestMs) throw new Error(`only ${count()} after ${longestMs} ms`);
    }
  }
  observer.disconnect();
  return { frames, tasks, most, elements, count: count(), ms: performance.now() - begun };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  let context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  let page = await context.newPage();
  await page.goto(gateway);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Name').fill('operator');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();

  const times = [];
  const parts = [];
  for (let load = 0; load < LOADS; load++) {
    // the issuer's cookie is good for one use, so each load hands it on to the next
    const storageState = await context.storageState();
    await context.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, storageState });
    await context.addInitScript(observe);
    page = await context.newPage();
    await page.goto(`${gateway}/console/`);
    await page.waitForFunction(() => seen.shell > 0, undefined, { timeout: 30_000 });
    await page.waitForFunction((rest) => performance.now() - Math.max(seen.shell, ...seen.tasks.map(([start, duration]) => start + duration)) > rest, REST_MS, { timeout: 60_000 });
    const seen = await page.evaluate(() => globalThis.seen);
    times.push(interactive(seen));
    parts.push({ ...(await page.evaluate(steps)), shell: seen.shell, tasks: seen.tasks.reduce((sum, [, duration]) => sum + duration, 0) });
  }
  figure('console-tti', percentile(times, 50), 'ms');
  figure('console-tti, the longest of 10', Math.max(...times), 'ms');
  for (const [part, says] of Object.entries({ file: 'page read', script: 'script run', paint: 'first paint', shell: 'shell stands', tasks: 'long tasks together' })) {
    figure(`console-tti, ${says}`, percentile(parts.map((one) => one[part]), 50), 'ms');
  }

  await page.goto(`${gateway}/console/guests`);
  await page.getByRole('table', { name: 'Guests' }).waitFor();
  const read = await page.evaluate(scrolled, { rows: Number(rows), longestMs: LONGEST_LOAD_MS });
  const through = await page.evaluate(scrolled, { rows: Number(rows), forMs: SCROLL_MS });
  figure('console-table-100k', percentile(through.frames, 99), 'ms');
  figure('console-table-100k, rows', Number(through.count.replace(/\D/g, '')), 'rows');
  figure('console-table-100k, rows drawn at most', Math.max(read.most, through.most), 'rows');
  figure('console-table-100k, elements at most', Math.max(read.elements, through.elements), 'elements');
  figure('console-table-100k, frame p50', percentile(through.frames, 50), 'ms');
  figure('console-table-100k, long tasks', through.tasks.length, `in ${SCROLL_MS / 1000} s`);
  figure('console-table-100k, longest task', Math.max(0, ...through.tasks), 'ms');
  figure('console-table-100k, read to the end', read.ms / 1000, 's');
  figure('console-table-100k, frame p99 meanwhile', percentile(read.frames, 99), 'ms');
  figure('console-table-100k, longest task meanwhile', Math.max(0, ...read.tasks), 'ms');
} finally {
  await browser.close();
}
