/** Where the database holds what a key of the keyring has sealed. */
export interface SealedColumn {
  readonly table: string;
  readonly primaryKey: string;
  /** Whose value the ciphertext is bound to. */
  readonly rowId: string;
  readonly ciphertext: string;
  readonly keyId: string;
}

/**
 * R34: all of them. What is sealed and not listed here would be lost with its key: a spec finds every column whose name
 * says that it holds a ciphertext.
 */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: "api_key",
    primaryKey: "id",
    rowId: "id",
    ciphertext: "secret_ciphertext",
    keyId: "secret_key_id",
  },
  {
    table: "access_grant",
    primaryKey: "id",
    rowId: "client_id",
    ciphertext: "secret_ciphertext",
    keyId: "secret_key_id",
  },
  {
    table: "api_environment",
    primaryKey: "id",
    rowId: "id",
    ciphertext: "gateway_ciphertext",
    keyId: "gateway_key_id",
  },
  {
    table: "left_gateway",
    primaryKey: "id",
    rowId: "environment_id",
    ciphertext: "ciphertext",
    keyId: "key_id",
  },
  { table: "outgoing_mail", primaryKey: "id", rowId: "id", ciphertext: "ciphertext", keyId: "key_id" },
  {
    table: "retired_key",
    primaryKey: "id",
    rowId: "id",
    ciphertext: "pepper_ciphertext",
    keyId: "pepper_key_id",
  },
  {
    table: "oauth_signing_key",
    primaryKey: "id",
    rowId: "id",
    ciphertext: "private_ciphertext",
    keyId: "private_key_id",
  },
  {
    table: "oauth_record",
    primaryKey: "id",
    rowId: "id",
    ciphertext: "payload_ciphertext",
    keyId: "payload_key_id",
  },
];
