/** The rooms of the console, as the navigation and the command palette name them. */
export const SCREENS = [
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
] as const;

export const GROUPS = ['Fleet', 'Guests', 'Engagement', 'Places'] as const;
