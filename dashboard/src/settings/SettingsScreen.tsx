import { Form } from '@base-ui/react/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { conciergeOps, done, hubOps, read, resources, userOps } from '../api/client';
import { useListing } from '../api/listing';
import { Problem } from '../api/problem';
import type { Business, LiveTopic } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { DataTable } from '../ui/DataTable';
import { TextField } from '../ui/Fields';
import { ForAdmins, ForOperators } from '../ui/ForOperators';
import { HERE } from '../ui/moment';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { useToast } from '../ui/Toasts';

export function SettingsScreen() {
  return (
    <Page title="Settings" lead="What the fleet lets an operator set while it runs. Everything else is set where it is started: contracts/README.md.">
      <Businesses />
      <Stops />
      <Models />
      <Live />
      <ForAdmins>
        <Keys />
      </ForAdmins>
    </Page>
  );
}

const BUSINESSES: ColumnDef<Business>[] = [
  { id: 'id', header: 'Business', enableHiding: false, cell: ({ row }) => <Link to={`/resources?business=${row.original.businessId}`}>{row.original.businessId}</Link> },
  { id: 'name', header: 'Name', cell: ({ row }) => row.original.name },
  { id: 'zone', header: 'Zone', meta: { wide: true }, cell: ({ row }) => row.original.zone },
  { id: 'shard', header: 'Shard', meta: { wide: true }, cell: ({ row }) => row.original.shardId },
  { id: 'state', header: 'State', cell: ({ row }) => <Badge tone={row.original.state === 'open' ? 'good' : 'warn'}>{row.original.state}</Badge> },
];

