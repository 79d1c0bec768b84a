/** What this operator is offered; the services decide by the token themselves. */
export interface May {
  /** Whether anything but what is their own: viewers only look. */
  change: boolean;
  /** Whether they say who has access: operators, clients, keys. */
  access: boolean;
}

export interface Claims {
  subject: string;
  may: May;
}

export const NOTHING: May = { change: false, access: false };
export const EVERYTHING: May = { change: true, access: true };

/** Of several roles the one that may most counts, and none means operator, as for the services. */
export function claimsOf(token: string): Claims {
  try {
    const part = token.split('.')[1] ?? '';
    const said = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>;
    const roles = words(said.grants);
    return {
      subject: String(said.sub ?? 'operator'),
      may: {
        change: !roles.includes('viewer') || roles.includes('operator') || roles.includes('admin'),
        access: words(said.scope).includes('access:write'),
      },
    };
  } catch {
    return { subject: 'operator', may: NOTHING };
  }
}

function words(claim: unknown): string[] {
  return Array.isArray(claim) ? claim.map(String) : typeof claim === 'string' ? claim.split(' ') : [];
}
