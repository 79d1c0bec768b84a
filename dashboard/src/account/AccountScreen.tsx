import { Form } from '@base-ui/react/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { done, read, users } from '../api/client';
import { Problem } from '../api/problem';
import type { Operator } from '../api/shapes';
import { OperatorState } from '../operators/operator';
import { session } from '../signin/session';
import { TextField } from '../ui/Fields';
import { Card, Facts, Page } from '../ui/Page';
import { Empty, Failed, Shown } from '../ui/States';
import { SecondFactor } from './SecondFactor';

export function AccountScreen() {
  const query = useQuery({ queryKey: ['account'], queryFn: () => read(users.GET('/operators/me')) });
  const isElsewhere = query.error instanceof Problem && query.error.code === 'operator-not-found';
  return (
    <Page title="My account">
      {isElsewhere ? (
        <Empty title="Your account is not the fleet’s own.">Password and second factor are where you signed in.</Empty>
      ) : (
        <Shown query={query}>
          {({ operator = {}, recoveryCodes = 0 }) => (
            <>
              <Card>
                <Facts
                  facts={[
                    ['Name', operator.name],
                    ['Role', operator.role],
                    ['State', <OperatorState key="state" operator={operator} />],
                    ['Second factor', operator.hasSecondFactor ? `set, ${recoveryCodes} recovery codes left` : 'none'],
                    ['Demanded', operator.isSecondFactorDemanded ? 'yes, of your role' : 'no'],
                  ]}
                />
              </Card>
              <div className="columns">
                <Card title="Second factor">
                  <SecondFactor isSet={operator.hasSecondFactor ?? false} isDemanded={operator.isSecondFactorDemanded ?? false} />
                </Card>
                <Card title="Password">
                  <Password operator={operator} />
                </Card>
              </div>
            </>
          )}
        </Shown>
      )}
    </Page>
  );
}

function Password({ operator }: { operator: Operator }) {
  const change = useMutation({
    mutationFn: ({ current = '', password = '' }: Record<string, string>) => done(users.PUT('/operators/me/password', { body: { current, password } })),
    onSuccess: () => session.renewed(),
  });
  const problem = change.error instanceof Problem ? change.error : undefined;
  if (operator.isBuiltIn) {
    return (
      <p>
        The password of this account is the file <code>operator-password</code> of the installation; it is changed there.
      </p>
    );
  }
  return (
    <Form className="form" errors={problem?.fields ?? {}} onFormSubmit={(values) => change.mutate(values as Record<string, string>)}>
      <input hidden readOnly autoComplete="username" value={operator.name ?? ''} />
      <TextField name="current" label="Password until now" type="password" required autoComplete="current-password" />
      <TextField name="password" label="New password" type="password" required autoComplete="new-password" minLength={15} hint="At least 15 characters. Afterwards you are signed out everywhere, here too." />
      {problem && Object.keys(problem.fields).length === 0 && <Failed error={problem} />}
      <div className="actions">
        <button type="submit" className="button primary" disabled={change.isPending}>
          Change the password
        </button>
      </div>
    </Form>
  );
}
