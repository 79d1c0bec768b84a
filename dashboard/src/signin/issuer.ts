import * as oauth from 'oauth4webapi';

/** Where operators sign in, and as which client of it. */
export interface Issuer {
  client: oauth.Client;
  /** Whether it is not the fleet's own: on another origin, where it knows nobody by a cookie that we could use. */
  isForeign: boolean;
  metadata: () => Promise<oauth.AuthorizationServer>;
  scope: (server: oauth.AuthorizationServer) => string;
}

/** The fleet of a laptop speaks plain HTTP. */
export const PLAIN = { [oauth.allowInsecureRequests]: location.protocol === 'http:' };

/** The fleet's own at this origin; its name is fixed and need not be an address. PKCE proves who redeems a code. */
const OWN: Issuer = {
  client: { client_id: 'dashboard' },
  isForeign: false,
  metadata: async () => {
    const answer = await fetch('/.well-known/oauth-authorization-server');
    if (!answer.ok) throw new Error(`The issuer answered ${answer.status}. Is user-service up?`);
    return (await answer.json()) as oauth.AuthorizationServer;
  },
  scope: (server) => (server.scopes_supported ?? []).filter((scope) => scope !== 'openid').join(' '),
};

/** By the gateway's settings. */
export async function issuerOfTheFleet(): Promise<Issuer> {
  const answer = await fetch('/console/issuer.json');
  // the development server has the page at every address
  if (!answer.ok || !answer.headers.get('Content-Type')?.includes('json')) return OWN;
  const said = (await answer.json()) as { issuer: string; clientId: string; scope: string };
  if (!said.issuer) return OWN;
  const address = new URL(said.issuer);
  return {
    client: { client_id: said.clientId },
    isForeign: true,
    metadata: async () => oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, PLAIN)),
    scope: () => said.scope,
  };
}
