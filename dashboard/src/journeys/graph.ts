import type { Journey } from '../api/shapes';

/** A definition as far as screens read it; whatever else a node says is shown as it is. */
export interface Definition {
  name?: string;
  entry?: { on?: string };
  start?: string;
  nodes?: Record<string, DefinedNode>;
}

export interface DefinedNode {
  type?: string;
  next?: string | Record<string, string>;
  [field: string]: unknown;
}

export interface Edge {
  from: string;
  to: string;
  /** By which answer. */
  label: string;
}

export function definitionOf(journey: Journey): Definition {
  return (journey.definition ?? {}) as Definition;
}

/** The ways from node to node: by name, by answer, by what lists ways or branches, and back to where a goto jumps. */
export function edgesOf({ nodes = {} }: Definition): Edge[] {
  return Object.entries(nodes).flatMap(([from, node]) =>
    waysOf(node).flatMap(([label, to]) => (typeof to === 'string' && to in nodes ? [{ from, to, label }] : [])),
  );
}

function waysOf(node: DefinedNode): [string, unknown][] {
  const { next } = node;
  const named: [string, unknown][] = typeof next === 'object' && next !== null ? Object.entries(next) : [['', next]];
  const listed = [node.ways, node.events, node.branches].flatMap((value) => (Array.isArray(value) ? value.map(listedWay) : []));
  return [...named, ...listed, ['again', node.to], ['timeout', node.timeout]];
}

function listedWay(value: unknown, index: number): [string, unknown] {
  if (typeof value !== 'object' || value === null) return ['', value];
  const { name, event, next } = value as Record<string, unknown>;
  return [String(name ?? event ?? index + 1), next];
}

/** What a node does, in a line. */
export function summaryOf(node: DefinedNode): string {
  switch (node.type) {
    case 'condition':
      return ruleOf(node.when);
    case 'notification':
      return `by ${Array.isArray(node.channels) ? node.channels.join(', ') : '?'}`;
    case 'timer':
      return node.delay ? `waits ${durationOf(String(node.delay))}` : 'waits';
    case 'exit':
      return String(node.reason ?? '');
    default:
      return '';
  }
}

function ruleOf(rule: unknown): string {
  if (typeof rule !== 'object' || rule === null) return '';
  const { type, ...rest } = rule as Record<string, unknown>;
  switch (type) {
    case 'preference':
      return `${String(rest.channel)} is ${Array.isArray(rest.has) ? rest.has.join(' and ') : '?'}?`;
    case 'event':
      return `${String(rest.event)} since entry?`;
    case 'not':
      return `not: ${ruleOf(rest.rule)}`;
    default:
      return `${String(type)} ${Object.values(rest).filter((value) => typeof value !== 'object').join(' ')}`.trim();
  }
}

const UNITS = [
  ['days', /(\d+)D/],
  ['h', /(\d+)H/],
  ['min', /(\d+)M/],
  ['s', /(\d+(?:\.\d+)?)S/],
] as const;

/** PT1H30M is 1 h 30 min. */
export function durationOf(iso: string): string {
  const read = UNITS.flatMap(([unit, pattern]) => {
    const found = pattern.exec(iso);
    return found ? [`${found[1]} ${unit}`] : [];
  });
  return read.join(' ') || iso;
}
