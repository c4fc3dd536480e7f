/** One entry of ours in the menu of a page. */
export interface MenuEntry {
  readonly id: string;
  /** null: a line between others. `%s` stands for what is selected. */
  readonly title: string | null;
  /** Where it is offered. */
  readonly on: 'page' | 'selection' | 'both';
}
