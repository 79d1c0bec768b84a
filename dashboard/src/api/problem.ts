import type { components } from '../../generated/user-service';

type Wire = components['schemas']['Problem'];

/** What the fleet says when it refuses (RFC 9457), or what kept the question from reaching it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly traceId: string | undefined;

  constructor(status: number, wire: Wire) {
    super(wire.detail ?? wire.title ?? `The answer was ${status}.`);
    this.name = 'Problem';
    this.status = status;
    this.code = wire.code ?? '';
    this.traceId = wire.traceId;
    this.fields = Object.fromEntries(
      (wire.errors ?? []).map((error) => [fieldOf(error.pointer ?? ''), error.detail ?? 'is not valid']),
    );
  }

  /** @param said the body: a problem of the fleet, or the text of a proxy that knows none */
  static from(status: number, said: unknown): Problem {
    if (typeof said === 'string') return new Problem(status, said ? { title: said.slice(0, 200) } : {});
    return new Problem(status, typeof said === 'object' && said !== null ? said : {});
  }

  static unreachable(cause: unknown): Problem {
    const problem = new Problem(0, { title: 'The gateway does not answer. Is the fleet up?', code: 'unreachable' });
    problem.cause = cause;
    return problem;
  }
}

/** `/details/email` and `#/email` are the form's field `email`, deeper ones keep their path. */
function fieldOf(pointer: string): string {
  return pointer.replace(/^#?\//, '').replaceAll('/', '.');
}
