import { expect, it } from 'vitest';
import { Problem } from './problem';

it('names fields as forms do', () => {
  const body = { title: 'Bad', detail: 'e-mail is wrong', errors: [{ pointer: '/email', detail: 'is not an address' }, { pointer: '#/quietHours/from', detail: 'is null' }] };
  const problem = Problem.from(400, body);
  expect(problem.message).toBe('e-mail is wrong');
  expect(problem.fields).toEqual({ email: 'is not an address', 'quietHours.from': 'is null' });
});

it('keeps what a proxy says that speaks no problems', () => {
  const problem = Problem.from(502, '<h1>Bad gateway</h1>');
  expect(problem.status).toBe(502);
  expect(problem.message).toContain('Bad gateway');
});
