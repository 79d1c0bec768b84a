import type { ReactNode } from 'react';
import { useMay } from '../signin/may';

/** What changes something, which viewers are not offered. */
export function ForOperators({ children, otherwise = null }: { children: ReactNode; otherwise?: ReactNode }) {
  return useMay().change ? children : otherwise;
}

/** What says who has access, for admins. */
export function ForAdmins({ children, otherwise = null }: { children: ReactNode; otherwise?: ReactNode }) {
  return useMay().access ? children : otherwise;
}
