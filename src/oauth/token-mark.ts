/** How access tokens are told from other names: without it the provider would not look for them. */
export const tokenMark = "jwt.";
export const marked = (token: string) => `${tokenMark}${token}`;
