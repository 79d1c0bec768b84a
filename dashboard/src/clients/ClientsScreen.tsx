import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { done, read, users } from '../api/client';
import { useListing } from '../api/listing';
import type { ApiClient } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { DataTable } from '../ui/DataTable';
import { Choice } from '../ui/Fields';
import { ForAdmins } from '../ui/ForOperators';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed } from '../ui/States';
import { Time } from '../ui/Time';
import { MakeClient } from './MakeClient';
import { SecretGiven } from './SecretGiven';
import { WriteKeys } from './WriteKeys';

export function ClientsScreen() {
  const [making, setMaking] = useState(false);
  return (
    <Page
      title="Clients and keys"
      lead="Programs that may call the fleet: by a secret for tokens, or by a write key for events."
      actions={
        <ForAdmins>
          <button type="button" className="button primary" aria-expanded={making} onClick={() => setMaking(!making)}>
            Make a client
          </button>
        </ForAdmins>
      }
    >
      <ForAdmins otherwise={<Empty title="Only admins see who has access." />}>
        {making && <MakeClient />}
        <Clients />
        <WriteKeys />
      </ForAdmins>
    </Page>
  );
}

function State({ client }: { client: ApiClient }) {
  if (client.withdrawnAt) return <Badge tone="bad">withdrawn</Badge>;
  if (!client.isRegistered) return <Badge tone="warn">no file</Badge>;
  const isBoth = client.previousUntil && Date.parse(client.previousUntil) > Date.now();
  return isBoth ? (
    <span>
      <Badge tone="warn">two</Badge> <span className="quiet">until</span> <Time at={client.previousUntil} />
    </span>
  ) : (
    <Badge tone="good">there</Badge>
  );
}

/** How long the secret until now counts beside a new one. */
const KEPT: [string, string][] = [
  ['PT0S', 'ends at once'],
  ['PT1H', 'counts for another hour'],
  ['P1D', 'counts for another day'],
  ['P7D', 'counts for another week'],
];

interface Renewal {
  clientId: string;
  keepPrevious: string;
}

/** Keeps the choice to itself: were it a column's, each choice would make the table's cells anew and close the dialog. */
function Renew({ clientId, onConfirm }: { clientId: string; onConfirm: (renewal: Renewal) => void }) {
  const [keepPrevious, keep] = useState('P1D');
  return (
    <Confirm label="Renew…" title={`Another secret for ${clientId}?`} confirm="Renew" danger={false} onConfirm={() => onConfirm({ clientId, keepPrevious })}>
      <p>You see the new one once. Tokens that it has stay good until they expire.</p>
      <Choice label="The secret until now" value={keepPrevious} onChange={keep} options={KEPT} />
    </Confirm>
  );
}

function Clients() {
  const queries = useQueryClient();
  const onSuccess = () => void queries.invalidateQueries({ queryKey: ['clients'] });
  const list = useListing<ApiClient>(['clients'], (cursor) =>
    read(users.GET('/clients', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  const renew = useMutation({
    mutationFn: ({ clientId, keepPrevious }: Renewal) => read(users.POST('/clients/{clientId}/secret', { params: { path: { clientId } }, body: { keepPrevious } })),
    onSuccess,
  });
  const withdraw = useMutation({
    mutationFn: (clientId: string) => done(users.DELETE('/clients/{clientId}', { params: { path: { clientId } } })),
    onSuccess,
  });
  const columns = useMemo<ColumnDef<ApiClient>[]>(
    () => [
      { id: 'id', header: 'Client', enableHiding: false, cell: ({ row }) => row.original.clientId },
      { id: 'kind', header: 'Kind', meta: { wide: true }, cell: ({ row }) => row.original.kind },
      { id: 'state', header: 'Secret', cell: ({ row }) => <State client={row.original} /> },
      {
        id: 'change',
        header: 'Change',
        enableHiding: false,
        cell: ({ row: { original: client } }) =>
          client.origin !== 'admin' ? (
            <span className="quiet">in settings and files</span>
          ) : (
            !client.withdrawnAt && (
              <>
                <Renew clientId={client.clientId ?? ''} onConfirm={renew.mutate} />{' '}
                <Confirm label="Withdraw…" title={`Withdraw ${client.clientId}?`} confirm="Withdraw" onConfirm={() => withdraw.mutate(client.clientId ?? '')}>
                  For good: it gets no token any more, and those it has end within a second. Its id is never given again.
                </Confirm>
              </>
            )
          ),
      },
      { id: 'origin', header: 'From', meta: { wide: true }, cell: ({ row: { original: client } }) => (client.origin === 'admin' ? client.createdBy : <span className="quiet">{client.origin === 'fleet' ? 'every fleet' : 'settings'}</span>) },
      { id: 'businesses', header: 'Businesses', meta: { wide: true }, cell: ({ row }) => row.original.businesses?.join(', ') || <span className="quiet">all</span> },
      {
        id: 'scopes',
        header: 'Scopes',
        meta: { wide: true },
        cell: ({ row }) => <span className="one-line" title={row.original.scopes?.join(' ')}>{row.original.scopes?.join(' ') || 'none'}</span>,
      },
    ],
    [renew.mutate, withdraw.mutate],
  );
  return (
    <Card title="Clients">
      <p className="quiet">
        Those of every fleet and of the settings (<code>CONCIERGE_USER_TOKEN_CLIENTS_…</code>) have a file <code>client-secret-&lt;id&gt;</code>; they are read when user-service starts, and cannot be
        changed here.
      </p>
      {renew.data && <SecretGiven given={renew.data} />}
      {renew.error && <Failed error={renew.error} />}
      {withdraw.error && <Failed error={withdraw.error} />}
      <DataTable name="Clients" list={list} columns={columns} rowId={(client) => client.clientId ?? ''} height="24rem" empty={<Empty title="No clients." />} />
    </Card>
  );
}
