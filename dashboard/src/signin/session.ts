import * as oauth from 'oauth4webapi';
import { claimsOf, EVERYTHING, type May } from './claims';

/** The fleet's own name of this public client; PKCE proves that who redeems a code is who asked for it. */
const CLIENT: oauth.Client = { client_id: 'dashboard' };
const BACK = '/signed-in';
const SIGN_OUT = '/oauth2/sign-out';
/** Kept over reloads, so that a sign-out stays one. */
const SIGNED_OUT = 'signed out';
/** A token is renewed this long before it ends. */
const AHEAD_MS = 60_000;
/** The fleet of a laptop speaks plain HTTP. */
const PLAIN = { [oauth.allowInsecureRequests]: location.protocol === 'http:' };

export type Session =
  | { status: 'asking' }
  | { status: 'signed-out'; because?: string }
  | { status: 'signed-in'; operator: string; may: May };

interface Begun {
  server: oauth.AuthorizationServer;
  address: URL;
  state: string;
  verifier: string;
}

/**
 * The operator's access token, in memory only. Whoever has signed in at the issuer (its cookie) gets the next token
 * without a page: the authorization request is fetched, and the address it ends at carries the code.
 */
class Sessions {
  private now: Session = { status: 'asking' };
  private access: { token: string; endsAt: number } | undefined;
  private renewal: Promise<string | undefined> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly otherTabs = new BroadcastChannel('concierge-session');

  constructor() {
    this.otherTabs.onmessage = () => this.drop();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get = (): Session => this.now;

  /** At the start of the page: after a sign-in with its code, else by what the issuer remembers. */
  async start(): Promise<void> {
    if (location.pathname === BACK) {
      await this.arrive();
    } else if (localStorage.getItem(SIGNED_OUT)) {
      this.drop();
    } else {
      await this.renewed();
    }
  }

  /** A demo of recorded data needs nobody's token. */
  pretend(operator: string): void {
    this.access = { token: '', endsAt: Number.POSITIVE_INFINITY };
    this.change({ status: 'signed-in', operator, may: EVERYTHING });
  }

  /** The token, renewed when it is about to end. */
  async token(): Promise<string | undefined> {
    return this.access && this.access.endsAt > Date.now() ? this.access.token : this.renewed();
  }

  /** A new token, asked for once however many wait for it. */
  renewed(): Promise<string | undefined> {
    this.renewal ??= this.silently().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  /** To the issuer's page, and back to where the operator is now. */
  async signIn(): Promise<void> {
    try {
      localStorage.removeItem(SIGNED_OUT);
      const begun = await begin();
      const here = location.pathname === BACK ? '/console/' : location.pathname + location.search;
      sessionStorage.setItem(begun.state, JSON.stringify({ verifier: begun.verifier, here }));
      location.assign(begun.address);
    } catch (failed) {
      this.change({ status: 'signed-out', because: because(failed) });
    }
  }

  /** Here, in every tab, and at the issuer, whose cookie would sign in again without a page. */
  async signOut(): Promise<void> {
    localStorage.setItem(SIGNED_OUT, 'yes');
    this.otherTabs.postMessage('over');
    const isOver = await endAtIssuer().catch(() => false);
    this.drop(isOver ? undefined : 'Signed out here. The issuer did not end its own session: it ends by itself after some hours.');
  }

  private async arrive(): Promise<void> {
    const at = new URL(location.href);
    const state = at.searchParams.get('state') ?? '';
    const kept = sessionStorage.getItem(state);
    sessionStorage.removeItem(state);
    if (!kept) {
      history.replaceState(null, '', '/console/');
      await this.renewed();
      return;
    }
    const { verifier, here } = JSON.parse(kept) as { verifier: string; here: string };
    history.replaceState(null, '', here);
    try {
      await this.redeem(await metadata(), at, state, verifier);
    } catch (failed) {
      this.change({ status: 'signed-out', because: because(failed) });
    }
  }

  private async silently(): Promise<string | undefined> {
    try {
      const { server, address, state, verifier } = await begin();
      const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      const at = new URL(answer.url);
      if (at.pathname === BACK) return await this.redeem(server, at, state, verifier);
      this.drop(
        answer.ok ? undefined : `${location.origin} is not an address that operators may sign in from (CONCIERGE_DASHBOARD_URLS).`,
      );
    } catch (failed) {
      this.drop(because(failed));
    }
    return undefined;
  }

  private async redeem(server: oauth.AuthorizationServer, at: URL, state: string, verifier: string): Promise<string> {
    const parameters = oauth.validateAuthResponse(server, CLIENT, at, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      CLIENT,
      oauth.None(),
      parameters,
      location.origin + BACK,
      verifier,
      PLAIN,
    );
    const { access_token, expires_in } = await oauth.processAuthorizationCodeResponse(server, CLIENT, answer);
    const life = (expires_in ?? 600) * 1000;
    this.access = { token: access_token, endsAt: Date.now() + life - Math.min(AHEAD_MS, life / 2) };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renewed(), this.access.endsAt - Date.now());
    const { subject, may } = claimsOf(access_token);
    this.change({ status: 'signed-in', operator: subject, may });
    return access_token;
  }

  private drop(because?: string): void {
    clearTimeout(this.timer);
    this.access = undefined;
    this.change(because ? { status: 'signed-out', because } : { status: 'signed-out' });
  }

  private change(to: Session): void {
    this.now = to;
    this.listeners.forEach((listener) => listener());
  }
}

export const session = new Sessions();

/** What the issuer offers, at this origin: its name is fixed and need not be an address. */
async function metadata(): Promise<oauth.AuthorizationServer> {
  const answer = await fetch('/.well-known/oauth-authorization-server');
  if (!answer.ok) throw new Error(`The issuer answered ${answer.status}. Is user-service up?`);
  return (await answer.json()) as oauth.AuthorizationServer;
}

/** Sends the form of the issuer's own page, whose hidden field proves that the wish came from here. */
async function endAtIssuer(): Promise<boolean> {
  const page = await fetch(SIGN_OUT, { credentials: 'same-origin' });
  const form = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('form');
  if (!page.ok || !form) return false;
  const fields = new URLSearchParams([...form.querySelectorAll('input')].map((input) => [input.name, input.value]));
  const answer = await fetch(SIGN_OUT, { method: 'POST', credentials: 'same-origin', body: fields });
  return answer.ok;
}

async function begin(): Promise<Begun> {
  const server = await metadata();
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(server.authorization_endpoint ?? '/oauth2/authorize', location.origin);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT.client_id,
    redirect_uri: location.origin + BACK,
    scope: (server.scopes_supported ?? []).filter((scope) => scope !== 'openid').join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  return { server, address, state, verifier };
}

function because(failed: unknown): string {
  return failed instanceof TypeError
    ? 'The gateway does not answer. Is the fleet up?'
    : failed instanceof Error
      ? failed.message
      : String(failed);
}
