import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { journeys, read } from '../api/client';
import { useListing } from '../api/listing';
import type { Run } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { Badge } from '../ui/Page';
import { Empty } from '../ui/States';
import { Time } from '../ui/Time';

export interface RunFilter {
  userId?: string;
  journeyId?: string;
  status?: string;
}

export function RunsTable({ filter }: { filter: RunFilter }) {
  const list = useListing(
    ['runs', filter],
    (cursor) => read(journeys.GET('/journeys/runs', { params: { query: { ...filter, ...(cursor && { cursor }), limit: 100 } } })),
    { everyMs: 5_000 },
  );
  const columns = useMemo(() => columnsOf(filter.userId !== undefined), [filter.userId]);
  return (
    <DataTable
      name="Runs"
      list={list}
      columns={columns}
      rowId={(run) => run.runId ?? ''}
      empty={<Empty title="No runs.">One begins when a guest does what a live journey listens to.</Empty>}
    />
  );
}

function columnsOf(ofOneGuest: boolean): ColumnDef<Run>[] {
  return [
    { id: 'journey', header: 'Journey', enableHiding: false, cell: ({ row: { original: run } }) => <Link to={`/runs/${run.runId}`}>{`${run.journeyId} v${run.version}`}</Link> },
    ...(ofOneGuest
      ? []
      : [
          {
            id: 'guest',
            header: 'Guest',
            cell: ({ row }) => <Link to={`/guests/${row.original.userId}`}>{`…${row.original.userId?.slice(-6) ?? ''}`}</Link>,
          } satisfies ColumnDef<Run>,
        ]),
    { id: 'status', header: 'Status', cell: ({ row }) => <RunStatus run={row.original} /> },
    { id: 'node', header: 'At', meta: { wide: true }, cell: ({ row }) => <code>{row.original.node}</code> },
    { id: 'until', header: 'Until', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.until} /> },
    { id: 'began', header: 'Began', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.createdAt} /> },
    { id: 'changed', header: 'Changed', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.updatedAt} ago /> },
  ];
}

export function RunStatus({ run }: { run: Run }) {
  return (
    <>
      <Badge tone={run.status === 'waiting' ? 'warn' : run.status === 'exited' ? 'good' : 'plain'}>{run.status}</Badge>
      {run.reason && <span className="quiet"> {run.reason}</span>}
    </>
  );
}
