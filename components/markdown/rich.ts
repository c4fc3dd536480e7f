/* What the panel loads when an answer first holds code, a table or a formula (use-rich.ts). */
export { CodeTools } from './CodeTools.tsx';
export { DrawnMath } from './DrawnMath.tsx';
export { TableTools } from './TableTools.tsx';
