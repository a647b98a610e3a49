const DAY = 24 * 3600;

/** R36, in seconds: a session that nobody uses, and any other, ends after so long. */
export const sessionLife = { idle: 7 * DAY, whole: 30 * DAY } as const;
