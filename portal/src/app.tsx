import { Suspense, useEffect } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { Application, Catalogue, Company, Create, fetchPages, Operator, Profile, Welcome } from "./pages";
import { MyApis } from "./pages/my-apis/my-apis";
import { NotFound } from "./pages/not-found";
import { PageBoundary } from "./parts/page-boundary";
import { Waiting } from "./parts/waiting";
import { useMe } from "./session/session";
import { Shell } from "./shell";

export function App() {
  const me = useMe();
  const { pathname } = useLocation();
  const { isOperator } = me;
  useEffect(() => {
    const timer = setTimeout(() => void fetchPages({ isOperator }), 2000);
    return () => clearTimeout(timer);
  }, [isOperator]);
  return (
    <Shell>
      <PageBoundary path={pathname}>
        <Suspense fallback={<Waiting />}>
          <Routes>
            <Route
              index
              element={me.partner || me.isOperator ? <MyApis /> : <Navigate to="/welcome" replace />}
            />
            <Route path="welcome" element={<Welcome />} />
            <Route path="applications" element={<Navigate to="/" replace />} />
            <Route path="applications/new" element={<Create />} />
            <Route path="applications/:id" element={<Application />} />
            <Route path="catalogue" element={<Catalogue />} />
            <Route path="profile" element={<Profile />} />
            <Route path="company/*" element={<Company />} />
            {me.isOperator && <Route path="operator/*" element={<Operator />} />}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </PageBoundary>
    </Shell>
  );
}
