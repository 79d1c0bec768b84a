import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { hub, journeys, read } from '../api/client';
import { Problem } from '../api/problem';
import type { Notification } from '../api/shapes';
import { notificationsOf } from '../journeys/timeline';
import { Badge, Card } from '../ui/Page';
import { Empty, Shown } from '../ui/States';
import { Time } from '../ui/Time';

const RUNS = 20;

interface Sent {
  runId: string;
  journeyId: string;
  notification: Notification;
}

/** The hub answers for one notification at a time, so these are found by the guest's runs, which name theirs. */
export function GuestNotifications({ userId }: { userId: string }) {
  const query = useQuery({ queryKey: ['notifications', userId], queryFn: () => sentTo(userId), refetchInterval: 10_000 });
  return (
    <Card title="Mails and other notifications">
      <p className="quiet">Of the guest's newest {RUNS} runs, with what became of each on its channels.</p>
      <Shown query={query}>
        {(sent) =>
          sent.length === 0 ? (
            <Empty title="Nothing was sent by a journey." />
          ) : (
            <ul className="cards">
              {sent.map(({ runId, journeyId, notification }) => (
                <li key={notification.notificationId} className="card flat">
                  <header className="card-head">
                    <strong>
                      <Link to={`/runs/${runId}`}>{journeyId}</Link>
                    </strong>
                    <Badge>{notification.category}</Badge>
                    <Time at={notification.requestedAt} />
                  </header>
                  <ul className="deliveries">
                    {(notification.channels ?? []).map((delivery) => (
                      <li key={delivery.channel}>
                        <Badge tone={toneOf(delivery.state)}>{delivery.state}</Badge> {delivery.channel}
                        {delivery.reason && <span className="quiet"> · {delivery.reason}</span>} <Time at={delivery.at} ago />
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function toneOf(state: string | undefined): 'good' | 'warn' | 'bad' | 'plain' {
  switch (state) {
    case 'sent':
      return 'good';
    case 'suppressed':
      return 'warn';
    case 'failed':
      return 'bad';
    default:
      return 'plain';
  }
}

async function sentTo(userId: string): Promise<Sent[]> {
  const runs = await read(journeys.GET('/journeys/runs', { params: { query: { userId, limit: RUNS } } }));
  const found = await Promise.all(
    (runs.items ?? []).map(async (run) => {
      const runId = run.runId ?? '';
      const timeline = await read(journeys.GET('/journeys/runs/{runId}/timeline', { params: { path: { runId }, query: { limit: 200 } } }));
      const ids = notificationsOf(timeline.items ?? []);
      const known = await Promise.all(ids.map(notificationOf));
      return known.flatMap((notification) => (notification ? [{ runId, journeyId: run.journeyId ?? '', notification }] : []));
    }),
  );
  return found.flat();
}

/** None while the hub has not taken it yet. */
async function notificationOf(notificationId: string): Promise<Notification | undefined> {
  try {
    return await read(hub.GET('/notifications/{notificationId}', { params: { path: { notificationId } } }));
  } catch (failed) {
    if (failed instanceof Problem && failed.status === 404) return undefined;
    throw failed;
  }
}
