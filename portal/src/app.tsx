import { lazy, Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import { MyApis } from "./pages/my-apis/my-apis";
import { NotFound } from "./pages/not-found";
import { Waiting } from "./parts/waiting";
import { useMe } from "./session/session";
import { Shell } from "./shell";

/** The first page is there at once; the others come when they are asked for. */
const Create = lazy(() => import("./pages/create/create").then(({ Create }) => ({ default: Create })));
const Application = lazy(() =>
  import("./pages/application/application").then((page) => ({ default: page.Application })),
);
const Catalogue = lazy(() => import("./pages/catalogue").then((page) => ({ default: page.Catalogue })));
const Profile = lazy(() => import("./pages/profile/profile").then((page) => ({ default: page.Profile })));
const Company = lazy(() => import("./pages/company/company").then((page) => ({ default: page.Company })));
const Welcome = lazy(() => import("./pages/welcome").then((page) => ({ default: page.Welcome })));
const Requests = lazy(() => import("./pages/operator/requests").then((page) => ({ default: page.Requests })));
const Failures = lazy(() => import("./pages/operator/failures").then((page) => ({ default: page.Failures })));

export function App() {
  const me = useMe();
  const isReady = me.missingRequirements.length === 0 && me.partner !== null;
  return (
    <Shell>
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route index element={isReady || me.isOperator ? <MyApis /> : <Navigate to="/welcome" replace />} />
          <Route path="welcome" element={<Welcome />} />
          <Route path="applications" element={<Navigate to="/" replace />} />
          <Route path="applications/new" element={<Create />} />
          <Route path="applications/:id" element={<Application />} />
          <Route path="catalogue" element={<Catalogue />} />
          <Route path="profile" element={<Profile />} />
          <Route path="company/*" element={<Company />} />
          {me.isOperator && <Route path="operator/access-requests" element={<Requests />} />}
          {me.isOperator && <Route path="operator/provisioning-failures" element={<Failures />} />}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
