import type { ColumnDef } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'react-router';
import type { Listing } from '../api/listing';
import type { GuestEvent } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { Id } from '../ui/Id';
import { Time } from '../ui/Time';

interface Props {
  name: string;
  list: Listing<GuestEvent>;
  ofOneGuest?: boolean;
  empty: ReactNode;
}

export function EventsTable({ name, list, ofOneGuest = false, empty }: Props) {
  const columns = useMemo(() => columnsOf(ofOneGuest), [ofOneGuest]);
  return <DataTable name={name} list={list} columns={columns} rowId={(event) => event.userEventId ?? ''} empty={empty} />;
}

function columnsOf(ofOneGuest: boolean): ColumnDef<GuestEvent>[] {
  return [
    { id: 'at', header: 'When', enableHiding: false, cell: ({ row }) => <Time at={row.original.eventAt} /> },
    { id: 'name', header: 'Name', cell: ({ row }) => <code>{row.original.eventName}</code> },
    ...(ofOneGuest
      ? []
      : [
          {
            id: 'guest',
            header: 'Guest',
            cell: ({ row }) => <Link to={`/guests/${row.original.userId}`}>{`…${row.original.userId?.slice(-6) ?? ''}`}</Link>,
          } satisfies ColumnDef<GuestEvent>,
        ]),
    {
      id: 'attributes',
      header: 'Attributes',
      meta: { wide: true },
      cell: ({ row }) => <code className="one-line">{JSON.stringify(row.original.attributes ?? {})}</code>,
    },
    { id: 'received', header: 'Received', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.receivedAt} ago /> },
    { id: 'id', header: 'Id', meta: { wide: true }, cell: ({ row }) => <Id value={row.original.userEventId} /> },
  ];
}
