import { type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { BrowserRouter, Link, Route, Routes } from 'react-router';
import { Home } from './home/Home';
import { Shell } from './shell/Shell';
import { SignIn } from './signin/SignIn';
import { session } from './signin/session';
import { Page } from './ui/Page';
import { Empty, Loading } from './ui/States';

/** A screen that is fetched when it is first opened. */
function screen(load: () => Promise<ComponentType>): ReactNode {
  const Screen = lazy(async () => ({ default: await load() }));
  return (
    <Suspense fallback={<Loading />}>
      <Screen />
    </Suspense>
  );
}

const ROUTES: [string, ReactNode][] = [
  ['guests', screen(() => import('./guests/GuestsScreen').then((part) => part.GuestsScreen))],
  ['guests/new', screen(() => import('./guests/RegisterGuest').then((part) => part.RegisterGuest))],
  ['guests/:userId/:part?', screen(() => import('./guests/GuestScreen').then((part) => part.GuestScreen))],
  ['profiles', screen(() => import('./profiles/ProfilesScreen').then((part) => part.ProfilesScreen))],
  ['events', screen(() => import('./events/EventsScreen').then((part) => part.EventsScreen))],
  ['triggers', screen(() => import('./events/TriggersScreen').then((part) => part.TriggersScreen))],
  ['journeys', screen(() => import('./journeys/JourneysScreen').then((part) => part.JourneysScreen))],
  ['journeys/:journeyId', screen(() => import('./journeys/JourneyScreen').then((part) => part.JourneyScreen))],
  ['runs', screen(() => import('./journeys/RunsScreen').then((part) => part.RunsScreen))],
  ['runs/:runId', screen(() => import('./journeys/RunScreen').then((part) => part.RunScreen))],
  ['resources', screen(() => import('./resources/ResourcesScreen').then((part) => part.ResourcesScreen))],
  ['search', screen(() => import('./search/SearchScreen').then((part) => part.SearchScreen))],
  ['dead-letters', screen(() => import('./deadletters/DeadLettersScreen').then((part) => part.DeadLettersScreen))],
  ['operators', screen(() => import('./operators/OperatorsScreen').then((part) => part.OperatorsScreen))],
  ['operators/:name', screen(() => import('./operators/OperatorScreen').then((part) => part.OperatorScreen))],
  ['clients', screen(() => import('./clients/ClientsScreen').then((part) => part.ClientsScreen))],
  ['audit', screen(() => import('./audit/AuditScreen').then((part) => part.AuditScreen))],
  ['account', screen(() => import('./account/AccountScreen').then((part) => part.AccountScreen))],
  ['settings', screen(() => import('./settings/SettingsScreen').then((part) => part.SettingsScreen))],
];

export function App({ recorded }: { recorded: boolean }) {
  const now = useSyncExternalStore(session.subscribe, session.get);
  switch (now.status) {
    case 'asking':
      return <Loading what="Signing in" />;
    case 'signed-out':
      return <SignIn because={now.because} />;
    case 'signed-in':
      return (
        <BrowserRouter basename="/console">
          <Routes>
            <Route element={<Shell operator={now.operator} recorded={recorded} />}>
              <Route index element={<Home />} />
              {ROUTES.map(([path, element]) => (
                <Route key={path} path={path} element={element} />
              ))}
              <Route path="*" element={<Nowhere />} />
            </Route>
          </Routes>
        </BrowserRouter>
      );
  }
}

function Nowhere() {
  return (
    <Page title="Nothing here">
      <Empty title="No screen has this address.">
        <Link to="/">Home</Link>
      </Empty>
    </Page>
  );
}
