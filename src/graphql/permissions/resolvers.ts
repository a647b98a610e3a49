import {
  ApplicationViewerCanResolver,
  ClientApplicationPermissionsResolver,
} from "./application-permissions.js";
import {
  AccessGrantPermissionsResolver,
  AccessGrantViewerCanResolver,
  ApiKeyPermissionsResolver,
  ApiKeyViewerCanResolver,
} from "./credential-permissions.js";
import { PartnerPermissionsResolver, PartnerViewerCanResolver } from "./partner-permissions.js";

/** What the viewer may do. */
export const permissionResolvers = [
  ApplicationViewerCanResolver,
  ClientApplicationPermissionsResolver,
  ApiKeyViewerCanResolver,
  ApiKeyPermissionsResolver,
  AccessGrantViewerCanResolver,
  AccessGrantPermissionsResolver,
  PartnerViewerCanResolver,
  PartnerPermissionsResolver,
] as const;
