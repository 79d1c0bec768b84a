import { Form } from '@base-ui/react/form';
import { Switch } from '@base-ui/react/switch';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useEffect, useState } from 'react';
import { read, users } from '../api/client';
import { useListing } from '../api/listing';
import { Problem } from '../api/problem';
import type { Channel, Consent, Preferences } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { ForOperators } from '../ui/ForOperators';
import { Badge, Card } from '../ui/Page';
import { Empty, Failed, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { useToast } from '../ui/Toasts';

const CHANNELS = ['email', 'sms', 'push'] as const;
const CONSENTS = [
  ['reachable', 'can be reached'],
  ['subscribed', 'subscribed'],
  ['transactional', 'transactional'],
  ['marketing', 'marketing'],
] as const satisfies [keyof Channel, string][];

interface Read {
  preferences: Preferences;
  version: string | null;
}

export function GuestPreferences({ userId }: { userId: string }) {
  const query = useQuery({
    queryKey: ['preferences', userId, 'to change'],
    queryFn: async (): Promise<Read> => {
      const call = users.GET('/users/{userId}/preferences', { params: { path: { userId } } });
      return { preferences: await read(call), version: (await call).response.headers.get('ETag') };
    },
  });
  const given = useListing<Consent>(['preferences', userId, 'consents'], (cursor) =>
    read(users.GET('/users/{userId}/consents', { params: { path: { userId }, query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  return (
    <>
      <Card title="Preferences and consents">
        <Shown query={query}>{(known) => <Editor key={known.version} known={known} userId={userId} />}</Shown>
      </Card>
      <Card title="Who consented when, by what">
        <DataTable
          name="Consents"
          list={given}
          columns={CONSENTED}
          rowId={(consent) => `${consent.at} ${consent.channel} ${consent.wish}`}
          height="18rem"
          empty={<Empty title="Nothing was recorded yet." />}
        />
      </Card>
    </>
  );
}

const CONSENTED: ColumnDef<Consent>[] = [
  { id: 'at', header: 'When', enableHiding: false, cell: ({ row }) => <Time at={row.original.at} /> },
  { id: 'what', header: 'What', cell: ({ row }) => `${row.original.channel}: ${row.original.wish}` },
  { id: 'given', header: 'Given', cell: ({ row }) => (row.original.given ? <Badge tone="good">given</Badge> : <Badge tone="warn">withdrawn</Badge>) },
  { id: 'source', header: 'By', meta: { wide: true }, cell: ({ row }) => row.original.source },
];

function Editor({ known, userId }: { known: Read; userId: string }) {
  const queries = useQueryClient();
  const toast = useToast();
  const [wanted, setWanted] = useState(known.preferences);
  useEffect(() => setWanted(known.preferences), [known]);
  const save = useMutation({
    mutationFn: () =>
      read(
        users.PUT('/users/{userId}/preferences', {
          params: { path: { userId }, header: known.version ? { 'If-Match': known.version } : {} },
          body: wanted,
        }),
      ),
    onSuccess: () => {
      toast('Saved', 'Journeys and mails obey from now on.');
      void queries.invalidateQueries({ queryKey: ['preferences', userId] });
    },
  });
  const change = (channel: (typeof CHANNELS)[number], consent: keyof Channel, value: boolean) =>
    setWanted({ ...wanted, [channel]: { ...wanted[channel], [consent]: value } });
  return (
    <Form className="form" errors={save.error instanceof Problem ? save.error.fields : {}} onFormSubmit={() => save.mutate()}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Consents by channel">
        <table>
          <caption className="sr-only">Consents by channel</caption>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              {CONSENTS.map(([consent, words]) => (
                <th key={consent} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CHANNELS.map((channel) => (
              <tr key={channel}>
                <th scope="row">{channel}</th>
                {CONSENTS.map(([consent, words]) => (
                  <td key={consent}>
                    <Switch.Root
                      className="switch"
                      aria-label={`${channel}: ${words}`}
                      checked={wanted[channel]?.[consent] ?? false}
                      onCheckedChange={(value) => change(channel, consent, value)}
                    >
                      <Switch.Thumb className="switch-thumb" />
                    </Switch.Root>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <label className="field">
          <span>Zone</span>
          <input
            value={wanted.zone ?? ''}
            placeholder="Europe/Berlin"
            onChange={(event) => setWanted(withOptional(wanted, 'zone', event.target.value))}
          />
        </label>
        <label className="field">
          <span>Quiet from</span>
          <input type="time" value={wanted.quietHours?.from ?? ''} onChange={(event) => setWanted(quiet(wanted, { from: event.target.value }))} />
        </label>
        <label className="field">
          <span>Quiet until</span>
          <input type="time" value={wanted.quietHours?.to ?? ''} onChange={(event) => setWanted(quiet(wanted, { to: event.target.value }))} />
        </label>
      </div>
      {save.error && <Failed error={save.error} />}
      <div className="actions">
        <ForOperators otherwise={<span className="quiet">Viewers change nothing.</span>}>
          <button type="submit" className="button primary" disabled={save.isPending || wanted === known.preferences}>
            Save
          </button>
        </ForOperators>
      </div>
    </Form>
  );
}

function withOptional(preferences: Preferences, field: 'zone', value: string): Preferences {
  const { [field]: _, ...rest } = preferences;
  return value ? { ...rest, [field]: value } : rest;
}

/** Two times or none. */
function quiet(preferences: Preferences, change: { from?: string; to?: string }): Preferences {
  const { quietHours, ...rest } = preferences;
  const hours = { from: quietHours?.from ?? '', to: quietHours?.to ?? '', ...change };
  return hours.from || hours.to ? { ...rest, quietHours: hours } : rest;
}
