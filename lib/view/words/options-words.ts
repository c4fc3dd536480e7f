import { english } from './grammar.ts';
import { stageWords } from './stage-words.ts';

const { count, list } = english;

/** The words of the settings page as a whole, and of its connection. Apart from the others, which the panel has to load too. */
export const optionsWords = {
  title: 'Settings',
  intro: 'Where the assistant lives. Your administrator knows these values.',
  connection: 'Connection',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved. The panel uses it from now on.',
  refused: 'Not saved. Correct the marked fields.',
  unsaved: 'Unsaved changes',
  undo: 'Undo changes',
  untested: 'Not tested. Correct the marked fields.',
  worksUnsaved: 'Works. Save it?',
  test: 'Test connection',
  testing: 'Testing…',
  testedBefore: 'What is typed has changed since this test.',
  notAsked: (stages: readonly string[]) => `Not asked after that: ${list(stages)}.`,
  report: 'Connection test',
  reportEmpty: 'A test checks each step on the way to the assistant, with what is typed here, saved or not.',
  testPassed: 'Everything works.',
  testPassedInPart: 'Everything that was tested works.',
  notTested: (works: string, stages: readonly string[]) => `${works} Not tested: ${list(stages)}.`,
  testWarned: 'It works, with remarks.',
  testFailed: 'It does not work yet. The first failed step says why.',
  testFailedAtField: 'It does not work yet. The marked field says why.',
  /** The title of a problem, which its sentences follow on the same line. */
  stageProblem: (title: string) => `${title}.`,
  duration: (ms: number) => `${count(ms)} ms`,
  stages: stageWords,
  stop: 'Stop',
  sendMessage: 'Send a test message',
  /** Of the button above: what it costs. */
  sendMessageHelp: 'Creates a chat called “Connection test” on the platform.',
  again: (stage: string) => `Test again: ${stage}`,
  takeAddress: 'Use this address',
  openAddress: (host: string) => `Open ${host} in a tab`,
  copyReport: 'Copy report',
  copied: 'Copied',
  /** Of the packages of others that the extension contains. */
  licences: 'Licences',
  outcomes: {
    running: 'Running',
    passed: 'Passed',
    warned: 'Passed with a remark',
    failed: 'Failed',
    skipped: 'Skipped',
  },
} as const;
