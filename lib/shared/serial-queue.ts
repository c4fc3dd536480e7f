/** One job after the other, in the order in which they were asked for; one that fails does not stop those behind it. */
export type SerialQueue = <Value>(job: () => Promise<Value>) => Promise<Value>;

export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const done = last.then(job);
    // Told to the one who asked for it, and of no concern to the next.
    last = done.catch(() => undefined);
    return done;
  };
}
