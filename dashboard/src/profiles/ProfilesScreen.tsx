import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import { read, users } from '../api/client';
import { useListing } from '../api/listing';
import type { Profile } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { Id } from '../ui/Id';
import { Page } from '../ui/Page';
import { Empty } from '../ui/States';

const COLUMNS: ColumnDef<Profile>[] = [
  { id: 'guest', header: 'Guest', enableHiding: false, cell: ({ row }) => <Link to={`/guests/${row.original.userId}`}>profile of {row.original.userId?.slice(-6)}</Link> },
  { id: 'topics', header: 'Topics', cell: ({ row }) => row.original.topics?.join(', ') || <span className="quiet">none yet</span> },
  { id: 'spending', header: 'Spending class', cell: ({ row }) => row.original.about?.spendingClass },
  { id: 'gender', header: 'Gender', meta: { wide: true }, cell: ({ row }) => row.original.about?.gender },
  { id: 'real', header: 'Life stage, real', meta: { wide: true }, cell: ({ row }) => row.original.about?.realLifeStage },
  { id: 'acting', header: 'Life stage, acting', meta: { wide: true }, cell: ({ row }) => row.original.about?.actingLifeStage },
  { id: 'id', header: 'Guest’s id', meta: { wide: true }, cell: ({ row }) => <Id value={row.original.userId} /> },
];

export function ProfilesScreen() {
  const list = useListing(
    ['profiles'],
    (cursor) => read(users.GET('/profiles', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
    { everyMs: 3_000 },
  );
  return (
    <Page title="Profiles" lead="What guests seem to like, learnt from what they do; read anew every few seconds.">
      <DataTable
        name="Profiles"
        list={list}
        columns={COLUMNS}
        rowId={(profile) => profile.userId ?? ''}
        empty={<Empty title="No profiles yet.">One appears with each registered guest.</Empty>}
      />
    </Page>
  );
}
