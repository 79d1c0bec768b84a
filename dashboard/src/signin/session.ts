import * as oauth from 'oauth4webapi';
import { claimsOf, EVERYTHING, type May } from './claims';
import { type Issuer, issuerOfTheFleet, PLAIN } from './issuer';

const BACK = '/signed-in';
const SIGN_OUT = '/oauth2/sign-out';
/** Kept over reloads, so that a sign-out stays one. */
const SIGNED_OUT = 'signed out';
/** A token is renewed this long before it ends. */
const AHEAD_MS = 60_000;

export type Session =
  | { status: 'asking' }
  | { status: 'signed-out'; because?: string }
  | { status: 'signed-in'; operator: string; may: May };

interface Begun {
  issuer: Issuer;
  server: oauth.AuthorizationServer;
  address: URL;
  state: string;
  verifier: string;
}

/**
 * The operator's access token, in memory only. Whoever has signed in at the fleet's issuer (its cookie) gets the next token
 * without a page: the authorization request is fetched, and the address it ends at carries the code. Another issuer's cookie
 * is not sent from here: its refresh token gives the next one, and after a reload the browser goes there and comes back.
 */
class Sessions {
  private now: Session = { status: 'asking' };
  private access: { token: string; endsAt: number } | undefined;
  private kept: { refresh?: string; id?: string } = {};
  private known: Promise<Issuer> | undefined;
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
      await this.begun();
    }
  }

  /** With nothing in memory. */
  private async begun(): Promise<void> {
    const issuer = await this.issuer().catch((failed: unknown) => this.drop(because(failed)));
    if (issuer?.isForeign) await this.leave(issuer, 'none');
    else if (issuer) await this.renewed();
  }

  private issuer(): Promise<Issuer> {
    this.known ??= issuerOfTheFleet().catch((failed: unknown) => {
      this.known = undefined;
      throw failed;
    });
    return this.known;
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
    localStorage.removeItem(SIGNED_OUT);
    const issuer = await this.issuer().catch((failed: unknown) => this.drop(because(failed)));
    if (issuer) await this.leave(issuer);
  }

  /** @param prompt `none` to come back at once, without having seen a page */
  private async leave(issuer: Issuer, prompt?: 'none'): Promise<void> {
    try {
      const begun = await begin(issuer);
      if (prompt) begun.address.searchParams.set('prompt', prompt);
      const here = location.pathname === BACK ? '/console/' : location.pathname + location.search;
      sessionStorage.setItem(begun.state, JSON.stringify({ verifier: begun.verifier, here }));
      location.assign(begun.address);
    } catch (failed) {
      this.drop(because(failed));
    }
  }

  /** Here, in every tab, and at the issuer, whose cookie would sign in again without a page. */
  async signOut(): Promise<void> {
    localStorage.setItem(SIGNED_OUT, 'yes');
    this.otherTabs.postMessage('over');
    const issuer = await this.issuer().catch(() => undefined);
    if (issuer?.isForeign) {
      await this.endElsewhere(issuer);
      return;
    }
    const isOver = await endAtIssuer().catch(() => false);
    this.drop(isOver ? undefined : 'Signed out here. The issuer did not end its own session: it ends by itself after some hours.');
  }

  /** The browser goes there and comes back to nobody's console. */
  private async endElsewhere(issuer: Issuer): Promise<void> {
    const { id } = this.kept;
    this.drop();
    const end = (await issuer.metadata().catch(() => undefined))?.end_session_endpoint;
    if (!end) return;
    const address = new URL(end);
    address.search = new URLSearchParams({
      client_id: issuer.client.client_id,
      post_logout_redirect_uri: `${location.origin}/console/`,
      ...(id && { id_token_hint: id }),
    }).toString();
    location.assign(address);
  }

  private async arrive(): Promise<void> {
    const at = new URL(location.href);
    const state = at.searchParams.get('state') ?? '';
    const kept = sessionStorage.getItem(state);
    sessionStorage.removeItem(state);
    if (!kept) {
      history.replaceState(null, '', '/console/');
      const issuer = await this.issuer().catch(() => undefined);
      // another issuer would only send the browser here again
      if (issuer?.isForeign) this.drop();
      else await this.renewed();
      return;
    }
    const { verifier, here } = JSON.parse(kept) as { verifier: string; here: string };
    history.replaceState(null, '', here);
    try {
      const issuer = await this.issuer();
      await this.redeem(issuer, await issuer.metadata(), at, state, verifier);
    } catch (failed) {
      this.drop(isNobodySignedIn(failed) ? undefined : because(failed));
    }
  }

  private async silently(): Promise<string | undefined> {
    try {
      const issuer = await this.issuer();
      if (issuer.isForeign) return await this.refreshed(issuer);
      const { server, address, state, verifier } = await begin(issuer);
      const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      const at = new URL(answer.url);
      if (at.pathname === BACK) return await this.redeem(issuer, server, at, state, verifier);
      this.drop(
        answer.ok ? undefined : `${location.origin} is not an address that operators may sign in from (CONCIERGE_DASHBOARD_URLS).`,
      );
    } catch (failed) {
      this.drop(because(failed));
    }
    return undefined;
  }

  private async refreshed({ client, metadata }: Issuer): Promise<string | undefined> {
    if (!this.kept.refresh) {
      this.drop('The sign-in is over: its issuer gave nothing to renew it by (CONCIERGE_GATEWAY_CONSOLE_SCOPE).');
      return undefined;
    }
    const server = await metadata();
    const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), this.kept.refresh, PLAIN);
    return this.hold(await oauth.processRefreshTokenResponse(server, client, answer));
  }

  private async redeem({ client }: Issuer, server: oauth.AuthorizationServer, at: URL, state: string, verifier: string): Promise<string> {
    const parameters = oauth.validateAuthResponse(server, client, at, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      location.origin + BACK,
      verifier,
      PLAIN,
    );
    return this.hold(await oauth.processAuthorizationCodeResponse(server, client, answer));
  }

  private hold({ access_token, expires_in, refresh_token, id_token }: oauth.TokenEndpointResponse): string {
    // an issuer that gives no new one lets the old one go on
    this.kept = { ...this.kept, ...(refresh_token && { refresh: refresh_token }), ...(id_token && { id: id_token }) };
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
    this.kept = {};
    this.change(because ? { status: 'signed-out', because } : { status: 'signed-out' });
  }

  private change(to: Session): void {
    this.now = to;
    this.listeners.forEach((listener) => listener());
  }
}

