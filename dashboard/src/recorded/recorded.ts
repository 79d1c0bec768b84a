import type { Transport } from '../api/transport';

/** What a fleet answered, by path and query; `npm run record` writes it anew. */
type Recording = Record<string, unknown>;

/** Answers reads from the recording, and says so of everything else. */
export async function recorded(): Promise<Transport> {
  const answers = (await import('./recording.json')).default as Recording;
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method !== 'GET') {
      return problem(409, 'recorded-data', 'This is a recorded data set; nothing can be changed in it.');
    }
    const body = bestOf(answers, pathname, searchParams);
    return body === undefined
      ? problem(404, 'not-recorded', `${pathname} is not part of the recorded data set.`)
      : Response.json(body);
  };
}

/** The answer of this path whose query agrees with what was asked in most parameters, and contradicts in none. */
export function bestOf(answers: Recording, path: string, asked: URLSearchParams): unknown {
  let best: unknown;
  let most = -1;
  for (const [key, body] of Object.entries(answers)) {
    const [keyPath, query = ''] = key.split('?');
    if (keyPath !== path) continue;
    const told = [...new URLSearchParams(query)];
    if (told.some(([name, value]) => asked.get(name) !== value)) continue;
    if (told.length > most) {
      best = body;
      most = told.length;
    }
  }
  return best;
}

function problem(status: number, code: string, detail: string): Response {
  return Response.json({ title: detail, detail, status, code }, { status });
}
