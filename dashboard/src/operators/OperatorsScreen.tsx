import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useState } from 'react';
import { Link } from 'react-router';
import { read, users } from '../api/client';
import { useListing } from '../api/listing';
import { Problem } from '../api/problem';
import type { Operator } from '../api/shapes';
import { DataTable } from '../ui/DataTable';
import { Choice, TextField } from '../ui/Fields';
import { ForAdmins } from '../ui/ForOperators';
import { Badge, Card, Page } from '../ui/Page';
import { Empty, Failed } from '../ui/States';
import { Time } from '../ui/Time';
import { LinkGiven, OperatorState, type Role, ROLES } from './operator';

const COLUMNS: ColumnDef<Operator>[] = [
  {
    id: 'name',
    header: 'Name',
    enableHiding: false,
    cell: ({ row }) => <Link to={`/operators/${encodeURIComponent(row.original.name ?? '')}`}>{row.original.name}</Link>,
  },
  { id: 'role', header: 'Role', cell: ({ row }) => row.original.role },
  { id: 'state', header: 'State', cell: ({ row }) => <OperatorState operator={row.original} /> },
  {
    id: 'second',
    header: 'Second factor',
    meta: { wide: true },
    cell: ({ row: { original: operator } }) =>
      operator.hasSecondFactor ? (
        <Badge tone="good">set</Badge>
      ) : operator.isSecondFactorDemanded ? (
        <Badge tone="warn">to be set up</Badge>
      ) : (
        <span className="quiet">none</span>
      ),
  },
  { id: 'invited', header: 'Invited', meta: { wide: true }, cell: ({ row }) => <Time at={row.original.invitedAt} /> },
  { id: 'by', header: 'By', meta: { wide: true }, cell: ({ row }) => row.original.invitedBy },
];

export function OperatorsScreen() {
  const [inviting, setInviting] = useState(false);
  const list = useListing<Operator>(['operators'], (cursor) =>
    read(users.GET('/operators', { params: { query: { ...(cursor && { cursor }), limit: 100 } } })),
  );
  return (
    <Page
      title="Operators"
      lead="The people who operate the fleet, and what each may do."
      actions={
        <ForAdmins>
          <button type="button" className="button primary" aria-expanded={inviting} onClick={() => setInviting(!inviting)}>
            Invite an operator
          </button>
        </ForAdmins>
      }
    >
      {inviting && (
        <Card title="Invite an operator">
          <Invite />
        </Card>
      )}
      <DataTable name="Operators" list={list} columns={COLUMNS} rowId={(operator) => operator.name ?? ''} empty={<Empty title="Nobody yet." />} />
    </Page>
  );
}

function Invite() {
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>('viewer');
  const invite = useMutation({
    mutationFn: ({ name = '' }: Record<string, string>) => read(users.POST('/operators', { body: { name: name.trim().toLowerCase(), role } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['operators'] }),
  });
  const problem = invite.error instanceof Problem ? invite.error : undefined;
  if (invite.data) {
    return (
      <>
        <LinkGiven given={invite.data} />
        <button type="button" className="button" onClick={() => invite.reset()}>
          Invite somebody else
        </button>
      </>
    );
  }
  return (
    <Form className="form" errors={problem?.fields ?? {}} onFormSubmit={(values) => invite.mutate(values as Record<string, string>)}>
      <div className="row">
        <TextField name="name" label="Name" required placeholder="ada@example.org" autoComplete="off" autoCapitalize="none" hint="What they sign in with, and what the audit log calls them." />
        <Choice label="Role" value={role} onChange={(value) => setRole(value as Role)} options={ROLES} />
      </div>
      {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
      <div className="actions">
        <button type="submit" className="button primary" disabled={invite.isPending}>
          Invite
        </button>
      </div>
    </Form>
  );
}
