/** The real time, in the shape of the seams that tests replace. */
export const systemClock = {
  now: (): number => Date.now(),
  setTimeout: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
  clearTimeout(handle: unknown): void {
    // A number in the browser and an object in Node; either way, what `setTimeout` above gave, or null.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    clearTimeout(handle as ReturnType<typeof setTimeout> | undefined);
  },
};
