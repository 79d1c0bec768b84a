import type { ClientSecret } from '../api/shapes';
import { Once } from '../ui/Once';
import { Time } from '../ui/Time';

/** The secret of a new client or a renewal, which nobody can be told a second time. */
export function SecretGiven({ given: { client = {}, secret = '' } }: { given: ClientSecret }) {
  return (
    <Once label="Secret" value={secret}>
      The secret of <strong>{client.clientId}</strong>. It is not shown again.
      {client.previousUntil && (
        <>
          {' '}
          The one before counts until <Time at={client.previousUntil} />.
        </>
      )}
    </Once>
  );
}
