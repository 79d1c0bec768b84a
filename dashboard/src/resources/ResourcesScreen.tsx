import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { everything } from '../guests/data';
import { read, resources } from '../api/client';
import { useListing } from '../api/listing';
import type { Business, Location } from '../api/shapes';
import { stepDone } from '../home/tour';
import { LiveState } from '../live/LivePanel';
import { useTopic } from '../live/live';
import { DataTable } from '../ui/DataTable';
import { Choice } from '../ui/Fields';
import { Card, Page } from '../ui/Page';
import { Empty, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { changedBy, type Resource } from './resource';

const EVENTS = ['resource_update'];
/** Changes that arrive together are read together. */
const GATHER_MS = 150;
const LIT_MS = 4_000;

export function ResourcesScreen() {
  const [asked, ask] = useSearchParams();
  const businesses = useQuery({
    queryKey: ['businesses'],
    queryFn: () => everything<Business>((cursor) => read(resources.GET('/businesses', { params: { query: { ...(cursor && { cursor }), limit: 200 } } }))),
    refetchInterval: 15_000,
  });
  return (
    <Page title="Resources" lead="What a place has, as it changes: a write by anybody shows here without a reload.">
      <Shown query={businesses}>
        {(known) => {
          const business = asked.get('business') ?? known[0]?.businessId;
          if (!business) {
            return (
              <Empty title="No business yet.">
                The first write adds its business and location: step 6 of the README, or Settings.
              </Empty>
            );
          }
          return (
            <OfBusiness
              key={business}
              business={business}
              businesses={known}
              location={asked.get('location') ?? undefined}
              type={asked.get('type') ?? ''}
              onChoose={(chosen) => ask(chosen, { replace: true })}
            />
          );
        }}
      </Shown>
    </Page>
  );
}

interface OfBusinessProps {
  business: string;
  businesses: Business[];
  location: string | undefined;
  type: string;
  onChoose: (chosen: Record<string, string>) => void;
}

function OfBusiness({ business, businesses, location, type, onChoose }: OfBusinessProps) {
  const locations = useQuery({
    queryKey: ['locations', business],
    queryFn: () =>
      everything<Location>((cursor) =>
        read(resources.GET('/businesses/{business}/locations', { params: { path: { business }, query: { ...(cursor && { cursor }), limit: 200 } } })),
      ),
    refetchInterval: 15_000,
  });
  return (
    <Shown query={locations}>
      {(known) => {
        const chosen = location ?? known[0]?.locationId;
        return (
          <>
            <search className="filters">
              <Choice
                label="Business"
                value={business}
                onChange={(value) => onChoose({ business: value })}
                options={optionsOf(businesses.map((one) => [one.businessId ?? '', one.name ?? '']), business)}
              />
              <Choice
                label="Location"
                value={chosen ?? ''}
                onChange={(value) => onChoose({ business, location: value })}
                options={optionsOf(known.map((one) => [one.locationId ?? '', one.name ?? '']), chosen)}
              />
              <label className="field">
                <span>Type</span>
                <input
                  type="search"
                  value={type}
                  placeholder="any"
                  onChange={(event) => onChoose({ business, ...(chosen && { location: chosen }), ...(event.target.value && { type: event.target.value.trim() }) })}
                />
              </label>
            </search>
            {chosen ? <Open key={`${chosen} ${type}`} business={business} location={chosen} type={type} /> : <Empty title="This business has no location yet." />}
          </>
        );
      }}
    </Shown>
  );
}

function optionsOf(known: [string, string][], chosen: string | undefined): [string, string][] {
  const all = known.some(([id]) => id === chosen) || !chosen ? known : [[chosen, chosen] as [string, string], ...known];
  return all.map(([id, name]) => [id, name && name !== id ? `${name} (${id})` : id]);
}

function Open({ business, location, type }: { business: string; location: string; type: string }) {
  const queries = useQueryClient();
  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [lit, setLit] = useState<Record<string, string>>({});
  const key = ['resources', business, location, type];
  const path = { business, location };
  const list = useListing<Resource>(key, (cursor) => {
    const query = { ...(cursor && { cursor }), limit: 200 };
    return type
      ? read(resources.GET('/businesses/{business}/locations/{location}/resources/{type}', { params: { path: { ...path, type }, query } }))
      : read(resources.GET('/businesses/{business}/locations/{location}/resources', { params: { path, query } }));
  });
  const connection = useTopic(`resources:${business}-${location}`, EVENTS, ({ payload }) => {
    stepDone('resource');
    const changed = changedBy(payload);
    if (changed) {
      setLit((before) => ({ ...before, [changed.id]: changed.how }));
      setTimeout(() => setLit(({ [changed.id]: _, ...rest }) => rest), LIT_MS);
    }
    clearTimeout(gathering.current);
    gathering.current = setTimeout(() => void queries.invalidateQueries({ queryKey: key }), GATHER_MS);
  });
  const columns = useMemo(() => columnsOf(lit), [lit]);
  return (
    <Card title={`${business}, ${location}`} actions={<LiveState connection={connection} />}>
      <DataTable
        name="Resources"
        list={list}
        columns={columns}
        rowId={(resource) => `${resource.resourceType} ${resource.id}`}
        empty={<Empty title="Nothing here yet.">It appears as soon as somebody writes it.</Empty>}
      />
    </Card>
  );
}

function columnsOf(lit: Record<string, string>): ColumnDef<Resource>[] {
  return [
    { id: 'type', header: 'Type', enableHiding: false, cell: ({ row }) => row.original.resourceType },
    {
      id: 'id',
      header: 'Id',
      cell: ({ row: { original: resource } }) => (
        <span className={lit[resource.id ?? ''] ? 'lit' : undefined}>
          {resource.id}
          {lit[resource.id ?? ''] && <span className="quiet"> {lit[resource.id ?? '']}</span>}
        </span>
      ),
    },
    { id: 'data', header: 'Data', cell: ({ row }) => <code className="one-line">{JSON.stringify(row.original.data)}</code> },
    { id: 'version', header: 'Version', meta: { wide: true }, cell: ({ row }) => row.original.version },
    { id: 'changed', header: 'Changed', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.updatedAt} /> },
  ];
}
