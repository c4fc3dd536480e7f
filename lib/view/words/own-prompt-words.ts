/** *Prompts* in the settings. */
export const ownPromptWords = {
  title: 'Prompts',
  intro:
    'Questions you ask again and again. Type / in the composer to use one. {page} attaches the page, {selection} what is selected on it, {language} becomes the name of the panel’s language; any other word in braces is a blank to fill in.',
  list: 'Your prompts',
  organisation: 'From your organisation',
  name: 'Name',
  text: 'Prompt',
  add: 'Add prompt',
  save: 'Save prompt',
  cancel: 'Cancel',
  full: 'There is no room for more than 100 prompts.',
  edit: (title: string) => `Edit ${title}`,
  remove: (title: string) => `Delete ${title}`,
  up: (title: string) => `Move ${title} up`,
  down: (title: string) => `Move ${title} down`,
  moved: (title: string, place: number, of: number) => `${title}: ${place} of ${of}`,
  saved: (title: string) => `${title} is saved.`,
  removed: (title: string) => `${title} was deleted.`,
  undo: 'Undo',
} as const;
