import { expect, it } from 'vitest';
import { bestOf } from './recorded';

const ANSWERS = { '/runs': 'all', '/runs?status=waiting': 'waiting', '/runs?status=waiting&journeyId=a': 'of a' };

it.each([
  ['', 'all'],
  ['limit=5', 'all'],
  ['status=waiting&limit=5', 'waiting'],
  ['journeyId=a&status=waiting', 'of a'],
  ['status=exited', 'all'],
])('answers ?%s with %s', (query, answer) => {
  expect(bestOf(ANSWERS, '/runs', new URLSearchParams(query))).toBe(answer);
});

it('knows nothing of another path', () => {
  expect(bestOf(ANSWERS, '/users', new URLSearchParams())).toBeUndefined();
});
