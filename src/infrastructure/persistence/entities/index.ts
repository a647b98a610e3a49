import { ApiEnvironmentRow, ApiProductRow, TermsRow } from "./catalogue.js";
import { AccessGrantRow, ApiKeyRow, ClientApplicationRow } from "./client-application.js";
import {
  AuditEntryRow,
  DeletedClientApplicationRow,
  GatewayClientRow,
  GatewayKeyRow,
  IdempotencyRow,
  MailboxMessageRow,
} from "./operations.js";
import { DeveloperIdentityRow, DeveloperRow, MemberRow, PartnerDomainRow, PartnerRow } from "./people.js";

export const entities = [
  DeveloperRow,
  DeveloperIdentityRow,
  PartnerRow,
  PartnerDomainRow,
  MemberRow,
  ApiProductRow,
  ApiEnvironmentRow,
  TermsRow,
  ClientApplicationRow,
  AccessGrantRow,
  ApiKeyRow,
  AuditEntryRow,
  DeletedClientApplicationRow,
  GatewayKeyRow,
  GatewayClientRow,
  IdempotencyRow,
  MailboxMessageRow,
];
