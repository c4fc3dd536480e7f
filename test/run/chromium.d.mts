/** The path of a browser, or null. CHROMIUM, then CHROME_PATH, decide alone where they are set. */
export function findChromium(): string | null;
