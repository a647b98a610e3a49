import type {
  EndUserSignIn,
  EnvironmentDetails,
  OauthProfile,
  SignInProvider,
  usualSettings,
  VerificationWhenUnavailable,
  WhenKeyLeaks,
} from "../../domain/catalogue/api-environment.js";
import type { Api, ProductDetails } from "../../domain/catalogue/api-product.js";
import type { NewRatePlan } from "./new-rate-plans.js";

/** What a catalogue file holds (docs/catalogue.schema.json). What it does not name stays as it is. */
export interface CatalogueFile {
  readonly products?: readonly FileProduct[];
  readonly environments?: readonly FileEnvironment[];
}

export interface FileProduct extends Omit<ProductDetails, "apis" | "embedIds" | "ratePlans"> {
  readonly slug: string;
  readonly apis: readonly (Omit<Api, "documentationUrl"> & { readonly documentationUrl?: string })[];
  /** Slugs. */
  readonly embeds?: readonly string[];
  /** R35: by name. Left out: as they are, and of a new product none. */
  readonly ratePlans?: readonly (Omit<NewRatePlan, "isDefault"> & { readonly isDefault?: boolean })[];
  readonly isOpen?: boolean;
}

type Optional = keyof typeof usualSettings;

export type FileGateway =
  | { readonly kind: "BUILT_IN" }
  | { readonly kind: "KONG"; readonly adminUrl: string; readonly token?: string };

export interface FileEnvironment extends Omit<EnvironmentDetails, Optional> {
  readonly slug: string;
  /** Left out: as it is, and of a new environment REFUSE. */
  readonly verificationWhenUnavailable?: VerificationWhenUnavailable;
  /** Left out: as it is, and of a new environment INSTITUTION. */
  readonly endUserSignIn?: EndUserSignIn;
  /** Left out: as it is, and of a new environment none. */
  readonly signInProvider?: SignInProvider | null;
  /** Left out: as it is, and of a new environment STANDARD. */
  readonly oauthProfile?: OauthProfile;
  /** R39: by slugs. Left out: as they are, and of a new environment none. */
  readonly keyLifetimes?: readonly { readonly product: string; readonly days: number }[];
  /** Left out: as it is, and of a new environment TELL. */
  readonly whenKeyLeaks?: WhenKeyLeaks;
  /** What enforces keys there. Left out: as it is. */
  readonly gateway?: FileGateway;
  readonly isOpen?: boolean;
}
