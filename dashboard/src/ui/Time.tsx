import { agoOf, HERE, momentOf } from './moment';

/** A moment in the viewer's zone, and in the guest's where that is another. */
export function Time({ at, zone, ago = false }: { at: string | undefined; zone?: string | undefined; ago?: boolean }) {
  if (!at) return <span className="quiet">–</span>;
  const theirs = zone && zone !== HERE ? momentOf(at, zone) : undefined;
  return (
    <time dateTime={at} title={at}>
      {ago ? agoOf(at, Date.now()) : momentOf(at)}
      {theirs && <span className="quiet"> · {theirs} theirs</span>}
    </time>
  );
}
