import type { DeadLetter } from '../api/shapes';

/** Messages are redriven by key, because those behind one of the same key wait with it. */
export function keysOf(letters: DeadLetter[]): string[] {
  return [...new Set(letters.flatMap(({ key }) => (key === undefined ? [] : [key])))];
}
