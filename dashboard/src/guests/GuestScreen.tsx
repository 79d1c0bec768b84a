import { useQuery } from '@tanstack/react-query';
import { NavLink, useParams } from 'react-router';
import { read, users } from '../api/client';
import { Page } from '../ui/Page';
import { Shown } from '../ui/States';
import { GuestData } from './GuestData';
import { GuestEvents } from './GuestEvents';
import { GuestNotifications } from './GuestNotifications';
import { GuestOverview } from './GuestOverview';
import { GuestPreferences } from './GuestPreferences';
import { GuestRuns } from './GuestRuns';
import { nameOf } from './guest';

const PARTS = [
  ['', 'Overview', GuestOverview],
  ['preferences', 'Preferences', GuestPreferences],
  ['events', 'Events', GuestEvents],
  ['runs', 'Runs', GuestRuns],
  ['notifications', 'Notifications', GuestNotifications],
  ['data', 'Export, erase', GuestData],
] as const;

export function GuestScreen() {
  const { userId = '', part = '' } = useParams();
  const guest = useQuery({
    queryKey: ['guest', userId],
    queryFn: () => read(users.GET('/users/{userId}', { params: { path: { userId } } })),
  });
  const Part = PARTS.find(([path]) => path === part)?.[2] ?? GuestOverview;
  return (
    <Page title={guest.data ? nameOf(guest.data) : 'Guest'} lead={guest.data?.email}>
      <nav className="tabs" aria-label="Parts of the guest">
        {PARTS.map(([path, title]) => (
          <NavLink key={path} to={`/guests/${userId}${path && `/${path}`}`} end className="tab">
            {title}
          </NavLink>
        ))}
      </nav>
      <Shown query={guest}>{(known) => <Part guest={known} userId={userId} />}</Shown>
    </Page>
  );
}
