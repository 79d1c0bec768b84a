import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';

export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <div className="loading" role="status">
      <span className="sr-only">{what}…</span>
      <span className="bone" />
      <span className="bone" />
      <span className="bone short" />
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const problem = error instanceof Problem ? error : undefined;
  return (
    <div role="alert" className="notice bad">
      <strong>{headline(problem)}</strong>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      {problem && Object.keys(problem.fields).length > 0 && (
        <ul>
          {Object.entries(problem.fields).map(([field, detail]) => (
            <li key={field}>
              <code>{field}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      {problem?.traceId && <p className="quiet">Trace {problem.traceId}</p>}
      {retry && (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

function headline(problem: Problem | undefined): string {
  switch (problem?.status) {
    case 0:
      return 'No answer';
    case 403:
      return 'You may not see this';
    case 404:
      return 'Not found';
    case 503:
      return 'The service is away';
    default:
      return problem ? `Refused (${problem.status})` : 'Something went wrong';
  }
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}

/** One of three: still asking, refused, or the answer. */
export function Shown<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.isPending) return <Loading />;
  if (query.isError && query.data === undefined) {
    return <Failed error={query.error} retry={() => void query.refetch()} />;
  }
  return children(query.data as T);
}
