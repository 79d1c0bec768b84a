import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import { journeys, read } from '../api/client';
import { useListing } from '../api/listing';
import type { Refusal } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { Badge } from '../ui/Page';
import { Empty } from '../ui/States';
import { Time } from '../ui/Time';
import type { RunFilter } from './RunsTable';

const COLUMNS: ColumnDef<Refusal>[] = [
  { id: 'journey', header: 'Journey', enableHiding: false, cell: ({ row }) => <Link to={`/journeys/${row.original.journeyId}`}>{row.original.journeyId}</Link> },
  { id: 'guest', header: 'Guest', cell: ({ row }) => <Link to={`/guests/${row.original.userId}`}>{`…${row.original.userId?.slice(-6) ?? ''}`}</Link> },
  { id: 'reason', header: 'Reason', cell: ({ row }) => <Badge tone="warn">{row.original.reason}</Badge> },
  { id: 'times', header: 'Times', cell: ({ row }) => row.original.times },
  { id: 'last', header: 'Last', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.lastAt} /> },
];

export function RefusalsTable({ filter }: { filter: Omit<RunFilter, 'status'> }) {
  const list = useListing(['refusals', filter], (cursor) =>
    read(journeys.GET('/journeys/runs/refusals', { params: { query: { ...filter, ...(cursor && { cursor }), limit: 100 } } })),
  );
  return (
    <DataTable
      name="Who was not let in"
      list={list}
      columns={COLUMNS}
      rowId={(refusal) => `${refusal.journeyId} ${refusal.userId} ${refusal.reason}`}
      empty={<Empty title="Nobody was refused." />}
    />
  );
}
