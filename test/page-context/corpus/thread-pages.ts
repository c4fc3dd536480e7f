import { documentOf, escaped, type CorpusPage } from './corpus-page.ts';

interface Said {
  readonly who: string;
  readonly when: string;
  readonly what: readonly string[];
}

/** Conversations, each as somebody could have had it. */
const ramp: readonly Said[] = [
  {
    who: 'annlee',
    when: 'Jan 1, 2026',
    what: [
      'The ramp stays up after the third crossing of the day.',
      'It hums, but nothing moves. Switching it off for a minute helps, until the next morning.',
    ],
  },
  {
    who: 'ben-ode',
    when: 'Jan 2, 2026',
    what: ['I can reproduce it on the north pier. The log says that the limit switch never opens.'],
  },
  {
    who: 'kowalski',
    when: 'Jan 2, 2026',
    what: ['Is yours the old motor with the brass plate? Those have a relay that sticks when it is cold.'],
  },
  {
    who: 'annlee',
    when: 'Jan 3, 2026',
    what: [
      'It has the brass plate, yes. I have warmed the relay with a hair dryer, and the ramp came down at once.',
    ],
  },
  {
    who: 'ben-ode',
    when: 'Jan 5, 2026',
    what: ['Ordered two new relays. I will put one in on Friday and report.'],
  },
];

const pumpe: readonly Said[] = [
  {
    who: 'Karl',
    when: 'Mo 3. Mär 2025, 10:12',
    what: ['Meine Pumpe im Keller ist so laut, dass man sie im zweiten Stock hört. Was kann man da machen?'],
  },
  {
    who: 'Ute',
    when: 'Di 4. Mär 2025, 08:00',
    what: ['Lege eine dicke Gummimatte unter die Füße. Bei uns war danach Ruhe.'],
  },
  {
    who: 'hafenmeister',
    when: 'Di 4. Mär 2025, 12:41',
    what: ['Und prüfe die Schellen an der Leitung. Meist klappert nicht die Pumpe, sondern das Rohr.'],
  },
  { who: 'Karl', when: 'Mi 5. Mär 2025, 19:30', what: ['Es war das Rohr! Danke euch beiden.'] },
];

const densha: readonly Said[] = [
  {
    who: 'みのり',
    when: '3日前',
    what: ['始発が二十分遅くなったのはいつからですか。駅の貼り紙が読めませんでした。'],
  },
  { who: '海風', when: '2日前', what: ['去年の春からです。高校生が減ったためだと聞きました。'] },
  { who: 'みのり', when: '2日前', what: ['ありがとうございます。助かりました。'] },
];

function truth(title: string, thread: readonly Said[]): string {
  return [title, ...thread.map(({ who, when, what }) => `${who} ${when}\n${what.join('\n')}`)].join('\n');
}

const paragraphs = (what: readonly string[]): string =>
  what.map((text) => `<p>${escaped(text)}</p>`).join('');
const authorsOf = (thread: readonly Said[]): string[] => thread.map(({ who, when }) => `${who} · ${when}`);

const bar =
  '<header><nav><a href="/">Home</a> <a href="/new">New</a> <a href="/in">Sign in</a></nav></header>';

function threadPage(
  name: string,
  title: string,
  thread: readonly Said[],
  body: string,
  language = 'en',
): CorpusPage {
  return {
    name,
    html: documentOf({ title, language, body }),
    truth: truth(title, thread),
    source: 'thread',
    posts: thread.length,
    shapes: authorsOf(thread),
  };
}

const issue = ({ who, when, what }: Said): string =>
  `<div class="TimelineItem js-comment-container"><div class="avatar"><a href="/${who}"><img alt=""></a></div><div class="timeline-comment comment"><div class="timeline-comment-header"><h3><strong><a class="author" href="/${who}">${who}</a></strong> commented <a href="#c"><relative-time>${when}</relative-time></a></h3></div><div class="edit-comment-hide"><table><tbody><tr><td class="comment-body markdown-body">${paragraphs(what)}</td></tr></tbody></table></div></div></div>`;
