/** What stands around every page: the menu, and the door for who has not signed in. */
import { Button, Loader } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PortalPage } from '../pages/portal.tsx';
import { TodayPage } from '../pages/today.tsx';
import { useAccount, useSignOut, useVisitors } from './account.ts';
import { Palette } from './palette.tsx';
import { Trouble } from './parts.tsx';
import { SignInPage } from './sign-in.tsx';
import { useTurnLanguage, useWords } from './words.tsx';

/** The console for the operator's people, the portal for a partner's. */
export function Shell() {
  const account = useAccount();
  const isPortal = useRouterState({ select: ({ location }) => location.pathname.startsWith('/portal') });
  if (account.isPending) return <Loader m="xl" type="dots" />;
  if (account.error) return <Trouble error={account.error} />;
  if (account.data === null) return <SignInPage />;
  // Whoever opens the other side's address stands on the first page of one's own.
  if (account.data.role === 'partner')
    return <Frame menu={<PortalMenu />} body={isPortal ? <Outlet /> : <PortalPage />} />;
  return <Frame menu={<Menu />} body={isPortal ? <TodayPage /> : <Outlet />} />;
}

function Frame({ menu, body }: { menu: ReactNode; body: ReactNode }) {
  const words = useWords();
  const turn = useTurnLanguage();
  const account = useAccount();
  const signOut = useSignOut();
  const isDemo = (useVisitors().data ?? []).length > 0;
  return (
    <div className="shell">
      <nav className="side" aria-label="Duoping">
        <div className="brand">
          Duoping <span lang="zh">多屏</span>
        </div>
        {isDemo ? <div className="demo">{words.illustrative}</div> : null}
        {menu}
        <div className="end">
          <div>{account.data?.name}</div>
          <div>{account.data?.email}</div>
          <Button variant="subtle" size="compact-xs" px={0} onClick={() => signOut.mutate()}>
            {words.nav.signOut}
          </Button>{' '}
          ·{' '}
          <Button variant="subtle" size="compact-xs" px={0} onClick={turn}>
            {words.other}
          </Button>
        </div>
      </nav>
      <main className="main">{body}</main>
    </div>
  );
}

function PortalMenu() {
  const { nav, business } = useWords();
  return (
    <>
      <Link to="/portal" activeOptions={{ exact: true }}>
        {nav.deliveries}
      </Link>
      <Link to="/portal/audience">{business.audience}</Link>
      <Link to="/portal/statements">{business.ownStatements}</Link>
    </>
  );
}

function Menu() {
  const { nav, business } = useWords();
  return (
    <>
      <Palette />
      <Link to="/console" activeOptions={{ exact: true }}>
        {nav.today}
      </Link>
      <h2>{nav.content}</h2>
      <Link to="/console/deliveries">{nav.deliveries}</Link>
      <Link to="/console/calendar">{nav.calendar}</Link>
      <Link to="/console/events">{nav.events}</Link>
      <Link to="/console/what-if">{nav.whatIf}</Link>
      <Link to="/console/claims">{nav.claims}</Link>
      <Link to="/console/takedowns">{nav.takedowns}</Link>
      <Link to="/console/clearances">{nav.clearances}</Link>
      <Link to="/console/media">{nav.media}</Link>
      <h2>{nav.business}</h2>
      <Link to="/console/plan">{business.plan}</Link>
      <Link to="/console/settlement">{business.settlement}</Link>
      <h2>{nav.house}</h2>
      <Link to="/console/people">{nav.people}</Link>
      <a href="/tv" target="_blank" rel="noreferrer">
        {nav.tv}
      </a>
    </>
  );
}
