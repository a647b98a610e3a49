import type { Id } from "../../domain/id.js";
import type { Page, Slice } from "./page.js";
import type { Viewer } from "./viewer.js";
import type {
  ApplicationView,
  DeveloperView,
  EnvironmentView,
  GrantView,
  KeyView,
  PartnerView,
  ProductView,
} from "./views.js";

/** What belongs to applications and is read along with them, because it will be asked for. */
export interface Along {
  /** The owner and the co-owners. */
  readonly owners: boolean;
  /** What the applications use; with keys also what those give access to. */
  readonly products: boolean;
  readonly grants: boolean;
  /** Of the grants. */
  readonly environments: boolean;
  /** Of the grants. */
  readonly keys: boolean;
  /** Whose the applications are. */
  readonly partners: boolean;
  /** How many applications there are on all pages. */
  readonly count: boolean;
  /** What nobody will look at, and need not be read: `keys.lastUsedAt`, for example. */
  readonly unread: readonly string[];
}

/** Empty where it was not to be read, and where there is nothing that the viewer may see. */
export interface ReadAlong {
  readonly developers: readonly DeveloperView[];
  readonly products: readonly ProductView[];
  readonly grants: readonly GrantView[];
  readonly environments: readonly EnvironmentView[];
  readonly keys: readonly KeyView[];
  readonly partners: readonly PartnerView[];
  /** Null where it was not to be read. */
  readonly count: number | null;
}

export interface Gathered<Found> {
  readonly found: Found;
  readonly along: ReadAlong;
}

/** Applications with what belongs to them, in one statement, however many they are and whatever of it is asked for. */
export interface Gathering<Wanted, Order extends string> {
  applications(
    viewer: Viewer,
    ids: readonly Id<"app">[],
    along: Along,
  ): Promise<Gathered<readonly ApplicationView[]>>;
  /** Throws UnknownPosition. */
  page(
    viewer: Viewer,
    wanted: Wanted,
    page: Page<Order>,
    along: Along,
  ): Promise<Gathered<Slice<ApplicationView>>>;
}
