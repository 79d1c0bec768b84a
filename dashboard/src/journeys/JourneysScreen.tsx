import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import { journeys, read } from '../api/client';
import { useListing } from '../api/listing';
import type { Journey } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { Badge, Page } from '../ui/Page';
import { Empty } from '../ui/States';
import { Time } from '../ui/Time';
import { definitionOf } from './graph';

const COLUMNS: ColumnDef<Journey>[] = [
  {
    id: 'journey',
    header: 'Journey',
    enableHiding: false,
    cell: ({ row: { original: journey } }) => <Link to={`/journeys/${journey.journeyId}`}>{definitionOf(journey).name ?? journey.journeyId}</Link>,
  },
  { id: 'state', header: 'State', cell: ({ row }) => <JourneyState state={row.original.state} /> },
  { id: 'entry', header: 'Starts on', cell: ({ row }) => <code>{definitionOf(row.original).entry?.on}</code> },
  { id: 'version', header: 'Newest version', meta: { wide: true }, cell: ({ row }) => row.original.version },
  { id: 'live', header: 'Live version', meta: { wide: true }, cell: ({ row }) => row.original.liveVersion },
  { id: 'changed', header: 'Changed', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.updatedAt} /> },
];

export function JourneyState({ state }: { state: string | undefined }) {
  return <Badge tone={state === 'live' ? 'good' : state === 'draining' || state === 'arming' ? 'warn' : 'plain'}>{state}</Badge>;
}

export function JourneysScreen() {
  const list = useListing(['journeys'], (cursor) =>
    read(journeys.GET('/journeys', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  return (
    <Page title="Journeys" lead="What is done for guests, step by step, once they did something.">
      <DataTable name="Journeys" list={list} columns={COLUMNS} rowId={(journey) => journey.journeyId ?? ''} empty={<Empty title="No journeys." />} />
    </Page>
  );
}
