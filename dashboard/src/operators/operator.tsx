import type { Operator, PasswordLink } from '../api/shapes';
import { Once } from '../ui/Once';
import { Badge } from '../ui/Page';
import { Time } from '../ui/Time';

export const ROLES: [string, string][] = [
  ['viewer', 'viewer: looks at everything'],
  ['operator', 'operator: changes things'],
  ['admin', 'admin: also says who has access'],
];

export type Role = 'viewer' | 'operator' | 'admin';

export function OperatorState({ operator }: { operator: Operator }) {
  switch (operator.state) {
    case 'active':
      return <Badge tone="good">active</Badge>;
    case 'deactivated':
      return <Badge tone="bad">deactivated</Badge>;
    default:
      return <Badge tone="warn">{operator.linkUntil && Date.parse(operator.linkUntil) > Date.now() ? 'invited' : 'without a password'}</Badge>;
  }
}

/** The link of an invitation or a reset, which nobody can be told a second time. */
export function LinkGiven({ given }: { given: PasswordLink }) {
  if (!given.link) return null;
  return (
    <Once label="Link" value={given.link}>
      Give this link to <strong>{given.operator?.name}</strong>, and to nobody else: who has it sets the password, once, until{' '}
      <Time at={given.linkUntil} />. It is not shown again.
    </Once>
  );
}
