import type { ColumnDef } from '@tanstack/react-table';
import { useQueries } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useSearchParams } from 'react-router';
import { AUDITED } from '../../generated/services';
import { auditOf, read } from '../api/client';
import { type Listing, useListing } from '../api/listing';
import { DataTable } from '../ui/DataTable';
import { Choice } from '../ui/Fields';
import { Badge, Page } from '../ui/Page';
import { Empty, Failed } from '../ui/States';
import { Time } from '../ui/Time';
import { together, toneOf, type Written } from './audit';

/** Of each service, where all are shown: their logs have numbers of their own and no common cursor. */
const NEWEST = 100;

const COLUMNS: ColumnDef<Written>[] = [
  { id: 'actor', header: 'Who', enableHiding: false, cell: ({ row }) => row.original.actor },
  { id: 'outcome', header: 'How it ended', cell: ({ row }) => <Badge tone={toneOf(row.original.outcome)}>{row.original.outcome}</Badge> },
  { id: 'action', header: 'What', cell: ({ row }) => <code className="one-line">{row.original.action}</code> },
  { id: 'at', header: 'When', cell: ({ row }) => <Time at={row.original.at} /> },
  { id: 'target', header: 'Of', meta: { wide: true }, cell: ({ row }) => <code className="one-line" title={row.original.target}>{row.original.target}</code> },
  { id: 'service', header: 'Service', meta: { wide: true }, cell: ({ row }) => row.original.service },
  { id: 'trace', header: 'Trace', meta: { wide: true }, cell: ({ row }) => row.original.trace },
];

interface Filter {
  actor?: string;
  target?: string;
}

export function AuditScreen() {
  const [asked, ask] = useSearchParams();
  const service = AUDITED.find((one) => one === asked.get('service'));
  const actor = useDeferredValue(asked.get('actor')?.trim() ?? '');
  const target = useDeferredValue(asked.get('target')?.trim() ?? '');
  const filter = { ...(actor && { actor }), ...(target && { target }) };
  const set = (field: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(field, value);
    else next.delete(field);
    ask(next, { replace: true });
  };
  return (
    <Page title="Audit log" lead="Who changed what, or was refused: a row before it is tried, one with how it ended. No service can change a row; ./concierge audit --verify checks that nobody did.">
      <search className="filters">
        <Choice label="Service" value={service ?? ''} onChange={(value) => set('service', value)} options={[['', 'all'], ...AUDITED.map((one) => [one, one] as [string, string])]} />
        <label className="field">
          <span>Who</span>
          <input type="search" value={asked.get('actor') ?? ''} placeholder="anybody" onChange={(event) => set('actor', event.target.value)} />
        </label>
        <label className="field">
          <span>Of what, as it begins</span>
          <input type="search" value={asked.get('target') ?? ''} placeholder="/users/" onChange={(event) => set('target', event.target.value)} />
        </label>
      </search>
      {service ? <OfOne key={service} service={service} filter={filter} /> : <OfAll filter={filter} />}
    </Page>
  );
}

async function rowsOf(service: string, filter: Filter, cursor: string | undefined, limit: number) {
  const page = await read(auditOf(service).GET('/ops/audit', { params: { query: { ...filter, ...(cursor && { cursor }), limit } } }));
  return { ...page, items: (page.items ?? []).map((row): Written => ({ ...row, service })) };
}

function OfOne({ service, filter }: { service: string; filter: Filter }) {
  const list = useListing<Written>(['audit', service, filter], (cursor) => rowsOf(service, filter, cursor, NEWEST), { everyMs: 5_000 });
  return <Rows list={list} />;
}

function OfAll({ filter }: { filter: Filter }) {
  const logs = useQueries({
    queries: AUDITED.map((service) => ({
      queryKey: ['audit', service, filter, 'newest'],
      queryFn: () => rowsOf(service, filter, undefined, NEWEST),
      refetchInterval: 5_000,
    })),
  });
  const away = AUDITED.filter((_, index) => logs[index]?.error);
  const longer = AUDITED.filter((_, index) => logs[index]?.data?.next);
  const list: Listing<Written> = {
    rows: together(logs.map((log) => log.data?.items ?? [])),
    isPending: logs.some((log) => log.isPending),
    error: null,
    more: false,
    isLoadingMore: false,
    loadMore: () => {},
    retry: () => {},
  };
  return (
    <>
      {away.length > 0 && <Failed error={logs.find((log) => log.error)?.error} />}
      {away.length > 0 && <p className="quiet">Without {away.join(', ')}.</p>}
      <Rows list={list} />
      {longer.length > 0 && <p className="quiet">Of {longer.join(', ')} the newest {NEWEST}; choose a service for all of its rows.</p>}
    </>
  );
}

function Rows({ list }: { list: Listing<Written> }) {
  return <DataTable name="Audit log" list={list} columns={COLUMNS} rowId={(row) => `${row.service} ${row.seq}`} empty={<Empty title="Nothing of the kind was written down." />} />;
}
