import type { AuditRow } from '../api/shapes';

/** A row with the service whose log it stands in. */
export interface Written extends AuditRow {
  service: string;
}

/** The logs of several services as one, the newest first; those that end are of one service and in its order. */
export function together(logs: Written[][]): Written[] {
  return logs.flat().sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || (b.seq ?? 0) - (a.seq ?? 0));
}

/** `asked` says that it was tried, a status how it ended. */
export function toneOf(outcome: string | undefined): 'plain' | 'good' | 'bad' {
  if (outcome === 'refused' || /^[45]/.test(outcome ?? '')) return 'bad';
  return /^[23]/.test(outcome ?? '') ? 'good' : 'plain';
}
