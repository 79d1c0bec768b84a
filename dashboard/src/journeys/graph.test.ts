import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Definition, durationOf, edgesOf, summaryOf } from './graph';

const welcome = JSON.parse(
  readFileSync(new URL('../../../journey-service/src/main/resources/journeys/welcome.json', import.meta.url), 'utf8'),
) as Definition;

it('draws every way of the journey that every fleet has', () => {
  expect(edgesOf(welcome)).toEqual([
    { from: 'may-mail', to: 'welcome-mail', label: 'yes' },
    { from: 'may-mail', to: 'not-subscribed', label: 'no' },
    { from: 'welcome-mail', to: 'a-minute', label: '' },
    { from: 'a-minute', to: 'saw-offer', label: '' },
    { from: 'saw-offer', to: 'engaged', label: 'yes' },
    { from: 'saw-offer', to: 'quiet', label: 'no' },
  ]);
});

it('draws ways, branches and jumps, and no way to a node that is not there', () => {
  const definition = {
    nodes: {
      split: { type: 'split', ways: [{ name: 'half', next: 'both' }, { name: 'rest', next: 'gone' }] },
      both: { type: 'parallel', branches: ['email', 'wait'], join: 'all' },
      email: { type: 'notification', channels: ['email'], next: 'all' },
      wait: { type: 'wait', events: [{ event: 'paid', next: 'all' }], timeout: 'P1D', next: { done: 'all', timeout: 'all' } },
      all: { type: 'join', next: 'back' },
      back: { type: 'goto', to: 'both', atMost: 2, next: 'end' },
      end: { type: 'exit' },
    },
  };
  expect(edgesOf(definition).map(({ from, to, label }) => [from, to, label].join(' ').trim())).toEqual([
    'split both half',
    'both email',
    'both wait',
    'email all',
    'wait all done',
    'wait all timeout',
    'wait all paid',
    'all back',
    'back end',
    'back both again',
  ]);
});

const BUNDLE = new URL('../../../bundles/guest-journeys/journeys/', import.meta.url);

it.each(readdirSync(BUNDLE))('draws a way to every node of %s', (file) => {
  const definition = JSON.parse(readFileSync(new URL(file, BUNDLE), 'utf8')) as Definition;
  const reached = new Set([definition.start, ...edgesOf(definition).map(({ to }) => to)]);
  expect(Object.keys(definition.nodes ?? {}).filter((node) => !reached.has(node))).toEqual([]);
});

it('says in a line what a node does', () => {
  const lines = Object.values(welcome.nodes ?? {}).map(summaryOf);
  expect(lines.slice(0, 4)).toEqual(['email is subscribed and transactional?', 'by email, live', 'waits 1 min', 'offer_viewed since entry?']);
});

it.each([
  ['PT1M', '1 min'],
  ['PT1H30M', '1 h 30 min'],
  ['P2D', '2 days'],
  ['soon', 'soon'],
])('reads the duration %s as %s', (iso, words) => {
  expect(durationOf(iso)).toBe(words);
});
