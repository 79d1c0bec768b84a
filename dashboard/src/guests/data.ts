import { events, journeys, read, users } from '../api/client';
import { Problem } from '../api/problem';
import type { Page } from '../api/shapes';

/** What was asked after an erasure, and how much was still there. */
export interface Receipt {
  userId: string;
  askedAt: string;
  lines: { what: string; left: number }[];
}

export async function exported(userId: string): Promise<unknown> {
  const path = { userId };
  const runs = await everything((cursor) => runsOf(userId, cursor));
  return {
    exportedAt: new Date().toISOString(),
    guest: await read(users.GET('/users/{userId}', { params: { path } })),
    preferences: await read(users.GET('/users/{userId}/preferences', { params: { path } })),
    profile: await read(users.GET('/profiles/{userId}', { params: { path } })),
    events: await everything((cursor) => eventsOf(userId, cursor)),
    runs: await Promise.all(
      runs.map(async (run) => ({
        ...run,
        timeline: await everything((cursor) =>
          read(
            journeys.GET('/journeys/runs/{runId}/timeline', {
              params: { path: { runId: run.runId ?? '' }, query: { ...(cursor && { cursor }), limit: 200 } },
            }),
          ),
        ),
      })),
    ),
  };
}

export async function receiptOf(userId: string): Promise<Receipt> {
  const path = { userId };
  return {
    userId,
    askedAt: new Date().toISOString(),
    lines: [
      { what: 'details (user-service)', left: await left(async () => void (await read(users.GET('/users/{userId}', { params: { path } })))) },
      { what: 'preferences (user-service)', left: await left(async () => void (await read(users.GET('/users/{userId}/preferences', { params: { path } })))) },
      { what: 'profile (user-service)', left: await left(async () => void (await read(users.GET('/profiles/{userId}', { params: { path } })))) },
      { what: 'events (event-service)', left: await left(async () => (await eventsOf(userId, undefined)).items?.length) },
      { what: 'runs (journey-service)', left: await left(async () => (await runsOf(userId, undefined)).items?.length) },
    ],
  };
}

function eventsOf(userId: string, cursor: string | undefined) {
  return read(events.GET('/users/{userId}/events', { params: { path: { userId }, query: { ...(cursor && { cursor }), limit: 200 } } }));
}

function runsOf(userId: string, cursor: string | undefined) {
  return read(journeys.GET('/journeys/runs', { params: { query: { userId, ...(cursor && { cursor }), limit: 200 } } }));
}

/** One for a thing that is there, else as many as a list has; a 404 is none. */
async function left(ask: () => Promise<number | undefined | void>): Promise<number> {
  try {
    return (await ask()) ?? 1;
  } catch (failed) {
    if (failed instanceof Problem && failed.status === 404) return 0;
    throw failed;
  }
}

/** All pages of a list. */
export async function everything<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const one: Page<T> = await page(cursor);
    all.push(...(one.items ?? []));
    cursor = one.next;
  } while (cursor);
  return all;
}
