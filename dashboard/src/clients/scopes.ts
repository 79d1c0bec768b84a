import type { Scope } from '../api/shapes';

/** What each lets a client do; the compiler holds that all there are stand here. */
export const SCOPES: Record<Scope, string> = {
  'users:read': 'read guests, preferences, profiles and segments',
  'users:write': 'change and erase guests, give out guests’ tokens',
  'events:read': 'read what guests did',
  'events:write': 'tell what guests did',
  'journeys:read': 'read journeys and runs',
  'journeys:write': 'change and start journeys',
  'notifications:write': 'send notifications',
  'resources:read': 'read businesses, resources, offers and bookings',
  'resources:write': 'change them',
  'items:read': 'read items and curations',
  'items:write': 'change them',
  'dating:read': 'read date events',
  'dating:write': 'change them',
  'search:read': 'search',
};
