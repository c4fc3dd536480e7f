/** What the browser hands over of the organisation's settings. */
export interface ManagedStorage {
  /** An empty object where nothing is set. Rejects where the browser can't say now. */
  read(): Promise<unknown>;
  onChanged(listener: () => void): void;
}
