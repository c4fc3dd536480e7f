/** What the browser hands over of the organisation's settings; an empty object where there are none. Never rejects. */
export interface ManagedStorage {
  read(): Promise<unknown>;
  onChanged(listener: () => void): void;
}
