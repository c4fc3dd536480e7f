/**
 * Asks the browser not to clear what is stored here when the disk runs short. From a page: Chromium's workers can't ask.
 * Nothing depends on the answer, and the extension's permission for storage without limits most likely gives it unasked.
 */
export async function askForLastingStorage(): Promise<void> {
  try {
    const { storage } = navigator;
    if (!(await storage.persisted())) await storage.persist();
  } catch {
    // A browser without it, or a private window: what is stored can be cleared as before.
  }
}
