import { useQuery } from "@apollo/client/react";
import { useParams } from "react-router";
import { getFragmentData } from "../../../api/gql/fragment-masking";
import { ProductFormFragmentDoc, ProductPageDocument } from "../../../api/gql/graphql";
import { PageTitle } from "../../../parts/page-title";
import { Unreachable } from "../../../parts/unreachable";
import { Waiting } from "../../../parts/waiting";
import { useTexts } from "../../../texts/texts";
import { NotFound } from "../../not-found";
import { ProductForm } from "./product-form";

/** A product of the catalogue, or a new one. */
export function ProductPage() {
  const { catalogue } = useTexts().operators;
  const { slug = "" } = useParams();
  const isNew = !slug;
  const { data, error, refetch } = useQuery(ProductPageDocument, { variables: { slug, isNew } });
  if (!data) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  if (!isNew && !data.apiProduct) return <NotFound />;
  const product = getFragmentData(ProductFormFragmentDoc, data.apiProduct) ?? null;
  return (
    <>
      <PageTitle>{product ? catalogue.edit(product.name) : catalogue.newProduct}</PageTitle>
      <ProductForm key={product?.id ?? "new"} product={product} others={data.apiProducts?.nodes ?? []} />
    </>
  );
}
