// Signs in to the console as it is built at an issuer of another site, which this script is: discovery, code with PKCE, a
// refresh token, `prompt=none` after a reload, sign-out. The fleet's answers are empty lists. Ends with 1 at what goes wrong.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const CONSOLE = 'http://localhost:4197';
const ISSUER = 'http://127.0.0.1:4196/realms/staff';
const CLIENT = 'concierge-console';
const SCOPE = 'openid offline_access';
/** Renewed after half of it. */
const LIFE_SECONDS = 4;

const codes = new Map();
const refreshes = new Set();
const seen = { prompts: [], refreshed: 0, tokens: new Set() };

function tokens() {
  const part = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const said = { iss: ISSUER, sub: 'ada', iat: now, exp: now + LIFE_SECONDS };
  const refresh = randomUUID();
  refreshes.add(refresh);
  return {
    access_token: `${part({ alg: 'RS256' })}.${part({ ...said, jti: randomUUID(), grants: ['viewer'] })}.c2ln`,
    id_token: `${part({ alg: 'RS256' })}.${part({ ...said, aud: CLIENT })}.c2ln`,
    refresh_token: refresh,
    token_type: 'Bearer',
    expires_in: LIFE_SECONDS,
  };
}

function granted(form) {
  assert.equal(form.get('client_id'), CLIENT);
  if (form.get('grant_type') === 'refresh_token') {
    assert.ok(refreshes.delete(form.get('refresh_token')), 'a refresh token is used once');
    seen.refreshed++;
    return tokens();
  }
  const challenge = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  assert.equal(createHash('sha256').update(form.get('code_verifier')).digest('base64url'), challenge);
  return tokens();
}

const issuer = createServer(async (request, response) => {
  const url = new URL(request.url, ISSUER);
  const back = (parameters) => {
    const to = new URL(url.searchParams.get('redirect_uri'));
    to.search = new URLSearchParams({ ...parameters, state: url.searchParams.get('state') }).toString();
    response.writeHead(302, { Location: to.href }).end();
  };
  const json = (body) =>
    response.writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': CONSOLE, 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
  const isSignedIn = /staff=yes/.test(request.headers.cookie ?? '');
  switch (url.pathname) {
    case '/realms/staff/.well-known/openid-configuration':
      return json({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/token`,
        end_session_endpoint: `${ISSUER}/logout`,
      });
    case '/realms/staff/authorize': {
      assert.equal(url.searchParams.get('client_id'), CLIENT);
      assert.equal(url.searchParams.get('scope'), SCOPE);
      seen.prompts.push(url.searchParams.get('prompt') ?? (url.searchParams.has('given') ? 'given' : 'page'));
      if (url.searchParams.has('given') || isSignedIn) {
        const code = randomUUID();
        codes.set(code, url.searchParams.get('code_challenge'));
        response.setHeader('Set-Cookie', 'staff=yes; Path=/; HttpOnly; SameSite=Lax');
        return back({ code });
      }
      if (url.searchParams.get('prompt') === 'none') return back({ error: 'login_required' });
      return response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<title>Staff</title><a href="${url.href.replaceAll('&', '&amp;')}&amp;given">I am Ada</a>`);
    }
    case '/realms/staff/token': {
      let form = '';
      for await (const chunk of request) form += chunk;
      return json(granted(new URLSearchParams(form)));
    }
    case '/realms/staff/logout':
      assert.ok(url.searchParams.get('id_token_hint'));
      return response
        .writeHead(302, { 'Set-Cookie': 'staff=; Path=/; Max-Age=0', Location: url.searchParams.get('post_logout_redirect_uri') })
        .end();
    default:
      return response.writeHead(404).end();
  }
}).listen(4196, '127.0.0.1');

/** The console as the gateway serves it by these settings, before a fleet that has nothing. */
const built = new URL('../target/classes/console/', import.meta.url);
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ${new URL(ISSUER).origin}`;
const fleet = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, CONSOLE);
  const json = (body) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  if (pathname === '/console/issuer.json') return json({ issuer: ISSUER, clientId: CLIENT, scope: SCOPE });
  if (pathname.startsWith('/console/assets/')) {
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/css';
    return response.writeHead(200, { 'Content-Type': type }).end(await readFile(new URL(pathname.replace('/console/', ''), built)));
  }
  if (pathname.startsWith('/console/') || pathname === '/signed-in') {
    const headers = { 'Content-Type': 'text/html', 'Content-Security-Policy': policy };
    return response.writeHead(200, headers).end(await readFile(new URL('index.html', built)));
  }
  if (pathname === '/health') return json({ status: 'UP', components: {} });
  seen.tokens.add(request.headers.authorization);
  return json({ items: [] });
}).listen(4197);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => /Content Security Policy|CORS/.test(message.text()) && faults.push(message.text()));
  const home = page.getByRole('heading', { name: 'Home', level: 1 });
  const signIn = page.getByRole('button', { name: 'Sign in' });

  await page.goto(`${CONSOLE}/console/`);
  await signIn.waitFor();
  assert.deepEqual(seen.prompts, ['none'], 'nobody is known there yet, and no page was shown');

  await signIn.click();
  await page.getByRole('link', { name: 'I am Ada' }).click();
  await home.waitFor();
  assert.ok(await page.getByRole('button', { name: 'ada' }).isVisible());
  assert.equal(await page.getByRole('link', { name: 'Register a guest' }).count(), 0, 'a viewer is offered no change');

  await page.waitForTimeout(LIFE_SECONDS * 2_000);
  assert.ok(seen.refreshed >= 2, `renewed ${seen.refreshed} times`);
  await page.getByRole('link', { name: 'Journeys' }).first().click();
  await page.getByRole('heading', { name: 'Journeys', level: 1 }).waitFor();
  await page.getByText('No journeys.').waitFor();
  assert.ok(seen.tokens.size >= 2, 'calls carry the new token');

  seen.prompts.length = 0;
  await page.goto(`${CONSOLE}/console/guests?q=ada`);
  await page.getByRole('heading', { name: 'Guests', level: 1 }).waitFor();
  assert.deepEqual(seen.prompts, ['none'], 'a reload shows no page');
  assert.equal(new URL(page.url()).search, '?q=ada', 'and comes back to where it was');

  await page.getByRole('button', { name: 'ada' }).click();
  await page.getByText('Sign out everywhere').click();
  await signIn.waitFor();
  await page.reload();
  await signIn.waitFor();
  assert.deepEqual(faults, []);
  console.log('signed in, renewed, reloaded and signed out at an issuer of another site');
} finally {
  await browser.close();
  for (const server of [fleet, issuer]) {
    server.close();
    server.closeAllConnections();
  }
}
