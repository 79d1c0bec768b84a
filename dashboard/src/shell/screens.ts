import type { May } from '../signin/claims';

interface Screen {
  path: string;
  title: string;
  group: (typeof GROUPS)[number];
  /** Whether only who says who has access is offered it. */
  access?: boolean;
}

/** The rooms of the console, as the navigation and the command palette name them. */
const SCREENS: Screen[] = [
  { path: '/', title: 'Home', group: 'Fleet' },
  { path: '/guests', title: 'Guests', group: 'Guests' },
  { path: '/profiles', title: 'Profiles', group: 'Guests' },
  { path: '/events', title: 'Events', group: 'Engagement' },
  { path: '/triggers', title: 'Triggers', group: 'Engagement' },
  { path: '/journeys', title: 'Journeys', group: 'Engagement' },
  { path: '/runs', title: 'Runs', group: 'Engagement' },
  { path: '/resources', title: 'Resources', group: 'Places' },
  { path: '/search', title: 'Search', group: 'Places' },
  { path: '/dead-letters', title: 'Dead letters', group: 'Fleet' },
  { path: '/settings', title: 'Settings', group: 'Fleet' },
  { path: '/operators', title: 'Operators', group: 'Access', access: true },
  { path: '/clients', title: 'Clients and keys', group: 'Access', access: true },
  { path: '/audit', title: 'Audit log', group: 'Access' },
  { path: '/account', title: 'My account', group: 'Access' },
];

export const GROUPS = ['Fleet', 'Guests', 'Engagement', 'Places', 'Access'] as const;

export function screensFor(may: May): Screen[] {
  return SCREENS.filter((screen) => !screen.access || may.access);
}
