import { readFileSync } from 'node:fs';
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

it('draws branches of nodes that list them, and no way to a node that is not there', () => {
  const definition = { nodes: { split: { type: 'split', branches: [{ next: 'a' }, { next: 'gone' }] }, a: { type: 'exit' } } };
  expect(edgesOf(definition)).toEqual([{ from: 'split', to: 'a', label: '1' }]);
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
