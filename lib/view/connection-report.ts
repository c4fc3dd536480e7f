import type { SettingsField, TestNote, TestStage } from '../messaging/settings-shapes.ts';
import { factLines, plainRequestId, timeText } from './report-text.ts';
import { tellStage } from './stage-told.ts';
import { english } from './words/grammar.ts';
import { optionsWords } from './words/options-words.ts';
import { reportWords } from './words/report-words.ts';
import { settingWords } from './words/setting-words.ts';
import { stageWords } from './words/stage-words.ts';

export interface ReportFacts {
  readonly stages: readonly TestStage[];
  /** Settings that the organisation has set. */
  readonly locked: readonly SettingsField[];
  readonly policyMistakes: readonly string[];
  /** Of the extension. */
  readonly version: string;
  /** As the browser calls itself. */
  readonly browser: string;
  /** Epoch ms. */
  readonly now: number;
}

/** A version, a plan, a status: a word. A sentence in its place is none. */
const plainWord = /^[\w.+-]{1,40}$/;

/** Without what a server may have written into it. */
function plainNote(note: TestNote): TestNote {
  if ('version' in note && note.version !== undefined && !plainWord.test(note.version))
    return { ...note, version: undefined };
  if (!('facts' in note)) return note;
  return {
    ...note,
    facts: note.facts.filter(({ name, value }) => plainWord.test(name) && plainWord.test(value)),
  };
}

/**
 * What *Copy report* copies: markdown, for whoever helps. It holds what was tested as it was understood (what was refused may be
 * a password in the wrong box), and no word of the server's own: nobody can tell what a server repeats in them.
 */
export function connectionReport(facts: ReportFacts): string {
  const { stages, locked, policyMistakes, version, browser, now } = facts;
  const ended = stages.filter(({ outcome }) => outcome !== 'running');
  const addresses = stages.map(({ note }) => note).find((note) => note?.code === 'addresses');
  const settings =
    addresses === undefined
      ? []
      : (['apiUrl', 'wsUrl', 'tenantId', 'protocol'] as const).map(
          (field) => [settingWords[field].label, addresses[field]] as const,
        );
  return [
    `# ${reportWords.title}`,
    '',
    ...factLines([
      [reportWords.extension, version],
      [reportWords.browser, browser],
      [reportWords.made, timeText(now)],
      ...settings,
      [
        reportWords.locked,
        english.list(locked.map((field) => settingWords[field].label)) || reportWords.none,
      ],
      [reportWords.mistakes, english.list(policyMistakes)],
    ]),
    '',
    row(reportWords.columns),
    row(reportWords.columns.map(() => '---')),
    ...ended.map(stageRow),
    ...ended.flatMap(remarks),
    '',
    reportWords.leftOut,
    '',
  ].join('\n');
}

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

function stageRow({ name, outcome, at, duration, status, problem }: TestStage): string {
  return row([
    stageWords[name],
    optionsWords.outcomes[outcome],
    timeText(at),
    duration === undefined ? '' : optionsWords.duration(duration),
    status === undefined ? '' : String(status),
    problem?.code ?? '',
    plainRequestId(problem?.requestId),
  ]);
}

/** What was found at a stage that has something to tell, and what is to be done. */
function remarks(stage: TestStage): string[] {
  const { note, ...rest } = stage;
  const told = tellStage(note === undefined ? rest : { ...rest, note: plainNote(note) });
  const words = [told.title && optionsWords.stageProblem(told.title), told.found].filter(Boolean).join(' ');
  const next = told.next === null ? [] : [`${reportWords.next}: ${told.next}`];
  if (words === '' && next.length === 0) return [];
  return ['', `## ${stageWords[stage.name]}`, '', ...(words === '' ? [] : [words]), ...next];
}
