import type { Step } from '../api/shapes';
import { momentOf } from '../ui/moment';

/** A line of a run's timeline in words. */
export interface Told {
  title: string;
  /** Why: what was asked, looked at and answered. */
  because: string[];
  tone: 'plain' | 'good' | 'warn' | 'bad';
}

interface Evaluation {
  rule?: string;
  result?: string;
  inputs?: Record<string, unknown>;
  parts?: Evaluation[];
}

export function told(step: Step): Told {
  const detail = (step.detail ?? {}) as Record<string, unknown>;
  switch (step.what?.toLowerCase()) {
    case 'entered':
      return { title: `Entered the journey${detail.by ? ` by ${text(detail.by)}` : ''}`, because: [], tone: 'good' };
    case 'evaluated': {
      const evaluation = detail.evaluation as Evaluation | undefined;
      return { title: `Asked, answered ${evaluation?.result?.toLowerCase() ?? '?'}`, because: reasons(evaluation), tone: 'plain' };
    }
    case 'held':
      return {
        title: `Held until what is asked about is known${detail.until ? `, at most until ${moment(detail.until)}` : ''}`,
        because: reasons(detail.evaluation as Evaluation | undefined),
        tone: 'warn',
      };
    case 'asked':
      return {
        title: `Asked ${detail.for ? `for the guest’s ${text(detail.for)}` : text(detail.url ?? detail.start)}`,
        because: detail.until ? [`waits until ${moment(detail.until)} at most`] : [],
        tone: 'plain',
      };
    case 'answered':
      return { title: detail.ok ? 'Answered' : 'Not answered', because: detail.how ? [text(detail.how)] : [], tone: detail.ok ? 'plain' : 'warn' };
    case 'requested':
      return { title: `Asked for a notification by ${list(detail.channels)}`, because: [], tone: 'plain' };
    case 'delayed':
      return { title: 'Waits', because: detail.until ? [`until ${moment(detail.until)}`] : [], tone: 'plain' };
    case 'elapsed':
      return {
        title: detail.result ? 'Waited in vain' : 'Waited long enough',
        because: detail.blind ? ['fired without knowing everything that was accepted before it fell due'] : [],
        tone: detail.blind || detail.result ? 'warn' : 'plain',
      };
    case 'counted':
      return { title: `Heard of ${text(detail.event)}`, because: [], tone: 'plain' };
    case 'receipt':
      return {
        title: `${text(detail.channel)}: ${text(detail.outcome)}`,
        because: detail.reason ? [text(detail.reason)] : [],
        tone: detail.outcome === 'sent' ? 'good' : detail.outcome === 'failed' ? 'bad' : 'warn',
      };
    case 'exited':
      return { title: `Left: ${text(detail.reason)}`, because: [], tone: 'good' };
    default:
      return { title: step.what ?? 'Something happened', because: Object.keys(detail).length ? [JSON.stringify(detail)] : [], tone: 'plain' };
  }
}

/** The notifications that a timeline speaks of, each once. */
export function notificationsOf(steps: Step[]): string[] {
  const ids = steps.map((step) => (step.detail as Record<string, unknown> | undefined)?.notificationId);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

function reasons(evaluation: Evaluation | undefined, depth = 0): string[] {
  if (!evaluation) return [];
  const looked = Object.entries(evaluation.inputs ?? {}).map(([name, value]) => `${name} = ${text(value)}`);
  const line = `${'  '.repeat(depth)}${evaluation.rule ?? ''}: ${evaluation.result?.toLowerCase() ?? '?'}${looked.length ? ` (${looked.join(', ')})` : ''}`;
  return [line, ...(evaluation.parts ?? []).flatMap((part) => reasons(part, depth + 1))];
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(', ') : text(value);
}

function moment(value: unknown): string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? momentOf(value) : text(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? 'unknown' : JSON.stringify(value);
}
