import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router-dom';

const AdminDashboard = lazy(() => import('@/features/console/AdminDashboard'));
const ScansPage = lazy(() => import('@/features/scans/ScansPage'));

export function App() {
  return (
    <BrowserRouter>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/admin" element={<ScansPage />} />
          <Route path="/admin/scans/:scanId" element={<AdminDashboard />} />
        </Routes>
      </Suspense>
    </BrowserRouter>
  );
}
