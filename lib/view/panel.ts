import type { NameFrom } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { SettingsField } from '../config/settings-record.ts';
import type { BrowserKey } from '../shared/browser-key.ts';
import type { BrowserTabs } from '../shared/browser-tabs.ts';
import { noSideWorker, type StartSideWorker } from '../shared/side-worker.ts';
import type { SaveFile } from './activity-store.ts';
import type { OpenSettingsPort } from './first-run.ts';
import { createDraft, type Draft } from './draft.ts';
import type { HeldPlace } from './kept-place.ts';
import { createLetterFirst } from './letter-first.ts';
import { createIndexUpkeep } from './index-upkeep.ts';
import { nextFrame, type FrameRequest } from './live-text.ts';
import { createPanelActions, type PanelActions } from './panel-actions.ts';
import type { TransferTools } from './transfer-tools.ts';
import { createTranscriptStore, type TranscriptStore } from './transcript-store.ts';

/** All that the panel's components read and call. */
export interface Panel {
  readonly store: TranscriptStore;
  readonly draft: Draft;
  readonly actions: PanelActions;
  /** For all that concerns the account, or the words of the draft: what was typed is on its way before it. */
  readonly accountPort: PagePort<NameFrom<'panel'>>;
  readonly heldPlace: HeldPlace;
  /** For *Export* and *Import*. */
  readonly transfer: TransferTools;
  /** What may be known of the browser's tabs; undefined where nothing may. */
  readonly loadTabs: () => Promise<BrowserTabs | undefined>;
  /** The keys that the browser keeps for us. Never rejects. */
  readonly loadKeys: () => Promise<readonly BrowserKey[]>;
  /** Opens the settings page. */
  readonly openOptions: (setting?: SettingsField) => void;
  /** For what the settings can ask. */
  readonly openSettingsPort: OpenSettingsPort | undefined;
  /** Of the extension. */
  readonly version: string;
  /** A worker that searches chats. */
  readonly startSearch: StartSideWorker;
  /** A worker that colours code (lib/highlight), and one that reads formulas (lib/math). */
  readonly startHighlighter: StartSideWorker;
  readonly startTypesetter: StartSideWorker;
  /** Starts the panel, and with it the background, anew. */
  readonly restart: () => void;
  close(): void;
}

export interface PanelOptions {
  port: PagePort<NameFrom<'panel'>>;
  openOptions: (setting?: SettingsField) => void;
  restart: () => void;
  /** Asks the browser for access to an origin. */
  askAccess: (origin: string) => Promise<boolean>;
  /** Default: there is none, and titles are all that is searched. */
  startSearch?: StartSideWorker;
  /** Default: there are none, and code and formulas are shown as they are written. */
  startHighlighter?: StartSideWorker;
  startTypesetter?: StartSideWorker;
  /** For tests: none. */
  saveFile?: SaveFile;
  /** For tests: none. */
  openSettingsPort?: OpenSettingsPort;
  /** Default: nothing is known of the tabs. */
  loadTabs?: Panel['loadTabs'];
  /** Default: there are none. */
  loadKeys?: Panel['loadKeys'];
  isPrivate?: boolean;
  /** Of the extension; for tests: none. */
  version?: string;
  /** The page was reloaded, and is yet to find where the person was in the conversation. Default: not. */
  isPlaceHeld?: boolean;
  frame?: FrameRequest;
  /** Where keys are heard. Default: nowhere. */
  keys?: EventTarget;
  newId?: () => string;
}

export function createPanel(options: PanelOptions): Panel {
  const {
    port,
    openOptions,
    openSettingsPort,
    restart,
    askAccess,
    startSearch = noSideWorker,
    startHighlighter = noSideWorker,
    startTypesetter = noSideWorker,
    saveFile = () => undefined,
    loadTabs = () => Promise.resolve(undefined),
    loadKeys = () => Promise.resolve([]),
    isPrivate = false,
    version = '',
    isPlaceHeld = false,
    frame = nextFrame,
    keys = new EventTarget(),
    newId = () => crypto.randomUUID(),
  } = options;
  const letterFirst = createLetterFirst(frame, keys);
  const store = createTranscriptStore({ frame: letterFirst.frame, now: () => performance.now() });
  const draft = createDraft({
    save(text) {
      void port.request({ type: 'draft/save', text }).then((saved) => {
        if (!saved.ok) draft.unsaved(text);
      });
    },
  });
  const actions = createPanelActions({ port, store, draft, newId, now: () => Date.now(), askAccess });
  const accountPort: PagePort<NameFrom<'panel'>> = {
    ...port,
    request(command) {
      draft.flush();
      return port.request(command);
    },
  };

  const upkeep = createIndexUpkeep(startSearch, () => store.state().conversation?.id);
  const unsubscribe = port.subscribe((push) => {
    store.apply(push);
    upkeep.heard(push);
    if (push.type === 'snapshot') draft.adopt(push.snapshot.conversation.id, push.snapshot.draft.text);
    // An edit ends when its message leaves the queue, by itself or by another window.
    const { editing } = draft.state();
    if (editing === null || (push.type !== 'snapshot' && push.type !== 'patch')) return;
    const edited = store.state().messages.find(({ id }) => id === editing);
    if (edited?.status !== 'queued') draft.editTooLate();
  });
  const stopListening = port.onTrouble((trouble) => store.change((state) => ({ ...state, trouble })));

  return {
    store,
    draft,
    actions,
    accountPort,
    heldPlace: { isHeld: isPlaceHeld, follow: () => undefined },
    transfer: { port, saveFile, isPrivate },
    loadTabs,
    loadKeys,
    openOptions,
    openSettingsPort,
    version,
    startSearch,
    startHighlighter,
    startTypesetter,
    restart,
    close() {
      letterFirst.close();
      upkeep.close();
      draft.close();
      unsubscribe();
      stopListening();
    },
  };
}
