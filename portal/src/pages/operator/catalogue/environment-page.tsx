import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { getFragmentData } from "../../../api/gql/fragment-masking";
import { EnvironmentFormFragmentDoc, EnvironmentPageDocument } from "../../../api/gql/graphql";
import { PageTitle } from "../../../parts/page-title";
import { Unreachable } from "../../../parts/unreachable";
import { Waiting } from "../../../parts/waiting";
import { useTexts } from "../../../texts/texts";
import { NotFound } from "../../not-found";
import { EnvironmentForm } from "./environment-form";

/** An environment of the catalogue, or a new one. */
export function EnvironmentPage() {
  const { catalogue } = useTexts().operators;
  const { slug = "" } = useParams();
  const isNew = !slug;
  const { data, error, refetch } = useQuery(EnvironmentPageDocument, { variables: { slug, isNew } });
  if (!data) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  if (!isNew && !data.apiEnvironment) return <NotFound />;
  const environment = getFragmentData(EnvironmentFormFragmentDoc, data.apiEnvironment) ?? null;
  return (
    <>
      <PageTitle>{environment ? catalogue.edit(environment.name) : catalogue.newEnvironment}</PageTitle>
      <EnvironmentForm
        key={environment?.id ?? "new"}
        environment={environment}
        products={data.apiProducts?.nodes ?? []}
      />
    </>
  );
}