function Businesses() {
  const queries = useQueryClient();
  const toast = useToast();
  const list = useListing<Business>(['businesses', 'page'], (cursor) =>
    read(resources.GET('/businesses', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  const add = useMutation({
    mutationFn: ({ businessId = '', name = '', zone = '' }: Record<string, string>) => read(resources.POST('/businesses', { body: { businessId, name, zone } })),
    onSuccess: (business) => {
      toast('Added', business.name);
      void queries.invalidateQueries({ queryKey: ['businesses'] });
    },
  });
  const problem = add.error instanceof Problem ? add.error : undefined;
  return (
    <Card title="Businesses">
      <DataTable name="Businesses" list={list} columns={BUSINESSES} rowId={(business) => business.businessId ?? ''} height="20rem" empty={<Empty title="No business yet." />} />
      <ForOperators>
      <details>
        <summary>Add a business</summary>
        <Form className="form" errors={problem?.fields ?? {}} onFormSubmit={(values) => add.mutate(values as Record<string, string>)}>
          <div className="row">
            <TextField name="businessId" label="Id" required placeholder="business-123" autoComplete="off" />
            <TextField name="name" label="Name" required autoComplete="off" />
            <TextField name="zone" label="Zone" required defaultValue={HERE} autoComplete="off" />
          </div>
          {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
          <div className="actions">
            <button type="submit" className="button primary" disabled={add.isPending}>
              Add
            </button>
          </div>
        </Form>
      </details>
      </ForOperators>
    </Card>
  );
}

/** The hub's live topics, as far as one pod knows. */
function Live() {
  const columns = useMemo<ColumnDef<LiveTopic>[]>(
    () => [
      { id: 'topic', header: 'Topic', enableHiding: false, cell: ({ row }) => <code>{row.original.topic}</code> },
      { id: 'sockets', header: 'Sockets', cell: ({ row }) => row.original.sockets },
    ],
    [],
  );
  const list = useListing<LiveTopic>(
    ['live topics'],
    (cursor) => read(hubOps.GET('/ops/live/topics', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
    { everyMs: 5_000 },
  );
  return (
    <Card title="Live topics">
      <DataTable name="Live topics" list={list} columns={columns} rowId={(topic) => topic.topic ?? ''} height="16rem" empty={<Empty title="Nobody listens at the moment." />} />
    </Card>
  );
}

const CHANNELS = ['email', 'live', 'inbox'];

/** The emergency stop of a channel: what is asked for meanwhile waits. */
function Stops() {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['stops'], queryFn: () => read(hubOps.GET('/ops/notifications/stops')), refetchInterval: 10_000 });
  const again = () => void queries.invalidateQueries({ queryKey: ['stops'] });
  const stop = useMutation({
    mutationFn: ({ channel, reason }: { channel: string; reason: string }) =>
      read(hubOps.PUT('/ops/notifications/stops/{channel}', { params: { path: { channel } }, body: { reason } })),
    onSuccess: again,
  });
  const release = useMutation({
    mutationFn: (channel: string) => done(hubOps.DELETE('/ops/notifications/stops/{channel}', { params: { path: { channel } } })),
    onSuccess: again,
  });
  return (
    <Card title="Emergency stops">
      {stop.error && <Failed error={stop.error} />}
      {release.error && <Failed error={release.error} />}
      <Shown query={query}>
        {({ items = [] }) => (
          <ul className="lights">
            {CHANNELS.map((channel) => {
              const stopped = items.find((one) => one.channel === channel);
              return (
                <li key={channel}>
                  <span>
                    {channel}{' '}
                    {stopped ? (
                      <>
                        <Badge tone="bad">stopped</Badge>
                        <span className="quiet">
                          {stopped.by}: {stopped.reason}
                        </span>
                      </>
                    ) : (
                      <Badge tone="good">goes</Badge>
                    )}
                  </span>
                  {stopped ? (
                    <ForOperators>
                      <button type="button" className="button small" onClick={() => release.mutate(channel)}>
                        Let go on
                      </button>
                    </ForOperators>
                  ) : (
                    <Confirm label="Stop…" title={`Stop ${channel}?`} confirm="Stop" reason onConfirm={(reason) => stop.mutate({ channel, reason })}>
                      Nothing is delivered by it until somebody lets it go on.
                    </Confirm>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Shown>
    </Card>
  );
}

function Models() {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['models'], queryFn: () => read(conciergeOps.GET('/ops/models', { params: { query: { limit: 20 } } })) });
  const serve = useMutation({
    mutationFn: (version: string) => read(conciergeOps.PUT('/ops/models/served', { body: { version } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['models'] }),
  });
  return (
    <Card title="The model of curations">
      {serve.error && <Failed error={serve.error} />}
      <Shown query={query}>
        {({ items = [] }) =>
          items.length === 0 ? (
            <Empty title="None learnt yet.">
              <code>./concierge train</code> learns one from what guests did.
            </Empty>
          ) : (
            <ul className="deliveries">
              {items.map((model) => (
                <li key={model.version}>
                  {model.isServed ? <Badge tone="good">served</Badge> : <Badge>kept</Badge>} {model.learner} <Time at={model.trainedAt} />{' '}
                  <span className="quiet">
                    {model.items} items, {model.guests} guests, {model.interactions} interactions
                  </span>{' '}
                  {!model.isServed && (
                    <ForOperators>
                      <button type="button" className="button small" disabled={serve.isPending} onClick={() => serve.mutate(model.version ?? '')}>
                        Serve
                      </button>
                    </ForOperators>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Keys() {
  const toast = useToast();
  const rotate = useMutation({
    mutationFn: () => read(userOps.POST('/ops/keys/rotate')),
    onSuccess: ({ activeKeyId }) => toast('Rotated', `Key ${activeKeyId} signs from now on.`),
  });
  return (
    <Card title="Signing keys">
      <p>Tokens are signed with the active key; the next one is published beforehand, the last one until its tokens are over.</p>
      {rotate.error && <Failed error={rotate.error} />}
      <Confirm label="Rotate…" title="Rotate the signing keys?" confirm="Rotate" onConfirm={() => rotate.mutate()}>
        Tokens that were given out stay valid until they end.
      </Confirm>
    </Card>
  );
}
