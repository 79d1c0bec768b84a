import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { done, events, read } from '../api/client';
import { useListing } from '../api/listing';
import { Problem } from '../api/problem';
import type { WriteKey } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { DataTable } from '../ui/DataTable';
import { TextField } from '../ui/Fields';
import { Once } from '../ui/Once';
import { Card } from '../ui/Page';
import { Empty, Failed } from '../ui/States';
import { Time } from '../ui/Time';

export function WriteKeys() {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: ['write keys'] });
  const list = useListing<WriteKey>(['write keys'], (cursor) =>
    read(events.GET('/events/write-keys', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  const make = useMutation({
    mutationFn: ({ name = '' }: Record<string, string>) => read(events.POST('/events/write-keys', { body: { name } })),
    onSuccess: again,
  });
  const revoke = useMutation({
    mutationFn: (keyId: string) => done(events.DELETE('/events/write-keys/{keyId}', { params: { path: { keyId } } })),
    onSuccess: again,
  });
  const columns = useMemo<ColumnDef<WriteKey>[]>(
    () => [
      { id: 'name', header: 'Name', enableHiding: false, cell: ({ row }) => row.original.name },
      { id: 'made', header: 'Made', cell: ({ row }) => <Time at={row.original.madeAt} /> },
      { id: 'by', header: 'By', meta: { wide: true }, cell: ({ row }) => row.original.madeBy },
      {
        id: 'revoke',
        header: 'Withdraw',
        enableHiding: false,
        cell: ({ row: { original: key } }) => (
          <Confirm label="Withdraw…" title={`Withdraw ${key.name}?`} confirm="Withdraw" onConfirm={() => revoke.mutate(key.keyId ?? '')}>
            Whoever sends events with it is refused two seconds later.
          </Confirm>
        ),
      },
    ],
    [revoke.mutate],
  );
  const problem = make.error instanceof Problem ? make.error : undefined;
  return (
    <Card title="Write keys">
      <p className="quiet">For clients of Segment’s protocol: such a key posts events and reads nothing.</p>
      {make.data?.key && (
        <Once label="Write key" value={make.data.key}>
          The key of <strong>{make.data.name}</strong>. It is not shown again.
        </Once>
      )}
      {revoke.error && <Failed error={revoke.error} />}
      <DataTable name="Write keys" list={list} columns={columns} rowId={(key) => key.keyId ?? ''} height="20rem" empty={<Empty title="No write key yet." />} />
      <details>
        <summary>Make a write key</summary>
        <Form className="form" errors={problem?.fields ?? {}} onFormSubmit={(values) => make.mutate(values as Record<string, string>)}>
          <TextField name="name" label="Name" required placeholder="shop-pages" autoComplete="off" />
          {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
          <div className="actions">
            <button type="submit" className="button primary" disabled={make.isPending}>
              Make
            </button>
          </div>
        </Form>
      </details>
    </Card>
  );
}
