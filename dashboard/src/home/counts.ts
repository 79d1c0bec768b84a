import type { GuestEvent } from '../api/shapes';

/** How many events were received in each of the last so many spans of time, the oldest first. */
export function countsOf(events: GuestEvent[], now: number, spans: number, spanMs: number): number[] {
  const counts = Array.from({ length: spans }, () => 0);
  for (const { receivedAt } of events) {
    const ago = Math.floor((now - new Date(receivedAt ?? '').getTime()) / spanMs);
    const place = spans - 1 - ago;
    if (place >= 0 && place < spans) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
