import { useState } from 'react';
import { Mark } from '../ui/Mark';
import { session } from './session';

export function SignIn({ because }: { because?: string | undefined }) {
  const [leaving, setLeaving] = useState(false);
  return (
    <main className="sign-in">
      <div className="card">
        <Mark />
        <h1>Concierge</h1>
        <p>Where an operator finds the guest, the run, the reason.</p>
        {because && (
          <p role="alert" className="notice bad">
            {because}
          </p>
        )}
        <button
          type="button"
          className="button primary wide-button"
          disabled={leaving}
          onClick={() => {
            setLeaving(true);
            void session.signIn().finally(() => setLeaving(false));
          }}
        >
          Sign in
        </button>
        <p className="quiet">
          On a laptop: the name is <code>operator</code>, the password is in <code>.concierge/secrets/operator-password</code>.
        </p>
        <p className="quiet">
          <a href="/docs">API of the fleet</a> · <a href="/test">Live channels by hand</a> ·{' '}
          <a href="/health">Health</a>
        </p>
      </div>
    </main>
  );
}
