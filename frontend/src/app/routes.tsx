import { lazy } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router-dom';
import { Landing } from './Landing';
import { LiveLayout, RequireEntry, RequireUser, VisitorsOnly } from './guards';
import { NotFoundPage } from './NotFoundPage';

// Kept out of the first page and the portal, which ask for no lists.
const ListsLayout = lazy(() => import('./ListsLayout'));
const AuthFrame = lazy(() => import('@/features/account/AuthFrame'));
const LoginPage = lazy(() => import('@/features/account/LoginPage'));
const JoinPage = lazy(() => import('@/features/account/JoinPage'));
const RegisterPage = lazy(() => import('@/features/account/RegisterPage'));
const SetupPage = lazy(() => import('@/features/account/SetupPage'));
const AccountPage = lazy(() => import('@/features/account/AccountPage'));
const WorkerHome = lazy(() => import('@/features/intake/WorkerHome'));
const WorkerPortal = lazy(() => import('@/features/intake/WorkerPortal'));
const ScansPage = lazy(() => import('@/features/scans/ScansPage'));
const ActivityPage = lazy(() => import('@/features/activity/ActivityPage'));
const AnalyticsPage = lazy(() => import('@/features/analytics/AnalyticsPage'));
const TasksPage = lazy(() => import('@/features/grid/list/TasksPage'));
const SummaryPage = lazy(() => import('@/features/grid/summary/SummaryPage'));
const WallPage = lazy(() => import('@/features/grid/wall/WallPage'));
const AdminDashboard = lazy(() => import('@/features/grid/AdminDashboard'));

// For developers and tests only: in what is shipped there is no such page.
const COMPONENTS = '/ui';
const ComponentPage = import.meta.env.MODE === 'production' ? null : lazy(() => import('./components/ComponentPage'));

/** A scan's page starts afresh for another scan, whatever it held. */
function KeyedByScan({ of: Page }: { of: typeof WorkerPortal }) {
  const { scanId = '' } = useParams();
  return <Page key={scanId} />;
}

export function AppRoutes() {
  return (
    <Routes>
      <Route path="/" element={<Landing />} />
      <Route element={<AuthFrame />}>
        <Route path="/join/:code?" element={<JoinPage />} />
      </Route>
      <Route element={<VisitorsOnly />}>
        <Route element={<AuthFrame />}>
          <Route path="/login" element={<LoginPage />} />
          <Route path="/register" element={<RegisterPage />} />
          <Route path="/setup" element={<SetupPage />} />
        </Route>
      </Route>
      <Route element={<RequireUser />}>
        <Route element={<ListsLayout />}>
          <Route path="/account" element={<AccountPage />} />
          <Route path="/worker" element={<WorkerHome />} />
          <Route path="/admin" element={<ScansPage />} />
          <Route path="/admin/scans" element={<Navigate to="/admin" replace />} />
          <Route path="/admin/activity" element={<ActivityPage />} />
          <Route path="/admin/analytics" element={<AnalyticsPage />} />
          <Route path="/admin/scans/:scanId/summary" element={<KeyedByScan of={SummaryPage} />} />
          <Route element={<LiveLayout />}>
            <Route path="/admin/scans/:scanId" element={<KeyedByScan of={AdminDashboard} />} />
            <Route path="/admin/scans/:scanId/wall" element={<KeyedByScan of={WallPage} />} />
            <Route path="/admin/scans/:scanId/tasks" element={<KeyedByScan of={TasksPage} />} />
          </Route>
        </Route>
      </Route>
      <Route path="/worker/scan/:scanId" element={<RequireEntry />}>
        <Route element={<LiveLayout />}>
          <Route index element={<KeyedByScan of={WorkerPortal} />} />
        </Route>
      </Route>
      {ComponentPage && <Route path={COMPONENTS} element={<ComponentPage />} />}
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