const mergeRequest = ({ who, when, what }: Said): string =>
  `<li class="note timeline-entry note-wrapper"><div class="timeline-entry-inner"><div class="note-header"><a class="author-username-link" href="/${who}"><span class="note-header-author-name">${who}</span></a> <a class="note-timestamp" href="#n"><time>${when}</time></a></div><div class="note-body"><div class="note-text md">${paragraphs(what)}</div></div></div></li>`;
const board = ({ who, when, what }: Said): string =>
  `<div class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt><a class="username" href="./memberlist.php?u=2">${who}</a></dt></dl><div class="postbody"><p class="author">von <strong><a class="username" href="./memberlist.php?u=2">${who}</a></strong> » ${when}</p><div class="content">${what.map(escaped).join('<br>')}</div></div></div></div>`;
const discourse = ({ who, when, what }: Said): string =>
  `<div class="topic-post clearfix regular"><article role="region"><div class="row"><div class="topic-avatar"></div><div class="topic-body"><div class="topic-meta-data"><div class="names trigger-user-card"><span class="first username"><a data-user-card="${who}" href="/u/${who}">${who}</a></span></div><div class="post-infos"><a class="post-date"><span class="relative-date">${when}</span></a></div></div><div class="regular contents"><div class="cooked">${paragraphs(what)}</div></div><nav class="post-controls"><button>Like</button><button>Reply</button></nav></div></div></article></div>`;
const row = ({ who, when, what }: Said): string =>
  `<tr class="athing comtr"><td><table><tr><td class="ind"></td><td class="default"><div><span class="comhead"><a href="user?id=${who}" class="hnuser">${who}</a> <span class="age"><a href="item?id=2">${when}</a></span></span></div><div class="comment"><div class="commtext c00">${what.map(escaped).join('<p>')}</div></div></td></tr></table></td></tr>`;
const letter = ({ who, when, what }: Said): string =>
  `<div role="listitem" class="Bs nH"><div class="gE iv gt"><span class="gD" email="${who}@example.org"><span>${who}</span></span> <span class="g3">${when}</span></div><div class="a3s aiL">${what.map((text) => `<div>${escaped(text)}</div>`).join('')}</div></div>`;
const chat = ({ who, when, what }: Said): string =>
  `<div class="c-virtual_list__item" role="listitem"><div class="c-message_kit__background"><span class="c-message__sender"><button class="c-link--button" type="button"></button><span>${who}</span></span> <a class="c-timestamp"><span>${when}</span></a><div class="p-rich_text_section">${what.map(escaped).join('<br>')}</div></div></div>`;
const schema = ({ who, when, what }: Said): string =>
  `<div itemscope itemtype="https://schema.org/Comment"><div itemprop="text">${paragraphs(what)}</div><div class="sig"><span itemprop="author" itemscope><span itemprop="name">${who}</span></span> <time itemprop="dateCreated">${when}</time></div></div>`;
const bareBoxes = ({ who, when, what }: Said): string =>
  `<div class="x1a"><div class="y2"><div class="z3">${who}</div><div class="z4">${when}</div></div><div class="w5">${what.map((text) => `<div>${escaped(text)}</div>`).join('')}</div></div>`;
const answer =
  (kind: string, verb: string) =>
  ({ who, when, what }: Said): string =>
    `<div class="${kind} js-post"><div class="post-layout"><div class="s-prose js-post-body">${paragraphs(what)}</div><div class="post-signature"><div class="user-action-time">${verb} <span class="relativetime">${when}</span></div><div class="user-details" itemprop="author"><a href="/users/7/${who}">${who}</a></div></div></div></div>`;
