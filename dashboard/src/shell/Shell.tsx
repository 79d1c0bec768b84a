import { Menu } from '@base-ui/react/menu';
import { useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useMay } from '../signin/may';
import { session } from '../signin/session';
import { Mark } from '../ui/Mark';
import { Palette } from './Palette';
import { GROUPS, screensFor } from './screens';
import * as theme from './theme';

export function Shell({ operator, recorded }: { operator: string; recorded: boolean }) {
  const [palette, setPalette] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const { pathname } = useLocation();
  const screens = screensFor(useMay());
  useEffect(() => setDrawer(false), [pathname]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setPalette(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="top">
        <button
          type="button"
          className="button icon-button phone-menu"
          aria-label="Navigation"
          aria-expanded={drawer}
          aria-controls="navigation"
          onClick={() => setDrawer(!drawer)}
        >
          ☰
        </button>
        <NavLink to="/" className="brand" aria-label="Concierge, home">
          <Mark />
          <span>Concierge</span>
        </NavLink>
        <button type="button" className="button palette-button" onClick={() => setPalette(true)}>
          <span>Go to, find a guest…</span>
          <kbd>Ctrl K</kbd>
        </button>
        <Account operator={operator} />
      </header>
      <nav id="navigation" aria-label="Screens" className="side" data-open={drawer || undefined}>
        {GROUPS.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p className="side-title" aria-hidden="true">{group}</p>
            {screens.filter((screen) => screen.group === group).map((screen) => (
              <NavLink key={screen.path} to={screen.path} end={screen.path === '/'} className="side-link">
                {screen.title}
              </NavLink>
            ))}
          </div>
        ))}
        <div role="group" aria-label="Elsewhere">
          <p className="side-title" aria-hidden="true">Elsewhere</p>
          <a className="side-link" href="/docs">API</a>
          <a className="side-link" href="/test">Live channels by hand</a>
        </div>
      </nav>
      <main id="content" tabIndex={-1}>
        {recorded && (
          <p className="notice" role="note">
            Example data, as a fleet would answer. Nothing can be changed here.
          </p>
        )}
        <Outlet />
      </main>
      <Palette open={palette} onOpenChange={setPalette} />
    </div>
  );
}

function Account({ operator }: { operator: string }) {
  const [look, setLook] = useState(theme.kept);
  useEffect(() => theme.wear(look), [look]);
  const navigate = useNavigate();
  return (
    <Menu.Root>
      <Menu.Trigger className="button">{operator}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={look} onValueChange={(value: theme.Theme) => setLook(value)}>
              {(['system', 'light', 'dark'] as const).map((one) => (
                <Menu.RadioItem key={one} value={one} className="menu-item" closeOnClick={false}>
                  <span className="tick" aria-hidden="true">
                    {one === look ? '✓' : ''}
                  </span>
                  {one === 'system' ? 'Colours of the system' : one === 'light' ? 'Light' : 'Dark'}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => void navigate('/account')}>
              <span className="tick" aria-hidden="true" />
              My account
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void session.signOut()}>
              <span className="tick" aria-hidden="true" />
              Sign out everywhere
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
