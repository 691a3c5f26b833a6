/** `places`: how many can have focus. */
export function crawlFocus(): Promise<{ places: number; findings: readonly string[] }>;
