import { expect, it } from 'vitest';
import { keysOf } from './letters';

it('redrives each key once, because messages of one key wait together', () => {
  expect(keysOf([{ key: 'a' }, { key: 'b' }, { key: 'a' }, {}])).toEqual(['a', 'b']);
});
