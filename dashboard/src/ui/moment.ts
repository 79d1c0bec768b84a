/** Made once for each zone: making one takes longer than a hundred uses. */
const formats = new Map<string, Intl.DateTimeFormat>();
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** The viewer's zone. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone });
  formats.set(zone, made);
  return made;
}

/** A moment as the viewer's place writes it; in another zone with its name. */
export function momentOf(at: string, zone = HERE): string {
  return formatOf(zone).format(new Date(at));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How long ago, in the largest unit that is not zero. */
export function agoOf(at: string, now: number): string {
  const distance = new Date(at).getTime() - now;
  const [unit, size] = STEPS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1_000];
  return ago.format(Math.trunc(distance / size), unit);
}
