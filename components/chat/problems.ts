/** What the panel loads when there is first something to complain about (on-demand.tsx): the alert, and all its words. */
export { CutNote } from '../transcript/CutNote.tsx';
export { MessageCause } from '../transcript/MessageCause.tsx';
export { PanelProblem } from './PanelProblem.tsx';
export { ProblemAlert } from '../common/ProblemAlert.tsx';
