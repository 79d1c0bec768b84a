import { useSyncExternalStore } from 'react';
import { type May, NOTHING } from './claims';
import { session } from './session';

export function useMay(): May {
  const now = useSyncExternalStore(session.subscribe, session.get);
  return now.status === 'signed-in' ? now.may : NOTHING;
}