function nested([first, ...rest]: readonly Said[]): string {
  if (first === undefined) return '';
  const { who, when, what } = first;
  return `<div class="thing comment noncollapsed"><div class="entry"><p class="tagline"><a class="author" href="/user/${who}">${who}</a> <time>${when}</time></p><div class="usertext-body"><div class="md">${paragraphs(what)}</div></div><ul class="flat-list buttons"><li><a href="/p">permalink</a></li><li><a href="/r">reply</a></li></ul></div><div class="child">${nested(rest)}</div></div>`;
}

const all = (thread: readonly Said[], post: (said: Said) => string): string => thread.map(post).join('\n');
const [question, ...answers] = ramp;

export const threadPages: readonly CorpusPage[] = [
  threadPage(
    'issue tracker',
    'Ramp stays up',
    ramp,
    `${bar}<main><div class="gh-header"><h1><bdi>Ramp stays up</bdi></h1></div><div class="js-discussion">${all(ramp, issue)}</div></main><div class="Layout-sidebar">Labels None yet</div>`,
  ),
  threadPage(
    'merge request',
    'Ramp stays up',
    ramp,
    `${bar}<main><h1 class="title">Ramp stays up</h1><ul class="notes main-notes-list timeline">${all(ramp, mergeRequest)}</ul></main>`,
  ),
  threadPage(
    'forum',
    'Pumpe zu laut',
    pumpe,
    `${bar}<div id="page-body"><h1 class="topic-title">Pumpe zu laut</h1>${all(pumpe, board)}</div><div id="page-footer">Alle Zeiten sind UTC</div>`,
    'de',
  ),
  threadPage(
    'discussion',
    'Ramp stays up',
    ramp,
    `${bar}<div id="main-outlet"><h1><a href="/t/1">Ramp stays up</a></h1><div class="post-stream">${all(ramp, discourse)}</div></div>`,
  ),
  threadPage(
    'news comments',
    'Ramp stays up',
    ramp,
    `<center><table id="hnmain"><tr><td><b>News</b> <a href="new">new</a></td></tr><tr><td><h1>Ramp stays up</h1><table class="comment-tree">${all(ramp, row)}</table></td></tr></table></center>`,
  ),
  threadPage(
    'mail',
    'Ramp stays up',
    ramp,
    `<div role="navigation"><a>Inbox</a> <a>Sent</a></div><div role="main"><h1 class="hP">Ramp stays up</h1><div role="list">${all(ramp, letter)}</div></div>`,
  ),
  threadPage(
    'chat',
    'north-pier',
    ramp,
    `<nav>Channels</nav><main><h1>north-pier</h1><div role="list">${all(ramp, chat)}</div></main>`,
  ),
  threadPage(
    'schema',
    'Ramp stays up',
    ramp,
    `${bar}<h1>Ramp stays up</h1><section>${all(ramp, schema)}</section>`,
  ),
  threadPage(
    'boxes',
    'Ramp stays up',
    ramp,
    `${bar}<main><h1>Ramp stays up</h1>${all(ramp, bareBoxes)}</main>`,
  ),
  threadPage(
    'question',
    'Ramp stays up',
    ramp,
    `${bar}<div id="content" itemscope itemtype="https://schema.org/Question"><h1 itemprop="name">Ramp stays up</h1><div id="mainbar">${all(question === undefined ? [] : [question], answer('question', 'asked'))}<div id="answers"><h2></h2>${all(answers, answer('answer', 'answered'))}</div></div></div><div id="sidebar"><h4>Related</h4><a href="/q/2">How do I grease a ramp?</a></div>`,
  ),
  threadPage(
    'nested',
    'Ramp stays up',
    ramp,
    `${bar}<div class="content" role="main"><h1>Ramp stays up</h1><div class="commentarea"><div class="sitetable nestedlisting">${nested(ramp)}</div></div></div>`,
  ),
  threadPage(
    'japanese forum',
    '始発の時刻',
    densha,
    `${bar}<main><h1>始発の時刻</h1>${all(densha, discourse)}</main>`,
    'ja',
  ),
];
