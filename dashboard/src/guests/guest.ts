import type { Guest } from '../api/shapes';

/** How a guest is called on screens: by name, else by address, else by id. */
export function nameOf(guest: Guest): string {
  const name = [guest.firstName, guest.lastName].filter(Boolean).join(' ');
  return name || guest.email || guest.userId || 'Guest';
}
