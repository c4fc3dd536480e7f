import type { PagePort } from '../messaging/page-port.ts';
import type { transferRows } from '../messaging/transfer-rows.ts';
import type { SaveFile } from './activity-store.ts';

export type TransferPort = Pick<PagePort<keyof typeof transferRows>, 'request'>;

/** What *Export* and *Import* need of the page that they are on. */
export interface TransferTools {
  readonly port: TransferPort;
  readonly saveFile: SaveFile;
  /** Nothing is kept there that is imported. */
  readonly isPrivate: boolean;
}
