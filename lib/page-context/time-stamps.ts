import { isText } from './dom-access.ts';

/** A time or a date as it stands above a post, in the languages that people have shown us. */
const time = new RegExp(
  [
    String.raw`\b\d{1,2}[:.]\d{2}(\s?[ap]\.?m\b)?`,
    String.raw`\b\d{4}[-./]\d{1,2}[-./]\d{1,2}`,
    String.raw`\b\d{1,2}[./]\d{1,2}[./](\d{2}|\d{4})\b`,
    String.raw`\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|fév|avr|juin|juil|août|ene|abr|ago|dic)[a-zé]*\.?,? \d`,
    String.raw`\b\d{1,2}(st|nd|rd|th|\.)?( de)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|fév|févr|avr|juin|juil|août|ene|abr|ago|dic)`,
    String.raw`\b(\d+|an?) ?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)\b\.?( ago)?`,
    String.raw`\b(yesterday|today|just now|gestern|heute|hier|ayer|ontem)\b`,
    String.raw`\b(vor|il y a|hace|há) \d|назад|вчера|сегодня|منذ|قبل|أمس`,
    String.raw`\d+ ?(秒|分|分钟|時間|小时|天|日|週間|周|个月|か月|ヶ月|月|年)前|昨天|昨日|刚刚|\d+月\d+日|\d+(초|분|시간|일|주|개월|년) 전`,
  ].join('|'),
  'i',
);

const calledTime =
  /(^|[-_\s])(time(stamp|ago)?|date(time)?|age|ago|posted(-?(on|at))?|published|created(-?at)?)([-_\s]|$)/i;
const longest = 60;
/** More than any thread shows at once; a calendar or a log has more. */
const most = 4_000;

/** The elements that tell a time, in their order, and the time as it is told. */
export type TimeStamps = ReadonlyMap<Element, string>;

export function timeStamps(root: Element): TimeStamps {
  const stamps = new Map<Element, string>();
  const hasMarked = root.querySelector('time') !== null;
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (stamps.size < most && texts.nextNode() !== null) {
    const node = texts.currentNode;
    if (!isText(node) || node.data.length > longest + 20) continue;
    const text = node.data.trim();
    const holder = node.parentElement;
    if (text === '' || text.length > longest || holder === null) continue;
    const marked =
      (hasMarked ? holder.closest('time') : null) ?? (calledTime.test(holder.className) ? holder : null);
    const whole = (marked?.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (time.test(text) && isMostlyTime(text, holder)) stamps.set(marked ?? holder, bare(text));
    else if (marked !== null && !stamps.has(marked) && whole.length <= longest)
      stamps.set(marked, bare(whole));
  }
  return stamps;
}

function bare(text: string): string {
  return text
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(asked|answered|posted|commented|replied|submitted|edited|created|on|at)( on| at)? /i, '');
}

/** A sentence that tells a time is no stamp, nor is a piece of one. */
function isMostlyTime(text: string, holder: Element): boolean {
  if (/[.!?…。]$|[?!]/.test(text) || text.split(/\s+/).length > 9) return false;
  return (holder.textContent ?? '').trim().length <= 2 * longest;
}
