import { useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import { hub, journeys, read } from '../api/client';
import { useListing } from '../api/listing';
import { Problem } from '../api/problem';
import type { InboxItem, Notification } from '../api/shapes';
import { notificationsOf } from '../journeys/timeline';
import { DataTable } from '../ui/DataTable';
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
    <>
      <Inbox userId={userId} />
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
    </>
  );
}

/** What the guest's own app shows. */
function Inbox({ userId }: { userId: string }) {
  const list = useListing<InboxItem>(
    ['inbox', userId],
    (cursor) => read(hub.GET('/inbox/{userId}', { params: { path: { userId }, query: { ...(cursor && { cursor }), limit: 50 } } })),
    { everyMs: 10_000 },
  );
  return (
    <Card title="Inbox">
      <DataTable
        name="Inbox"
        list={list}
        columns={INBOX}
        rowId={(item) => item.notificationId ?? ''}
        height="18rem"
        empty={<Empty title="The inbox is empty.">A journey writes to it by the channel “inbox”.</Empty>}
      />
    </Card>
  );
}

const INBOX: ColumnDef<InboxItem>[] = [
  { id: 'subject', header: 'Subject', enableHiding: false, cell: ({ row }) => row.original.subject ?? row.original.text },
  { id: 'received', header: 'Received', cell: ({ row }) => <Time at={row.original.receivedAt} ago /> },
  { id: 'read', header: 'Read', cell: ({ row }) => (row.original.readAt ? <Time at={row.original.readAt} ago /> : <Badge tone="warn">unread</Badge>) },
];

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
