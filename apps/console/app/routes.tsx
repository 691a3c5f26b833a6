/** Where each page stands. Every address can be opened directly, reloaded and sent to somebody. */
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { CalendarPage } from '../pages/calendar.tsx';
import { ClaimsPage } from '../pages/claims.tsx';
import { ClearancesPage } from '../pages/clearances.tsx';
import { DeliveriesPage } from '../pages/deliveries.tsx';
import { DeliveryPage } from '../pages/delivery.tsx';
import { EventsPage } from '../pages/events.tsx';
import { MediaPage } from '../pages/media.tsx';
import { PeoplePage } from '../pages/people.tsx';
import { PlanPage } from '../pages/plan.tsx';
import { PortalPage } from '../pages/portal.tsx';
import { PortalAudiencePage } from '../pages/portal-audience.tsx';
import { PortalStatementPage, PortalStatementsPage } from '../pages/portal-statements.tsx';
import { SettlementPage } from '../pages/settlement.tsx';
import { StatementPage } from '../pages/statement.tsx';
import { TakedownCasePage } from '../pages/takedown-case.tsx';
import { TakedownsPage } from '../pages/takedowns.tsx';
import { TodayPage } from '../pages/today.tsx';
import { WhatIfPage } from '../pages/what-if.tsx';
import { Shell } from './shell.tsx';

/** A title to look for, as another page's link names it. */
const titleAsked = ({ q }: Record<string, unknown>): { q?: string } => (typeof q === 'string' ? { q } : {});

/** A month of the books, as an address names it. */
const monthAsked = ({ period }: Record<string, unknown>): { period?: string } =>
  typeof period === 'string' ? { period } : {};

const root = createRootRoute({ component: Shell });
const at = root;

const routes = root.addChildren([
  createRoute({ getParentRoute: () => at, path: '/console', component: TodayPage }),
  createRoute({ getParentRoute: () => at, path: '/console/deliveries', component: DeliveriesPage }),
  createRoute({
    getParentRoute: () => at,
    path: '/console/deliveries/$id',
    component: function Delivery() {
      return <DeliveryPage id={window.location.pathname.split('/').at(-1) ?? ''} />;
    },
  }),
  createRoute({
    getParentRoute: () => at,
    path: '/console/calendar',
    component: CalendarPage,
    validateSearch: titleAsked,
  }),
  createRoute({ getParentRoute: () => at, path: '/console/what-if', component: WhatIfPage }),
  createRoute({ getParentRoute: () => at, path: '/console/claims', component: ClaimsPage }),
  createRoute({ getParentRoute: () => at, path: '/console/events', component: EventsPage }),
  createRoute({ getParentRoute: () => at, path: '/console/takedowns', component: TakedownsPage }),
  createRoute({
    getParentRoute: () => at,
    path: '/console/takedowns/$id',
    component: function TakedownCase() {
      return <TakedownCasePage id={window.location.pathname.split('/').at(-1) ?? ''} />;
    },
  }),
  createRoute({ getParentRoute: () => at, path: '/console/clearances', component: ClearancesPage }),
  createRoute({ getParentRoute: () => at, path: '/console/media', component: MediaPage }),
  createRoute({ getParentRoute: () => at, path: '/console/people', component: PeoplePage }),
  createRoute({ getParentRoute: () => at, path: '/console/plan', component: PlanPage }),
  createRoute({
    getParentRoute: () => at,
    path: '/console/settlement',
    component: SettlementPage,
    validateSearch: monthAsked,
  }),
  createRoute({
    getParentRoute: () => at,
    path: '/console/settlement/$period/$partner',
    component: function ChosenStatement() {
      const [period = '', partner = ''] = window.location.pathname.split('/').slice(-2);
      return <StatementPage period={period} partner={partner} />;
    },
  }),
  createRoute({ getParentRoute: () => at, path: '/portal', component: PortalPage }),
  createRoute({
    getParentRoute: () => at,
    path: '/portal/audience',
    component: PortalAudiencePage,
    validateSearch: monthAsked,
  }),
  createRoute({ getParentRoute: () => at, path: '/portal/statements', component: PortalStatementsPage }),
  createRoute({
    getParentRoute: () => at,
    path: '/portal/statements/$period',
    component: function OwnStatement() {
      return <PortalStatementPage period={window.location.pathname.split('/').at(-1) ?? ''} />;
    },
  }),
]);

export const router = createRouter({ routeTree: routes });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
