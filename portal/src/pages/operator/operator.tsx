import { Route, Routes } from "react-router";
import { NotFound } from "../not-found";
import { AllApplications } from "./all-applications";
import { EnvironmentPage } from "./catalogue/environment-page";
import { ProductPage } from "./catalogue/product-page";
import { Companies } from "./companies/companies";
import { OneCompany } from "./companies/one-company";
import { Failures } from "./failures";
import { GatewayTokens } from "./gateway-tokens";
import { PublishTerms } from "./publish-terms";
import { Requests } from "./requests";

/** The pages of operators, in one script. */
export function Operator() {
  return (
    <Routes>
      <Route path="access-requests" element={<Requests />} />
      <Route path="provisioning-failures" element={<Failures />} />
      <Route path="companies" element={<Companies />} />
      <Route path="companies/:id" element={<OneCompany />} />
      <Route path="applications" element={<AllApplications />} />
      <Route path="gateway-tokens" element={<GatewayTokens />} />
      <Route path="terms" element={<PublishTerms />} />
      <Route path="products/new" element={<ProductPage />} />
      <Route path="products/:slug" element={<ProductPage />} />
      <Route path="environments/new" element={<EnvironmentPage />} />
      <Route path="environments/:slug" element={<EnvironmentPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
