import { expect, it } from 'vitest';
import { notificationsOf, told } from './timeline';

it('says what a condition looked at and answered', () => {
  const line = told({
    what: 'evaluated',
    detail: {
      evaluation: {
        rule: 'all',
        result: 'NO',
        parts: [{ rule: 'preference email: subscribed', result: 'NO', inputs: { subscribed: false, reachable: null } }],
      },
    },
  } as never);
  expect(line.title).toBe('Asked, answered no');
  expect(line.because).toEqual(['all: no', '  preference email: subscribed: no (subscribed = false, reachable = unknown)']);
});

it('warns of a timer that fired without knowing everything', () => {
  expect(told({ what: 'elapsed', detail: { dueAt: 'x', blind: true } } as never).tone).toBe('warn');
  expect(told({ what: 'elapsed', detail: { dueAt: 'x' } } as never).tone).toBe('plain');
});

it('says what was asked of others and whether they answered', () => {
  expect(told({ what: 'asked', detail: { for: 'profile', until: 'x' } } as never)).toMatchObject({ title: 'Asked for the guest’s profile', because: ['waits until x at most'] });
  expect(told({ what: 'asked', detail: { url: 'https://example.org' } } as never).title).toBe('Asked https://example.org');
  expect(told({ what: 'answered', detail: { ok: false, how: 'status 500' } } as never)).toEqual({ title: 'Not answered', because: ['status 500'], tone: 'warn' });
});

it('tells a receipt by its outcome, with the reason', () => {
  const line = told({ what: 'receipt', detail: { channel: 'email', outcome: 'failed', reason: '550 no such user' } } as never);
  expect(line).toEqual({ title: 'email: failed', because: ['550 no such user'], tone: 'bad' });
});

it('shows a step of a kind that is not known yet as it is', () => {
  expect(told({ what: 'SPLIT', detail: { arm: 'b' } } as never)).toMatchObject({ title: 'SPLIT', because: ['{"arm":"b"}'] });
});

it('names each notification of a timeline once', () => {
  const steps = [{ detail: { notificationId: 'a' } }, { detail: {} }, { detail: { notificationId: 'a' } }, { detail: { notificationId: 'b' } }];
  expect(notificationsOf(steps as never)).toEqual(['a', 'b']);
});
