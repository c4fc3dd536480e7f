import { createBlockMachine } from './block-machine.ts';
import { detached } from './detached.ts';
import type { Definitions, MarkdownBlock } from './tree.ts';

export interface MarkdownReading {
  /** Finished blocks are the same objects in every reading of a growing text. */
  readonly blocks: readonly MarkdownBlock[];
  /** Another map as soon as one has come, the same one until then. */
  readonly definitions: Definitions;
}

export interface MarkdownReader {
  /**
   * Takes the text so far. Whole lines are read once; an unfinished last one is tried and forgotten, so that the result
   * of the whole text is the same wherever it was cut. A text that does not continue the last one starts over.
   */
  read(text: string, isComplete: boolean): MarkdownReading;
}

const lineEnd = /\r\n|\n|\r/g;
const withoutNul = (line: string): string => (line.includes('\0') ? line.replaceAll('\0', '\ufffd') : line);

export function createMarkdownReader(): MarkdownReader {
  let machine = createBlockMachine();
  let seen = '';
  let isClosed = false;
  /** Characters of the text whose lines were taken. */
  let taken = 0;
  /** There is no line's end between `taken` and here. */
  let searched = 0;
  let reading: MarkdownReading | null = null;

  /** Takes what whole lines have come; returns the beginning of the next one. */
  function takeLines(text: string, isComplete: boolean): string {
    let start = taken;
    lineEnd.lastIndex = Math.max(taken, searched);
    for (let found = lineEnd.exec(text); found; found = lineEnd.exec(text)) {
      // A last CR may be half of a CRLF.
      if (found[0] === '\r' && lineEnd.lastIndex === text.length && !isComplete) break;
      machine.takeLine(withoutNul(detached(text.slice(start, found.index))));
      start = lineEnd.lastIndex;
    }
    taken = start;
    searched = Math.max(taken, text.length - 1);
    // Neither half a line's end nor half a character is shown.
    return withoutNul(text.slice(start).replace(isComplete ? /\r$/ : /[\r\ud800-\udbff]$/, ''));
  }

  return {
    read(text, isComplete) {
      if (reading && text === seen && isComplete === isClosed) return reading;
      if (isClosed || !text.startsWith(seen)) {
        machine = createBlockMachine();
        taken = 0;
        searched = 0;
      }
      seen = text;
      isClosed = isComplete;
      const line = takeLines(text, isComplete);
      if (isComplete) {
        if (line !== '') machine.takeLine(line);
        machine.finish();
      }
      const blocks = isComplete || line === '' ? machine.blocks(!isComplete) : machine.tryLine(line);
      reading = { blocks, definitions: machine.definitions() };
      return reading;
    },
  };
}
