import { expect, it } from 'vitest';
import { eventOf } from './event';

const NOW = new Date('2026-11-28T12:00:00Z');

it('happened now when no time is said, without attributes when none are', () => {
  expect(eventOf({ userId: ' u ', eventName: 'offer_viewed', eventTime: '', attributes: ' ' }, NOW)).toEqual({
    event: { userId: 'u', eventName: 'offer_viewed', eventTime: '2026-11-28T12:00:00.000Z', attributes: {} },
  });
});

it.each(['[1]', '"a"', 'null', '{'])('takes no %s for attributes', (attributes) => {
  expect(eventOf({ userId: 'u', eventName: 'n', attributes }, NOW)).toEqual({ errors: { attributes: 'is not a JSON object' } });
});
