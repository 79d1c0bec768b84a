import createClient from 'openapi-fetch';
import { session } from '../signin/session';
import type { paths as ConciergePaths } from '../../generated/concierge-service';
import type { paths as EventPaths } from '../../generated/event-service';
import type { paths as JourneyPaths } from '../../generated/journey-service';
import type { paths as HubPaths } from '../../generated/notification-hub';
import type { paths as ResourcePaths } from '../../generated/resource-service';
import type { paths as UserPaths } from '../../generated/user-service';
import { Problem } from './problem';
import { send } from './transport';

/** Adds the operator's token; one that is refused is renewed once, in case it was withdrawn before its time. */
async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await sent(request, await session.token());
  return answer.status === 401 ? sent(again, await session.renewed()) : answer;
}

async function sent(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await send(request);
  } catch (lost) {
    if (lost instanceof DOMException && lost.name === 'AbortError') throw lost;
    throw Problem.unreachable(lost);
  }
}

const options = { baseUrl: location.origin, fetch: authorized };

export const users = createClient<UserPaths>(options);
export const events = createClient<EventPaths>(options);
export const journeys = createClient<JourneyPaths>(options);
export const hub = createClient<HubPaths>(options);
export const resources = createClient<ResourcePaths>(options);
export const concierge = createClient<ConciergePaths>(options);

/**
 * A service's own `/ops/**`, which the gateway offers under the service's name. The address is changed before the request
 * is made: one made of another sends its body as a stream, which browsers do over HTTP/2 alone.
 */
function through(service: string) {
  return {
    ...options,
    Request: class extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        super(input instanceof Request ? input : String(input).replace('/ops/', `/ops/${service}/`), init);
      }
    },
  };
}

export const userOps = createClient<UserPaths>(through('user-service'));
export const hubOps = createClient<HubPaths>(through('notification-hub'));
export const conciergeOps = createClient<ConciergePaths>(through('concierge-service'));

/** What every service that writes down who did what offers alike. */
export type Audited = Pick<UserPaths, '/ops/audit'>;

export function auditOf(service: string) {
  return createClient<Audited>(through(service));
}

/** What every service that parks messages offers alike. */
export type Parking = Pick<UserPaths, '/ops/dead-letters' | '/ops/dead-letters/discard' | '/ops/dead-letters/removed' | '/ops/gaps'>;

export function opsOf(service: string) {
  return createClient<Parking>(through(service));
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; a refusal is thrown as a {@link Problem}. */
export async function read<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (!response.ok) throw Problem.from(response.status, error);
  return data as NonNullable<T>;
}

/** The same where no body is promised. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw Problem.from(response.status, error);
}
