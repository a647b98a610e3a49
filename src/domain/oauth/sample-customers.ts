/** Nobody real: whom a sample bank has as customers. Their ids are what APIs are told. */
export interface SampleCustomer {
  readonly id: string;
  readonly name: string;
  /** What tells them apart. */
  readonly situation: string;
}

export const sampleCustomers: readonly SampleCustomer[] = [
  { id: "sample:anna", name: "Anna Visser", situation: "A current account and a savings account" },
  { id: "sample:bilal", name: "Bilal Haddad", situation: "A joint account, overdrawn" },
  { id: "sample:chiara", name: "Chiara Conti", situation: "A company with four accounts" },
];

export const sampleCustomer = (id: string) => sampleCustomers.find((each) => each.id === id);
