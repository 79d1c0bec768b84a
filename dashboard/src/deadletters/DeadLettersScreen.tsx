import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef, RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { opsOf, read } from '../api/client';
import { PARKING } from '../../generated/services';
import { useListing } from '../api/listing';
import type { DeadLetter, Gap, RemovedLetter } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { DataTable } from '../ui/DataTable';
import { ForOperators } from '../ui/ForOperators';
import { Id } from '../ui/Id';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed } from '../ui/States';
import { Time } from '../ui/Time';
import { useToast } from '../ui/Toasts';
import { keysOf } from './letters';

const FIRST = 50;

export function DeadLettersScreen() {
  const [asked, ask] = useSearchParams();
  const service = PARKING.find((one) => one === asked.get('service')) ?? PARKING[0];
  const counts = useQueries({
    queries: PARKING.map((one) => ({
      queryKey: ['dead letters', one, 'count'],
      queryFn: () => read(opsOf(one).GET('/ops/dead-letters', { params: { query: { limit: FIRST } } })),
      refetchInterval: 10_000,
    })),
  });
  return (
    <Page
      title="Dead letters"
      lead="Messages that a service could not take: they wait, with all behind them of the same key, until they are redriven or discarded."
    >
      <nav className="tabs" aria-label="Services">
        {PARKING.map((one, index) => {
          const page = counts[index]?.data;
          const count = page?.items?.length ?? 0;
          return (
            <Link key={one} to={`?service=${one}`} className="tab" aria-current={one === service ? 'page' : undefined} onClick={() => ask({ service: one })}>
              {one}{' '}
              {counts[index]?.error ? (
                <Badge tone="bad">away</Badge>
              ) : (
                count > 0 && (
                  <Badge tone="warn">
                    {count}
                    {page?.next ? '+' : ''}
                  </Badge>
                )
              )}
            </Link>
          );
        })}
      </nav>
      <Letters key={service} service={service} />
      <Lost key={`gaps of ${service}`} service={service} />
      <Removed key={`removed of ${service}`} service={service} />
    </Page>
  );
}

const COLUMNS: ColumnDef<DeadLetter>[] = [
  {
    id: 'chosen',
    enableHiding: false,
    meta: { width: '2.5rem' },
    header: ({ table }) => (
      <input type="checkbox" aria-label="All that are shown" checked={table.getIsAllRowsSelected()} onChange={table.getToggleAllRowsSelectedHandler()} />
    ),
    cell: ({ row }) => (
      <input type="checkbox" aria-label={`Message ${row.original.id}`} checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
    ),
  },
  { id: 'type', header: 'Type', enableHiding: false, cell: ({ row }) => <code>{row.original.type ?? row.original.work}</code> },
  { id: 'cause', header: 'Cause', cell: ({ row }) => <span className="one-line" title={row.original.cause}>{row.original.cause}</span> },
  { id: 'key', header: 'Key', meta: { wide: true }, cell: ({ row }) => <Id value={row.original.key} /> },
  { id: 'topic', header: 'Topic', meta: { wide: true }, cell: ({ row }) => row.original.topic },
  { id: 'attempts', header: 'Attempts', meta: { wide: true }, cell: ({ row }) => row.original.attempts },
  { id: 'parked', header: 'Parked', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.parkedAt} ago /> },
  { id: 'state', header: 'State', cell: ({ row }) => (row.original.redriveRequested ? <Badge tone="good">redriving</Badge> : <Badge tone="warn">waits</Badge>) },
];

