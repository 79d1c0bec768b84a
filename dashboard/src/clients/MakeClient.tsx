import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, users } from '../api/client';
import { Problem } from '../api/problem';
import type { Scope } from '../api/shapes';
import { TextField } from '../ui/Fields';
import { Card } from '../ui/Page';
import { Failed } from '../ui/States';
import { SecretGiven } from './SecretGiven';
import { SCOPES } from './scopes';

/** A program gets in: what it is called, what it may do, for whom. */
export function MakeClient() {
  const queries = useQueryClient();
  const [scopes, setScopes] = useState<Scope[]>([]);
  const make = useMutation({
    mutationFn: ({ clientId = '', businesses = '' }: Record<string, string>) =>
      read(users.POST('/clients', { body: { clientId: clientId.trim(), scopes, businesses: businesses.split(/[\s,]+/).filter(Boolean) } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['clients'] }),
  });
  const problem = make.error instanceof Problem ? make.error : undefined;
  const again = () => {
    setScopes([]);
    make.reset();
  };
  return (
    <Card title="Make a client">
      {make.data ? (
        <>
          <SecretGiven given={make.data} />
          <div className="actions">
            <button type="button" className="button" onClick={again}>
              Make another
            </button>
          </div>
        </>
      ) : (
        <Form className="form" errors={problem?.fields ?? {}} onFormSubmit={(values) => make.mutate(values as Record<string, string>)}>
          <div className="row">
            <TextField name="clientId" label="Id" required placeholder="till" autoComplete="off" autoCapitalize="none" hint="What it asks for tokens by, and what the audit log calls it. It is never given to another." />
            <TextField name="businesses" label="Businesses" placeholder="bistro hotel" autoComplete="off" autoCapitalize="none" hint="Ids by spaces. None: all there are." />
          </div>
          <fieldset className="scopes">
            <legend>Scopes</legend>
            {Object.entries(SCOPES).map(([scope, words]) => (
              <label key={scope} className="check">
                <input
                  type="checkbox"
                  checked={scopes.includes(scope as Scope)}
                  onChange={(event) => setScopes(event.target.checked ? [...scopes, scope as Scope] : scopes.filter((other) => other !== scope))}
                />
                <span>
                  <code>{scope}</code> <span className="quiet">{words}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {problem && <Failed error={problem} />}
          <div className="actions">
            <button type="submit" className="button primary" disabled={make.isPending || scopes.length === 0}>
              Make it
            </button>
          </div>
        </Form>
      )}
    </Card>
  );
}
