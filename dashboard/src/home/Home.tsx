import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { events, hubOps, journeys, opsOf, read, users } from '../api/client';
import { PARKING } from '../../generated/services';
import type { GuestEvent } from '../api/shapes';
import { nameOf } from '../guests/guest';
import { ForOperators } from '../ui/ForOperators';
import { Badge, Card, Page } from '../ui/Page';
import { Failed, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { countsOf } from './counts';
import { useHealth } from './health';
import { Spark } from './Spark';
import { stepsDone, TOUR } from './tour';

const HOUR_MS = 3_600_000;
const MINUTES = 60;
/** Pages of events that are read to count the last hour. */
const PAGES = 5;

export function Home() {
  return (
    <Page title="Home" lead="How the fleet is, and what needs somebody.">
      <div className="flow">
        <Attention />
        <ForOperators>
          <Tour />
        </ForOperators>
        <Numbers />
        <Services />
        <Newest />
      </div>
    </Page>
  );
}

function Services() {
  const health = useHealth();
  return (
    <Card title="Services" actions={health.data && <Badge tone={health.data.status === 'UP' ? 'good' : 'bad'}>{health.data.status.toLowerCase()}</Badge>}>
      <Shown query={health}>
        {({ components }) => (
          <ul className="lights">
            {Object.entries(components).map(([name, state]) => (
              <li key={name}>
                <span>{name}</span>
                <Badge tone={state === 'UP' ? 'good' : state === 'OUT_OF_SERVICE' ? 'warn' : 'bad'}>{state.toLowerCase().replaceAll('_', ' ')}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Card>
  );
}

/** Dead letters, losses and services that are away: whatever waits for a person. */
function Attention() {
  const health = useHealth();
  const letters = useQueries({
    queries: PARKING.map((service) => ({
      queryKey: ['dead letters', service, 'count'],
      queryFn: () => read(opsOf(service).GET('/ops/dead-letters', { params: { query: { limit: 50 } } })),
      refetchInterval: 10_000,
    })),
  });
  const gaps = useQueries({
    queries: PARKING.map((service) => ({
      queryKey: ['gaps', service, 'open'],
      queryFn: () => read(opsOf(service).GET('/ops/gaps', { params: { query: { limit: 50 } } })),
      refetchInterval: 30_000,
    })),
  });
  const away = Object.entries(health.data?.components ?? {}).filter(([, state]) => state !== 'UP');
  const parked = PARKING.flatMap((service, index) => {
    const page = letters[index]?.data;
    const count = page?.items?.length ?? 0;
    return count > 0 ? [{ service, count, more: page?.next !== undefined }] : [];
  });
  const lost = PARKING.flatMap((service, index) => {
    const open = (gaps[index]?.data?.items ?? []).filter((gap) => !gap.acceptedAt).length;
    return open > 0 ? [{ service, open }] : [];
  });
  const refused = letters.find((one) => one.error);
  const quiet = away.length + parked.length + lost.length === 0 && !refused;
  return (
    <Card title="Needs attention" className={quiet ? '' : 'attention'}>
      {letters.some((one) => one.isPending) && <p className="quiet" role="status">Asking every service…</p>}
      {refused && <Failed error={refused.error} />}
      {quiet && !letters.some((one) => one.isPending) && <p>Nothing. No message is parked or lost, every service answers.</p>}
      <ul className="deliveries">
        {away.map(([service, state]) => (
          <li key={service}>
            <Badge tone="bad">{state.toLowerCase().replaceAll('_', ' ')}</Badge> {service}
          </li>
        ))}
        {parked.map(({ service, count, more }) => (
          <li key={service}>
            <Badge tone="warn">
              {count}
              {more ? '+' : ''}
            </Badge>{' '}
            <Link to={`/dead-letters?service=${service}`}>dead letters of {service}</Link>
          </li>
        ))}
        {lost.map(({ service, open }) => (
          <li key={service}>
            <Badge tone="bad">{open}</Badge> <Link to={`/dead-letters?service=${service}`}>lost messages of {service}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface LastHour {
  events: GuestEvent[];
  isAll: boolean;
  askedAt: number;
}

async function lastHour(): Promise<LastHour> {
  const askedAt = Date.now();
  const from = new Date(askedAt - HOUR_MS).toISOString();
  const all: GuestEvent[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const one = await read(events.GET('/events', { params: { query: { from, limit: 200, ...(cursor && { cursor }) } } }));
    all.push(...(one.items ?? []));
    cursor = one.next;
    if (!cursor) break;
  }
  return { events: all, isAll: !cursor, askedAt };
}

function Numbers() {
  const hour = useQuery({ queryKey: ['events', 'last hour'], queryFn: lastHour, refetchInterval: 15_000 });
  const waiting = useQuery({
    queryKey: ['runs', 'waiting'],
    queryFn: () => read(journeys.GET('/journeys/runs', { params: { query: { status: 'waiting', limit: 200 } } })),
    refetchInterval: 10_000,
  });
  const topics = useQuery({
    queryKey: ['live topics', 'count'],
    queryFn: () => read(hubOps.GET('/ops/live/topics', { params: { query: { limit: 200 } } })),
    refetchInterval: 10_000,
  });
  return (
    <Card title="The last hour">
      <Shown query={hour}>
        {({ events: received, isAll, askedAt }) => {
          const counts = countsOf(received, askedAt, MINUTES, HOUR_MS / MINUTES);
          const guests = new Set(received.map((event) => event.userId)).size;
          const more = isAll ? '' : '+';
          return (
            <>
              <dl className="numbers">
                <Count name="events" value={`${received.length}${more}`} to="/events" />
                <Count name="guests did something" value={`${guests}${more}`} to="/guests" />
                <Count name="registered" value={`${received.filter((event) => event.eventName === 'user.registered').length}${more}`} to="/events?name=user.registered" />
                <Count name="runs wait" value={waiting.data ? `${waiting.data.items?.length ?? 0}${waiting.data.next ? '+' : ''}` : '…'} to="/runs?status=waiting" />
                <Count name="live topics" value={topics.data ? `${topics.data.items?.length ?? 0}${topics.data.next ? '+' : ''}` : '…'} to="/settings" />
              </dl>
              <Spark counts={counts} label="Events by minute" />
              <p className="quiet">Events by minute{isAll ? '' : `; counted are the newest ${received.length}`}.</p>
            </>
          );
        }}
      </Shown>
    </Card>
  );
}

function Count({ name, value, to }: { name: string; value: string; to: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Link to={to}>{value}</Link>
      </dd>
    </div>
  );
}

function Newest() {
  const query = useQuery({
    queryKey: ['guests', 'newest'],
    queryFn: () => read(users.GET('/users', { params: { query: { limit: 6 } } })),
    refetchInterval: 10_000,
  });
  return (
    <Card title="Newest guests" actions={<Link to="/guests">All</Link>}>
      <Shown query={query}>
        {({ items = [] }) =>
          items.length === 0 ? (
            <p className="quiet">Nobody yet.</p>
          ) : (
            <ul className="lights">
              {items.map((guest) => (
                <li key={guest.userId}>
                  <Link to={`/guests/${guest.userId}`}>{nameOf(guest)}</Link>
                  <Time at={guest.registeredAt} ago />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Tour() {
  const [hidden, setHidden] = useState(localStorage.getItem('tour hidden') === 'yes');
  const done = stepsDone();
  if (hidden) return null;
  return (
    <Card
      title="The story in five steps"
      actions={
        <button
          type="button"
          className="button small"
          onClick={() => {
            localStorage.setItem('tour hidden', 'yes');
            setHidden(true);
          }}
        >
          Hide
        </button>
      }
    >
      <ol className="tour">
        {TOUR.map(({ step, title, to, why }) => (
          <li key={step} data-done={done.includes(step) || undefined}>
            <Link to={to}>{title}</Link>
            {done.includes(step) && <Badge tone="good">done</Badge>}
            <p className="quiet">{why}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