function Letters({ service }: { service: string }) {
  const queries = useQueryClient();
  const toast = useToast();
  const [chosen, choose] = useState<RowSelectionState>({});
  const list = useListing<DeadLetter>(
    ['dead letters', service],
    (cursor) => read(opsOf(service).GET('/ops/dead-letters', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
    { everyMs: 3_000 },
  );
  const letters = useMemo(() => list.rows.filter((letter) => chosen[String(letter.seq)]), [list.rows, chosen]);
  const again = () => {
    choose({});
    void queries.invalidateQueries({ queryKey: ['dead letters', service] });
    void queries.invalidateQueries({ queryKey: ['removed letters', service] });
  };
  const redrive = useMutation({
    mutationFn: (keys: string[] | undefined) => read(opsOf(service).POST('/ops/dead-letters', { body: keys ? { keys } : {} })),
    onSuccess: ({ messages }) => {
      toast('Redriven', `${messages} messages are tried again, in their order.`);
      again();
    },
  });
  const discard = useMutation({
    mutationFn: (reason: string) =>
      read(opsOf(service).POST('/ops/dead-letters/discard', { body: { seqs: letters.flatMap(({ seq }) => (seq === undefined ? [] : [seq])), reason } })),
    onSuccess: ({ messages }) => {
      toast('Discarded', `${messages} messages; who and why is kept below.`);
      again();
    },
  });
  const busy = redrive.isPending || discard.isPending;
  return (
    <Card
      title={`Waiting in ${service}`}
      actions={
        <div className="actions">
          <ForOperators>
            <button type="button" className="button" disabled={busy || letters.length === 0} onClick={() => redrive.mutate(keysOf(letters))}>
              Redrive {letters.length || ''}
            </button>
            <button type="button" className="button" disabled={busy || list.rows.length === 0} onClick={() => redrive.mutate(undefined)}>
              Redrive all
            </button>
          </ForOperators>
          <Confirm
            label={letters.length ? `Discard ${letters.length}…` : 'Discard…'}
            title={`Discard ${letters.length} messages?`}
            confirm="Discard"
            reason
            disabled={busy || letters.length === 0}
            onConfirm={(reason) => discard.mutate(reason)}
          >
            They will not take effect, ever. Those behind them of the same key go on.
          </Confirm>
        </div>
      }
    >
      {redrive.error && <Failed error={redrive.error} />}
      {discard.error && <Failed error={discard.error} />}
      <DataTable
        name={`Dead letters of ${service}`}
        list={list}
        columns={COLUMNS}
        rowId={(letter) => String(letter.seq)}
        selection={{ chosen, onChange: choose }}
        empty={<Empty title="Nothing is parked here." />}
      />
    </Card>
  );
}

const GAPS: ColumnDef<Gap>[] = [
  { id: 'topic', header: 'Topic', enableHiding: false, cell: ({ row }) => `${row.original.topic} ${row.original.partition}` },
  { id: 'source', header: 'Source', cell: ({ row }) => row.original.source },
  { id: 'numbers', header: 'Expected, came', cell: ({ row }) => `${row.original.expected}, ${row.original.found}` },
  { id: 'noticed', header: 'Noticed', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.noticedAt} ago /> },
  {
    id: 'accepted',
    header: 'Accepted',
    cell: ({ row }) => (row.original.acceptedAt ? `${row.original.acceptedBy}: ${row.original.reason}` : <Badge tone="bad">the partition stands still</Badge>),
  },
];

/** A number that never came: nothing of its partition goes on until somebody accepts the loss. */
function Lost({ service }: { service: string }) {
  const queries = useQueryClient();
  const list = useListing<Gap>(['gaps', service], (cursor) =>
    read(opsOf(service).GET('/ops/gaps', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  const open = list.rows.filter((gap) => !gap.acceptedAt);
  const accept = useMutation({
    mutationFn: (reason: string) =>
      read(opsOf(service).POST('/ops/gaps', { body: { ids: open.flatMap(({ id }) => (id === undefined ? [] : [id])), reason } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['gaps', service] }),
  });
  if (!list.error && list.rows.length === 0) return null;
  return (
    <Card
      title="Lost messages"
      actions={
        open.length > 0 && (
          <Confirm label="Accept the loss…" title={`Accept ${open.length} losses?`} confirm="Accept" reason onConfirm={(reason) => accept.mutate(reason)}>
            The partitions go on behind what was lost. Find out first what it was: docs/operations.md, “A message was lost”.
          </Confirm>
        )
      }
    >
      {accept.error && <Failed error={accept.error} />}
      <DataTable name={`Lost messages of ${service}`} list={list} columns={GAPS} rowId={(gap) => String(gap.id)} empty={null} />
    </Card>
  );
}

const REMOVED: ColumnDef<RemovedLetter>[] = [
  { id: 'type', header: 'Type', enableHiding: false, cell: ({ row }) => <code>{row.original.type}</code> },
  { id: 'reason', header: 'Reason', cell: ({ row }) => row.original.reason },
  { id: 'by', header: 'By', cell: ({ row }) => row.original.removedBy },
  { id: 'at', header: 'When', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.removedAt} /> },
  { id: 'cause', header: 'Cause', meta: { wide: true }, cell: ({ row }) => <span className="one-line">{row.original.cause}</span> },
  { id: 'key', header: 'Key', meta: { wide: true }, cell: ({ row }) => <Id value={row.original.key} /> },
];

function Removed({ service }: { service: string }) {
  const list = useListing<RemovedLetter>(['removed letters', service], (cursor) =>
    read(opsOf(service).GET('/ops/dead-letters/removed', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  return (
    <Card title="Discarded before">
      <DataTable
        name={`Discarded messages of ${service}`}
        list={list}
        columns={REMOVED}
        rowId={(letter) => String(letter.seq)}
        height="20rem"
        empty={<Empty title="Nothing was ever discarded here." />}
      />
    </Card>
  );
}
