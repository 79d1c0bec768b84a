import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { read, users } from '../api/client';
import { TextField } from '../ui/Fields';
import { Failed, Loading } from '../ui/States';

const QrCode = lazy(() => import('./QrCode').then((part) => ({ default: part.QrCode })));

/** An app that shows codes: begun, confirmed by one, and then asked for at every sign-in. */
export function SecondFactor({ isSet, isDemanded }: { isSet: boolean; isDemanded: boolean }) {
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: ({ code, password }: Record<string, string>) =>
      read(users.POST('/operators/me/second-factor', { body: { ...(code && { code }), ...(password && { password }) } })),
  });
  const confirm = useMutation({
    mutationFn: ({ code = '' }: Record<string, string>) => read(users.POST('/operators/me/second-factor/confirmation', { body: { code: code.replaceAll(' ', '') } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['account'] }),
  });
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes ?? []} />;
  if (begin.data) {
    const { uri = '', secret = '' } = begin.data;
    return (
      <Form className="form" onFormSubmit={(values) => confirm.mutate(values as Record<string, string>)}>
        <p>Take a picture of this with an authenticator app, or type the secret into it. It is not shown again.</p>
        <Suspense fallback={<Loading />}>
          <QrCode text={uri} label="What the app reads; the secret below says the same" />
        </Suspense>
        <label className="field">
          <span>Secret</span>
          <input readOnly value={secret.replace(/(.{4})(?=.)/g, '$1 ')} onFocus={(event) => event.target.select()} />
        </label>
        <TextField name="code" label="The code that the app shows" required inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        {confirm.error && <Failed error={confirm.error} />}
        <div className="actions">
          <button type="submit" className="button primary" disabled={confirm.isPending}>
            Confirm
          </button>
        </div>
      </Form>
    );
  }
  return (
    <Form className="form" onFormSubmit={(values) => begin.mutate(values as Record<string, string>)}>
      <p>
        {isSet
          ? 'A sign-in asks for a code of your app. Another app takes its place once you confirm it; until then the old one counts.'
          : 'With it, a password that somebody learns is not enough to sign in as you.'}
      </p>
      {isDemanded && (
        <p className="quiet">
          {isSet
            ? 'It is demanded of your role: you can set up another app in its place, and not do without one.'
            : 'It is demanded of your role: without one, your next sign-in begins by setting it up.'}
        </p>
      )}
      {isSet ? (
        <TextField name="code" label="A code of the app you have, or a recovery code" required autoComplete="one-time-code" />
      ) : (
        <TextField name="password" label="Your password" type="password" required autoComplete="current-password" />
      )}
      {begin.error && <Failed error={begin.error} />}
      <div className="actions">
        <button type="submit" className="button primary" disabled={begin.isPending}>
          {isSet ? 'Set up another app' : 'Set up an app'}
        </button>
      </div>
    </Form>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <div role="status">
      <p>
        <strong>It counts from now on.</strong> Keep these codes where your phone is not: each is good once in place of a code. They are not shown again.
      </p>
      <ul className="codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(codes.join('\n'))}>
        Copy them
      </button>
    </div>
  );
}
