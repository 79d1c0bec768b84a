import type { ColumnDef } from '@tanstack/react-table';
import { useDeferredValue } from 'react';
import { Link, useSearchParams } from 'react-router';
import { read, users } from '../api/client';
import { useListing } from '../api/listing';
import type { Guest } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { ForOperators } from '../ui/ForOperators';
import { Id } from '../ui/Id';
import { Badge, Page } from '../ui/Page';
import { Empty } from '../ui/States';
import { Time } from '../ui/Time';
import { nameOf } from './guest';

const COLUMNS: ColumnDef<Guest>[] = [
  { id: 'name', header: 'Name', enableHiding: false, cell: ({ row: { original: guest } }) => <Link to={`/guests/${guest.userId}`}>{nameOf(guest)}</Link> },
  { id: 'email', header: 'E-mail', cell: ({ row }) => row.original.email },
  { id: 'phone', header: 'Phone', meta: { wide: true }, cell: ({ row }) => row.original.phone },
  { id: 'registered', header: 'Registered', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.registeredAt} /> },
  {
    id: 'state',
    header: 'State',
    meta: { wide: true },
    cell: ({ row }) => (row.original.isActive === false ? <Badge tone="warn">inactive</Badge> : <Badge tone="good">active</Badge>),
  },
  { id: 'id', header: 'Id', meta: { wide: true }, cell: ({ row }) => <Id value={row.original.userId} /> },
];

export function GuestsScreen() {
  const [asked, ask] = useSearchParams();
  const q = asked.get('q') ?? '';
  const words = useDeferredValue(q.trim());
  const list = useListing(['guests', words], (cursor) =>
    read(users.GET('/users', { params: { query: { ...(words && { q: words }), ...(cursor && { cursor }), limit: 200 } } })),
  );
  return (
    <Page
      title="Guests"
      lead="Everybody who is registered, the newest first."
      actions={
        <ForOperators>
          <Link className="button primary" to="/guests/new">
            Register a guest
          </Link>
        </ForOperators>
      }
    >
      <search className="filters">
        <label className="field">
          <span>Find by name or address</span>
          <input
            type="search"
            value={q}
            placeholder="ada, lovelace, ada@…"
            onChange={(event) => ask(event.target.value ? { q: event.target.value } : {}, { replace: true })}
          />
        </label>
      </search>
      <DataTable
        name="Guests"
        list={list}
        columns={COLUMNS}
        rowId={(guest) => guest.userId ?? ''}
        empty={
          words ? (
            <Empty title={`Nobody's name or address begins with “${words}”.`}>The beginning counts: of the address, the last name, or the first and last name.</Empty>
          ) : (
            <Empty title="No guests yet.">
              <ForOperators>
                <Link to="/guests/new">Register the first one</Link>, or run <code>./concierge demo</code>.
              </ForOperators>
            </Empty>
          )
        }
      />
    </Page>
  );
}
