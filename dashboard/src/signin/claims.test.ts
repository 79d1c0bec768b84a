import { expect, test } from 'vitest';
import { claimsOf } from './claims';

function token(claims: Record<string, unknown>): string {
  return `x.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.x`;
}

test('a viewer is offered nothing that changes something', () => {
  expect(claimsOf(token({ sub: 'ada', grants: ['viewer'], scope: ['users:read'] }))).toEqual({
    subject: 'ada',
    may: { change: false, access: false },
  });
});

test('an admin is offered who has access', () => {
  expect(claimsOf(token({ sub: 'grace', grants: ['admin'], scope: 'users:read access:write' })).may).toEqual({ change: true, access: true });
});

test('an issuer that knows no roles has operators', () => {
  expect(claimsOf(token({ sub: 'alan' })).may).toEqual({ change: true, access: false });
});

test('of several roles the one that may most counts', () => {
  expect(claimsOf(token({ sub: 'alan', grants: ['viewer', 'operator'] })).may.change).toBe(true);
});

test('what cannot be read may nothing', () => {
  expect(claimsOf('rubbish').may.change).toBe(false);
});
