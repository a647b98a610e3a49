import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ApiView, EnvironmentView, ProductView } from "../../application/queries/views.js";
import type { KeyLifetime as Lifetime } from "../../domain/catalogue/key-lifetimes.js";
import type { Terms as PublishedTerms } from "../../domain/catalogue/terms.js";
import { acceptedAuthentications } from "../../domain/oauth/client-authentication.js";
import { connection } from "../connection.js";
import type { GraphQLContext } from "../context.js";
import { listCost, shortListCost } from "../limits/list-cost.js";
import { Url } from "../scalars.js";
import { ClientAuthentication } from "../types/enums.js";
import { opaque } from "../types/node.js";
import type { ApiEnvironmentOrder, ApiProductOrder } from "../types/orders.js";
import type { ListArguments } from "../types/page-args.js";
import { apiId, termsId } from "./content-ids.js";
import {
  type ApiEnvironmentFilter,
  ApiEnvironmentsArgs,
  type ApiProductFilter,
  ApiProductsArgs,
} from "./list-inputs.js";
import {
  Api,
  ApiEnvironmentConnection,
  ApiEnvironmentType,
  ApiProductConnection,
  ApiProductType,
  KeyLifetime,
  Terms,
} from "./types.js";

const shortName = { description: "Its short name." };

@Resolver(() => ApiProductType)
export class CatalogueResolver {
  @Query(() => ApiProductConnection, {
    nullable: true,
    description: "The API products, by name. Open to everyone.",
    complexity: listCost,
  })
  apiProducts(
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => ApiProductsArgs) { filter, ...page }: ListArguments<ApiProductOrder, ApiProductFilter>,
  ) {
    return connection(loaders.products, { filter: filter ?? {} }, page);
  }

  @Query(() => ApiEnvironmentConnection, {
    nullable: true,
    description: "The API environments, by institution and name. Open to everyone.",
    complexity: listCost,
  })
  apiEnvironments(
    @Ctx() { loaders }: GraphQLContext,
    @Args(() => ApiEnvironmentsArgs)
    { filter, ...page }: ListArguments<ApiEnvironmentOrder, ApiEnvironmentFilter>,
  ) {
    return connection(loaders.environments, { filter: filter ?? {} }, page);
  }

  @Query(() => ApiProductType, {
    nullable: true,
    description: "The product with this slug; null when there is none. Open to everyone.",
  })
  apiProduct(@Ctx() { loaders }: GraphQLContext, @Arg("slug", () => String, shortName) slug: string) {
    return loaders.productBySlug.load(slug.trim());
  }

  @Query(() => ApiEnvironmentType, {
    nullable: true,
    description: "The environment with this slug; null when there is none. Open to everyone.",
  })
  apiEnvironment(@Ctx() { loaders }: GraphQLContext, @Arg("slug", () => String, shortName) slug: string) {
    return loaders.environmentBySlug.load(slug.trim());
  }

  @Query(() => Terms, {
    nullable: true,
    description: "The terms to accept now; null while none have been published. Open to everyone.",
  })
  currentTerms(@Ctx() { loaders }: GraphQLContext) {
    return loaders.currentTerms();
  }

  @FieldResolver(() => [Api], {
    description: "Its own APIs and those of the products that it embeds, each once.",
    complexity: shortListCost("apis"),
  })
  apis(@Root() product: ProductView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.apisOfProduct.load(product.id);
  }

  @FieldResolver(() => [Api], {
    description: "Its own APIs alone, as `updateApiProduct` takes them.",
    complexity: shortListCost("ownApis"),
  })
  ownApis(@Root() { apis }: ProductView) {
    return apis;
  }

  @FieldResolver(() => [ApiProductType], {
    description: "Products whose APIs this one includes.",
    complexity: shortListCost("embeds"),
  })
  embeds(@Root() product: ProductView, @Ctx() { loaders }: GraphQLContext) {
    return loaders.product.getMany(product.embedIds);
  }
}

@Resolver(() => ApiEnvironmentType)
export class EnvironmentResolver {
  @FieldResolver(() => Url, {
    description:
      "The issuer of its OAuth 2.0 authorization server, whose metadata stands at the addresses of RFC 8414 and OpenID Connect.",
  })
  oauthIssuer(@Root() { slug }: EnvironmentView, @Ctx() { issuerOf }: GraphQLContext) {
    return issuerOf(slug);
  }

  @FieldResolver(() => [ClientAuthentication], {
    description:
      "How clients may show who they are to its authorization server, as its metadata says (`token_endpoint_auth_methods_supported`). By certificates only where a proxy tells them.",
  })
  clientAuthentications(
    @Root() { oauthProfile }: EnvironmentView,
    @Ctx() { seesCertificates }: GraphQLContext,
  ) {
    return acceptedAuthentications({ oauthProfile, seesCertificates });
  }

  @FieldResolver(() => [KeyLifetime], {
    description:
      "How long keys of a product work here, from their issue: keys that are issued from now on. Those of other products have no end (R39).",
    complexity: shortListCost("keyLifetimes"),
  })
  keyLifetimes(@Root() { keyLifetimes }: EnvironmentView) {
    return keyLifetimes;
  }
}

@Resolver(() => KeyLifetime)
export class KeyLifetimeResolver {
  @FieldResolver(() => ApiProductType, { description: "Whose keys." })
  product(@Root() { productId }: Lifetime, @Ctx() { loaders }: GraphQLContext) {
    return loaders.product.load(productId);
  }
}

@Resolver(() => Api)
export class ApiResolver {
  @FieldResolver(() => ID, opaque)
  id(@Root() api: ApiView) {
    return apiId(api);
  }
}

@Resolver(() => Terms)
export class TermsResolver {
  @FieldResolver(() => ID, opaque)
  id(@Root() terms: PublishedTerms) {
    return termsId(terms);
  }
}
