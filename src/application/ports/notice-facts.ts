export interface Contact {
  readonly developerId: string;
  readonly email: string;
  readonly name: string;
}

/** What mails about an application say and to whom they go. */
export interface NoticeFacts {
  /** Those who exist, in no order. */
  contacts(developerIds: readonly string[]): Promise<Contact[]>;
  /** Null when the application is gone, or when none of the keys works any more. */
  keysLive(
    applicationId: string,
    environmentId: string,
    keyIds: readonly string[],
  ): Promise<KeysLiveFacts | null>;
}

export interface KeysLiveFacts {
  readonly applicationName: string;
  readonly environmentName: string;
  readonly institution: string;
  readonly productNames: readonly string[];
  /** The owner and all co-owners. */
  readonly owners: readonly Contact[];
}
