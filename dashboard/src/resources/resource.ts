import type { components } from '../../generated/resource-service';

/** As it is on the wire: the contract calls the data a string. */
export type Resource = Omit<components['schemas']['ResourceView'], 'data'> & { data?: unknown };

/** Which resource a live message is about, and what happened to it. */
export function changedBy(payload: Record<string, unknown>): { id: string; how: string } | undefined {
  const { resourceId, type } = payload;
  if (typeof resourceId !== 'string') return undefined;
  return { id: resourceId, how: typeof type === 'string' ? type.replace(/^resource_/, '') : 'changed' };
}