export const session = new Sessions();

/** Sends the form of the issuer's own page, whose hidden field proves that the wish came from here. */
async function endAtIssuer(): Promise<boolean> {
  const page = await fetch(SIGN_OUT, { credentials: 'same-origin' });
  const form = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('form');
  if (!page.ok || !form) return false;
  const fields = new URLSearchParams([...form.querySelectorAll('input')].map((input) => [input.name, input.value]));
  const answer = await fetch(SIGN_OUT, { method: 'POST', credentials: 'same-origin', body: fields });
  return answer.ok;
}

async function begin(issuer: Issuer): Promise<Begun> {
  const server = await issuer.metadata();
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(server.authorization_endpoint ?? '/oauth2/authorize', location.origin);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: issuer.client.client_id,
    redirect_uri: location.origin + BACK,
    scope: issuer.scope(server),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  return { issuer, server, address, state, verifier };
}

/** The answer to `prompt=none` when it would have had to show a page. */
function isNobodySignedIn(failed: unknown): boolean {
  return failed instanceof oauth.AuthorizationResponseError && ['login_required', 'interaction_required', 'consent_required'].includes(failed.error);
}

function because(failed: unknown): string {
  return failed instanceof TypeError
    ? 'The gateway does not answer. Is the fleet up?'
    : failed instanceof Error
      ? failed.message
      : String(failed);
}
