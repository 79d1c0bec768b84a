import { expect, it } from 'vitest';
import { agoOf, momentOf } from './moment';

const NOW = Date.parse('2026-11-28T12:00:00Z');

it.each([
  ['2026-11-28T11:59:30Z', /30 second/],
  ['2026-11-28T09:30:00Z', /2 hours/],
  ['2026-11-26T11:00:00Z', /2 days/],
])('says how long ago %s was in the largest unit', (at, words) => {
  expect(agoOf(at, NOW)).toMatch(words);
});

it('writes a moment in the zone that is asked for', () => {
  expect(momentOf('2026-11-28T12:00:00Z', 'America/New_York')).toContain('7:00:00');
});
