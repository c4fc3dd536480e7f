import type { HandOffEvent } from '../shared/hand-off.ts';
import type { IncomingPort } from '../shared/port.ts';

/** What the browser tells it. */
export interface Background {
  connected(port: IncomingPort): void;
  /** The toolbar button was pressed in that window, which opens its panel and grants access to its page. */
  pageOffered(windowId: number): Promise<void>;
  /** As far as this worker knows yet. */
  hasPanelIn(windowId: number): boolean;
  /** Something was asked for outside of our pages. Never rejects. */
  handedOff(event: HandOffEvent): Promise<void>;
  /** A person wants to see that conversation in that window, as by its notification. Never rejects. */
  lead(windowId: number, conversationId: string): Promise<void>;
  onlineChanged(online: boolean): void;
  /** The computer is in another network than before, as far as the browser says so. */
  networkChanged(): void;
  /** Takes up what the last worker left under way. */
  wake(): Promise<void>;
  /** The alarm rang that was set for what is under way. */
  lookAgain(): Promise<void>;
  /** Deletes conversations that have grown older than the setting allows; does nothing where that was done lately. */
  sweep(): Promise<void>;
  /** Takes down what runs; for private windows that are gone. */
  end(): Promise<void>;
}
