/** Products or environments as an input names them: by their ids. */
export const byId = (...ids: readonly unknown[]): object[] => ids.map((id) => ({ id }));
