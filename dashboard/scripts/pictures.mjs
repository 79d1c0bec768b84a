// Every screen of the recorded data set as it is built, light, dark and on a phone, looked at by axe as well; ends with 1
// for what axe finds, what the browser complains of, and what is wider than the screen. Names as arguments choose screens.
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const root = new URL('..', import.meta.url);
const recording = JSON.parse(await readFile(new URL('src/recorded/recording.json', root), 'utf8'));
const guest = recording['/users'].items[0].userId;
const run = recording['/journeys/runs'].items[0].runId;
const SCREENS = {
  home: '/',
  guests: '/guests',
  register: '/guests/new',
  guest: `/guests/${guest}`,
  preferences: `/guests/${guest}/preferences`,
  'guest-events': `/guests/${guest}/events`,
  'guest-runs': `/guests/${guest}/runs`,
  notifications: `/guests/${guest}/notifications`,
  'guest-data': `/guests/${guest}/data`,
  profiles: '/profiles',
  events: '/events?post',
  triggers: '/triggers',
  journeys: '/journeys',
  journey: '/journeys/welcome',
  runs: '/runs',
  run: `/runs/${run}`,
  resources: '/resources',
  search: '/search?q=sunset',
  'dead-letters': '/dead-letters?service=resource-service',
  settings: '/settings',
  operators: '/operators',
  operator: '/operators/ada%40example.org',
  clients: '/clients',
  audit: '/audit',
  account: '/account',
};
const LOOKS = [
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 860 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 860 } }],
  ['phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
];
/** The data set has answers, but no hub to connect to. */
const WITHOUT_A_HUB = /WebSocket/;

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(SCREENS);
const axe = await readFile(new URL('node_modules/axe-core/axe.min.js', root), 'utf8');
const pictures = new URL('target/screenshots/', root);
await mkdir(pictures, { recursive: true });
const server = await preview({ root: root.pathname, logLevel: 'silent', preview: { port: 4199, proxy: {} } });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];
for (const [look, options] of LOOKS) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !WITHOUT_A_HUB.test(message.text())) faults.push(`${look}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${look}: ${error}`));
  for (const name of names) {
    const path = SCREENS[name];
    await page.goto(`http://localhost:4199/console${path}${path.includes('?') ? '&' : '?'}data=recorded`);
    await page.locator('h1').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.loading').length === 0);
    await page.waitForTimeout(300); // what moves into place
    await page.screenshot({ path: new URL(`${name}-${look}.png`, pictures).pathname });
    await page.evaluate(axe);
    for (const { id, nodes } of await page.evaluate(async () => (await globalThis.axe.run()).violations)) {
      faults.push(`${name}-${look}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) faults.push(`${name}-${look}: ${over} px wider than the screen`);
  }
  await context.close();
}
await browser.close();
await server.close();
for (const fault of new Set(faults)) console.error(fault);
console.log(`${names.length * LOOKS.length} pictures, ${new Set(faults).size} faults`);
process.exit(faults.length > 0 ? 1 : 0);
