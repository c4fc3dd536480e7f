import type { Reply } from './reply.ts';

const table = `| Part | What it does |
| --- | --- |
| Panel | shows the conversation beside the page |
| Background | keeps the connection and the messages |
| Platform | answers, word by word |`;

const tasks = `- [x] Open the panel
- [x] Ask a question
- [ ] Attach a page
- [ ] Ask about it`;

const code = `\`\`\`ts
const greet = (name: string): string => \`Hello, \${name}!\`;
console.log(greet('reader'));
\`\`\``;

const samples: readonly { readonly asked: RegExp; readonly markdown: string }[] = [
  { asked: /\btable\b/i, markdown: `Here is a table:\n\n${table}` },
  { asked: /\b(?:task|check|to-?do)\s?-?list|\btasks\b/i, markdown: `Here is a task list:\n\n${tasks}` },
  { asked: /\bcode\b|\bsnippet\b/i, markdown: `Here is a piece of code:\n\n${code}` },
  {
    asked: /\bmarkdown\b|\bformat|answers? can look like|what can you (?:do|show)/i,
    markdown: `My answers can hold **bold**, *emphasis*, \`code\` and [links](https://example.com), and more:\n\n### A table\n\n${table}\n\n### A task list\n\n${tasks}\n\n### Code\n\n${code}\n\n> And a quotation.`,
  },
];

const introduction = `I am the **local demo assistant**: no language model, just a search through what you give me. I can

- answer questions about a page, and summarise it: use *Attach this page*, then ask;
- find what you told me earlier in this conversation;
- show what answers look like: ask for a *table*, a *task list* or *code*.`;

/** Answers without any page: a sample of markdown where one is asked for, else an honest introduction. */
export const answerWithoutPage = (words: string): Reply => {
  const sample = samples.find(({ asked }) => asked.test(words));
  if (sample !== undefined) return { markdown: sample.markdown, sources: [] };
  const greeting = /^(?:hi|hello|hey|good (?:morning|afternoon|evening))\b/i.test(words) ? 'Hello! ' : '';
  const opening = greeting === '' ? "I can't answer that by myself. " : greeting;
  return { markdown: `${opening}${introduction}`, sources: [] };
};
