import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { done, events, read } from '../api/client';
import { useListing } from '../api/listing';
import { Problem } from '../api/problem';
import type { Trigger } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { DataTable } from '../ui/DataTable';
import { TextField } from '../ui/Fields';
import { ForOperators } from '../ui/ForOperators';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed } from '../ui/States';
import { useToast } from '../ui/Toasts';

export function TriggersScreen() {
  const queries = useQueryClient();
  const toast = useToast();
  const [adding, setAdding] = useState(false);
  const list = useListing(['triggers'], (cursor) =>
    read(events.GET('/triggers', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  const remove = useMutation({
    mutationFn: (triggerId: string) => done(events.DELETE('/triggers/{triggerId}', { params: { path: { triggerId } } })),
    onSuccess: () => {
      toast('Removed');
      void queries.invalidateQueries({ queryKey: ['triggers'] });
    },
  });
  const columns = useMemo(() => columnsOf((triggerId) => remove.mutate(triggerId)), [remove.mutate]);
  return (
    <Page
      title="Triggers"
      lead="Further ways into a live journey, beside the one that its definition names."
      actions={
        <ForOperators>
          <button type="button" className="button primary" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            Add a trigger
          </button>
        </ForOperators>
      }
    >
      {adding && (
        <Card title="Add a trigger">
          <AddTrigger onAdded={() => setAdding(false)} />
        </Card>
      )}
      {remove.error && <Failed error={remove.error} />}
      <DataTable
        name="Triggers"
        list={list}
        columns={columns}
        rowId={(trigger) => trigger.triggerId ?? ''}
        empty={<Empty title="No triggers.">Journeys start by what their definitions listen to.</Empty>}
      />
    </Page>
  );
}

function columnsOf(remove: (triggerId: string) => void): ColumnDef<Trigger>[] {
  return [
    { id: 'event', header: 'Event', enableHiding: false, cell: ({ row }) => <code>{row.original.eventName}</code> },
    { id: 'journey', header: 'Journey', cell: ({ row }) => <Link to={`/journeys/${row.original.journeyId}`}>{row.original.journeyId}</Link> },
    {
      id: 'does',
      header: 'Does',
      meta: { wide: true },
      cell: ({ row }) => (row.original.trigger === false ? <Badge>news for waiting runs</Badge> : <Badge tone="good">lets in</Badge>),
    },
    { id: 'conditions', header: 'Conditions', meta: { wide: true }, cell: ({ row }) => <code className="one-line">{JSON.stringify(row.original.conditions ?? {})}</code> },
    {
      id: 'remove',
      header: 'Remove',
      enableHiding: false,
      cell: ({ row: { original: trigger } }) => (
        <Confirm
          label="Remove…"
          title="Remove the trigger?"
          confirm="Remove"
          onConfirm={() => remove(trigger.triggerId ?? '')}
        >
          <code>{trigger.eventName}</code> no longer starts <code>{trigger.journeyId}</code>.
        </Confirm>
      ),
    },
  ];
}

function AddTrigger({ onAdded }: { onAdded: () => void }) {
  const queries = useQueryClient();
  const [once, setOnce] = useState(false);
  const add = useMutation({
    mutationFn: ({ journeyId = '', eventName = '' }: Record<string, string>) =>
      read(events.POST('/triggers', { body: { journeyId, eventName, trigger: true, ...(once && { conditions: { onlyOnce: true } }) } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['triggers'] });
      onAdded();
    },
  });
  const problem = add.error instanceof Problem ? add.error : undefined;
  return (
    <Form className="form" errors={problem?.fields ?? {}} onFormSubmit={(values) => add.mutate(values as Record<string, string>)}>
      <div className="row">
        <TextField name="eventName" label="Event" required placeholder="offer_viewed" autoComplete="off" />
        <TextField name="journeyId" label="Journey" required placeholder="welcome" autoComplete="off" />
      </div>
      <label className="check">
        <input type="checkbox" checked={once} onChange={(event) => setOnce(event.target.checked)} /> The first time per guest only
      </label>
      {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
      <div className="actions">
        <button type="submit" className="button primary" disabled={add.isPending}>
          Add
        </button>
      </div>
    </Form>
  );
}
