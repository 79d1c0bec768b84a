import { chromium } from 'playwright-core';
import { preview } from 'vite';
const server = await preview({ preview: { port: 4199 } });
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const U = '0199f1c2-7a10-7c3e-9b57-000000000002', RUN = '0199f1c2-7a10-7c3e-9b57-0000000001f5';
const screens = { home: '/', guests: '/guests', register: '/guests/new', guest: `/guests/${U}`, preferences: `/guests/${U}/preferences`, 'guest-events': `/guests/${U}/events`, 'guest-runs': `/guests/${U}/runs`, 'guest-notifications': `/guests/${U}/notifications`, 'guest-data': `/guests/${U}/data`, profiles: '/profiles', events: '/events?post', triggers: '/triggers', journeys: '/journeys', journey: '/journeys/welcome', runs: '/runs', run: `/runs/${RUN}`, resources: '/resources', search: '/search?q=sunset', 'dead-letters': '/dead-letters?service=resource-service', settings: '/settings' };
import { readFileSync, mkdirSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
mkdirSync('target/screenshots', { recursive: true });
const only = process.argv.slice(2);
for (const [look, scheme, size] of [['light', 'light', { width: 1280, height: 860 }], ['dark', 'dark', { width: 1280, height: 860 }], ['phone', 'light', { width: 390, height: 844 }]]) {
  const c = await b.newContext({ colorScheme: scheme, viewport: size, reducedMotion: 'reduce' });
  for (const [name, path] of Object.entries(screens)) {
    if (only.length && !only.includes(name)) continue;
    const p = await c.newPage();
    const said = [];
    p.on('console', (m) => ['error', 'warning'].includes(m.type()) && !/WebSocket|socket/.test(m.text()) && said.push(m.text()));
    p.on('pageerror', (e) => said.push(String(e)));
    await p.goto(`http://localhost:4199/console${path}${path.includes('?') ? '&' : '?'}data=recorded`);
    await p.waitForTimeout(900);
    await p.screenshot({ path: `target/screenshots/${name}-${look}.png`, fullPage: false });
    await p.evaluate(axe);
    const r = await p.evaluate(() => axe.run());
    const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const v of r.violations) console.log(name, look, v.id, v.nodes.length, v.nodes[0].target.join(' '), v.nodes[0].failureSummary.split('\n')[1]);
    if (over > 0) console.log(name, look, 'too wide by', over);
    for (const s of new Set(said)) console.log(name, look, 'said', s.slice(0, 200));
    await p.close();
  }
  await c.close();
}
await b.close(); await server.close(); process.exit(0);
