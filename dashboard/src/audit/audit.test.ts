import { expect, test } from 'vitest';
import { together, toneOf } from './audit';

test('the logs of services read as one, the newest first', () => {
  const users = [
    { service: 'user-service', seq: 9, at: '2026-11-29T10:00:00.000002Z' },
    { service: 'user-service', seq: 8, at: '2026-11-29T10:00:00.000002Z' },
  ];
  const events = [{ service: 'event-service', seq: 70, at: '2026-11-29T10:00:01Z' }];
  expect(together([users, events]).map(({ seq }) => seq)).toEqual([70, 9, 8]);
});

test('how it ended can be seen', () => {
  expect(['asked', '204', '403', 'refused', 'signed in'].map(toneOf)).toEqual(['plain', 'good', 'bad', 'bad', 'plain']);
});
