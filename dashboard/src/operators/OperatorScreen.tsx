import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { read, users } from '../api/client';
import type { Operator, PasswordLink } from '../api/shapes';
import { Confirm } from '../ui/Confirm';
import { Choice } from '../ui/Fields';
import { ForAdmins } from '../ui/ForOperators';
import { Card, Facts, Page } from '../ui/Page';
import { Failed, Shown } from '../ui/States';
import { Time } from '../ui/Time';
import { LinkGiven, OperatorState, type Role, ROLES } from './operator';

export function OperatorScreen() {
  const { name = '' } = useParams();
  const query = useQuery({ queryKey: ['operators', name], queryFn: () => read(users.GET('/operators/{name}', { params: { path: { name } } })) });
  return (
    <Page title={name} lead={<Link to="/operators">All operators</Link>}>
      <Shown query={query}>
        {(operator) => (
          <>
            <Card>
              <Facts
                facts={[
                  ['Role', operator.role],
                  ['State', <OperatorState key="state" operator={operator} />],
                  ['Second factor', `${operator.hasSecondFactor ? 'set' : 'none'}${operator.isSecondFactorDemanded ? ', demanded of the role' : ''}`],
                  ['Invited', <Time key="at" at={operator.invitedAt} />],
                  ['By', operator.invitedBy],
                  ['Link good until', operator.linkUntil && <Time key="until" at={operator.linkUntil} />],
                  ['What they did', <Link key="audit" to={`/audit?actor=${encodeURIComponent(name)}`}>in the audit log</Link>],
                ]}
              />
            </Card>
            <ForAdmins>
              <Manage operator={operator} name={name} />
            </ForAdmins>
          </>
        )}
      </Shown>
    </Page>
  );
}

function Manage({ operator, name }: { operator: Operator; name: string }) {
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>((operator.role as Role | undefined) ?? 'viewer');
  const path = { params: { path: { name } } };
  const change = useMutation({
    mutationFn: (how: () => Promise<PasswordLink | Operator>) => how(),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['operators'] }),
  });
  const given = change.data && 'link' in change.data ? change.data : undefined;
  return (
    <Card title="Access">
      {change.error && <Failed error={change.error} />}
      {given && <LinkGiven given={given} />}
      <div className="filters">
        <Choice label="Role" value={role} onChange={(value) => setRole(value as Role)} options={ROLES} />
      </div>
      <div className="actions">
        {role !== operator.role && (
          <Confirm
            label="Change the role…"
            title={`Make ${name} ${role === 'viewer' ? 'a' : 'an'} ${role}?`}
            confirm="Change"
            danger={false}
            onConfirm={() => change.mutate(() => read(users.PUT('/operators/{name}/role', { ...path, body: { role } })))}
          >
            Their tokens and sessions end; they sign in again as what they are then.
          </Confirm>
        )}
        {operator.state === 'deactivated' ? (
          <Confirm label="Activate…" title={`Let ${name} in again?`} confirm="Activate" danger={false} onConfirm={() => change.mutate(() => read(users.POST('/operators/{name}/activate', path)))}>
            By a new link; the old password stays void.
          </Confirm>
        ) : (
          <>
            {!operator.isBuiltIn && (
              <Confirm label="Reset the password…" title={`Reset the password of ${name}?`} confirm="Reset" onConfirm={() => change.mutate(() => read(users.POST('/operators/{name}/reset', path)))}>
                The password ends at once, with every session and token. You get a link for a new one.
              </Confirm>
            )}
            {operator.hasSecondFactor && (
              <Confirm
                label="Remove the second factor…"
                title={`Remove the second factor of ${name}?`}
                confirm="Remove"
                onConfirm={() => change.mutate(() => read(users.DELETE('/operators/{name}/second-factor', path)))}
              >
                For somebody whose phone is lost: be sure who asks. Their sessions and tokens end
                {operator.isSecondFactorDemanded ? '; as the role demands one, they set up another at their next sign-in.' : '.'}
              </Confirm>
            )}
            <Confirm label="Deactivate…" title={`Deactivate ${name}?`} confirm="Deactivate" onConfirm={() => change.mutate(() => read(users.POST('/operators/{name}/deactivate', path)))}>
              Every session and token ends within a second. What they did stays in the audit log.
            </Confirm>
          </>
        )}
      </div>
      {operator.isBuiltIn && (
        <p className="quiet">
          The password of this account is the file <code>operator-password</code> of the installation.
        </p>
      )}
    </Card>
  );
}
