import { useState } from 'react';
import { Json } from '../ui/Json';
import { Badge, Card } from '../ui/Page';
import { Time } from '../ui/Time';
import { type Connection, type Heard, useTopic } from './live';

const KEPT = 20;

export function LiveState({ connection }: { connection: Connection }) {
  return (
    <span role="status">
      <Badge tone={connection === 'joined' ? 'good' : connection === 'refused' ? 'bad' : 'warn'}>
        {connection === 'joined' ? 'live' : connection}
      </Badge>
    </span>
  );
}

/** What comes on one live topic while the screen is open. */
export function LivePanel({ topic, title, events }: { topic: string; title: string; events: readonly string[] }) {
  const [heard, setHeard] = useState<Heard[]>([]);
  const connection = useTopic(topic, events, (one) => setHeard((before) => [one, ...before].slice(0, KEPT)));
  return (
    <Card title={title} actions={<LiveState connection={connection} />}>
      <p className="quiet">
        <code>{topic}</code>
      </p>
      {heard.length === 0 ? (
        <p className="quiet">What is sent to this guest's screen while you look appears here.</p>
      ) : (
        <ol className="heard" aria-live="polite">
          {heard.map((one, index) => (
            <li key={`${one.at} ${index}`}>
              <Badge>{one.event}</Badge> <Time at={one.at} />
              <Json label={one.event} value={one.payload} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
