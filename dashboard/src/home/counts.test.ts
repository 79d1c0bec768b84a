import { expect, it } from 'vitest';
import { countsOf } from './counts';

it('counts by the span in which an event came, and leaves out what is older or ahead', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  const at = (seconds: number) => ({ receivedAt: new Date(now - seconds * 1000).toISOString() });
  expect(countsOf([at(0), at(59), at(60), at(179), at(180), at(-61)], now, 3, 60_000)).toEqual([1, 1, 2]);
});
