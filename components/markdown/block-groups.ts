import type { MarkdownBlock } from '../../lib/markdown/tree.ts';
import { chunks } from './chunks.ts';

/** Blocks per group. Measured: groups of 24 under `content-visibility:auto` cost as little as bare text nodes. */
export const groupSize = 24;

/** Blocks of an answer in order, cut into groups. A group whose blocks are the same as before is the same group. */
export type BlockGroups = readonly (readonly MarkdownBlock[])[];

export function createBlockGroups(): (blocks: readonly MarkdownBlock[]) => BlockGroups {
  let groups: BlockGroups = [];
  return (blocks) => {
    const before = groups;
    groups = chunks(blocks, groupSize).map((group, index) => {
      const known = before[index];
      return known?.length === group.length && known.every((block, at) => block === group[at])
        ? known
        : group;
    });
    return groups;
  };
}
