// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';

function read(body: string) {
  document.documentElement.innerHTML = `<head><title>t</title></head><body>${body}</body>`;
  const captured = readPage(document, null, 'https://example.org/');
  if ('unreadable' in captured) throw new Error(`unreadable: ${captured.unreadable}`);
  return captured;
}

/** Its headings: who, when, and how deep. */
function postsOf(body: string): string[] {
  const { source, text } = read(body);
  return source === 'thread' ? text.split('\n').filter((line) => line.startsWith('##')) : [source];
}

const said = 'The ramp motor hums but nothing moves after the third crossing.';
const paragraph = `<p>${'The crew counts the passengers twice before the ramp goes up. '.repeat(3)}</p>`;

describe('posts', () => {
  const three = (post: (name: string, time: string) => string): string =>
    `<main><h1>Ramp stays up</h1>${post('ann', '2 days ago')}${post('ben', 'Mar 3, 2025')}${post('ann', 'yesterday')}</main>`;
  const expected = ['## ann · 2 days ago', '## ben · Mar 3, 2025', '## ann · yesterday'];

  it.each<[string, (name: string, time: string) => string]>([
    [
      'of an issue tracker',
      (name, time) =>
        `<div class="timeline-comment"><h3><strong><a class="author" href="/${name}">${name}</a></strong> commented <relative-time>${time}</relative-time></h3><div class="comment-body"><p>${said}</p></div></div>`,
    ],
    [
      'of a forum, the author beside the text',
      (name, time) =>
        `<div class="post"><dl class="profile"><dt><a class="username">${name}</a></dt><dd>Posts: 312</dd></dl><div class="postbody"><p class="author">by <strong><a class="username">${name}</a></strong> » ${time}</p><div class="content">${said}</div></div></div>`,
    ],
    [
      'of a conversation by mail',
      (name, time) =>
        `<div role="listitem"><div class="gE"><span email="a@example.org">${name}</span><span class="g3">${time}</span></div><div class="a3s">${said}</div></div>`,
    ],
    [
      'in schema.org’s words',
      (name, time) =>
        `<div itemscope itemtype="https://schema.org/Comment"><div itemprop="text">${said}</div><span itemprop="author"><span itemprop="name">${name}</span> 1,024</span><time itemprop="dateCreated">${time}</time></div>`,
    ],
    [
      'in rows of a table',
      (name, time) =>
        `<table><tr class="comment"><td><span class="head"><a href="user?id=${name}">${name}</a> <a href="item">${time}</a></span><div class="commtext">${said}</div></td></tr></table>`,
    ],
    [
      'whose classes say nothing',
      (name, time) =>
        `<div class="x9"><div class="q1"><div class="k2">${name}</div><div class="k3">${time}</div></div><div class="z0">${said}</div></div>`,
    ],
  ])('%s are read with who wrote them, and when', (_, post) => {
    expect(postsOf(three(post))).toEqual(expected);
    expect(read(three(post)).text.startsWith('# Ramp stays up\n\n## ann · 2 days ago\n\n')).toBe(true);
    expect(read(three(post)).text.split(said)).toHaveLength(4);
  });

  it('that answer others stand below them', () => {
    const post = (name: string, answers = ''): string =>
      `<div class="thing comment"><div class="entry"><p><a class="author">${name}</a> <time>1 hour ago</time></p><div class="md">${said}</div></div><div class="child">${answers}</div></div>`;
    expect(postsOf(post('ann', post('ben', post('cid'))) + post('dan'))).toEqual([
      '## ann · 1 hour ago',
      '### ben · 1 hour ago',
      '#### cid · 1 hour ago',
      '## dan · 1 hour ago',
    ]);
  });

  it('with the question above the answers', () => {
    const answer = (name: string): string =>
      `<div class="answer"><p>${said}</p><div class="sign"><span class="time">answered Jan 3</span><a href="/users/1/${name}">${name}</a></div></div>`;
    const question = `<div id="question" class="question"><p>Why does the ramp stay up after the third crossing?</p><div class="sign"><span class="time">asked Jan 2</span><a href="/users/2/ann">ann</a></div></div>`;
    expect(postsOf(`${question}<div id="answers">${answer('ben')}${answer('cid')}</div>`)).toEqual([
      '## ann · Jan 2',
      '## ben · Jan 3',
      '## cid · Jan 3',
    ]);
  });

  it('with what else stands on the line of author and time', () => {
    const review = (name: string, stars: number): string =>
      `<div class="review"><div><strong>${name}</strong> <time>3 May 2025</time> ${stars} of 5 stars</div><p>${said}</p></div>`;
    expect(postsOf(review('Kim', 5) + review('Lou', 2))).toEqual([
      '## Kim · 3 May 2025 · 5 of 5 stars',
      '## Lou · 3 May 2025 · 2 of 5 stars',
    ]);
  });

  it('without their buttons', () => {
    const post = (name: string): string =>
      `<div class="comment"><b class="author">${name}</b> <time>1 h ago</time><p>${said}</p><ul><li><a>Reply</a></li><li><a>Report</a></li></ul><button>Like</button></div>`;
    expect(read(post('ann') + post('ben')).text).toBe(
      `## ann · 1 h ago\n\n${said}\n\n## ben · 1 h ago\n\n${said}`,
    );
  });

  it.each([
    'vor 2 Tagen',
    'il y a 3 heures',
    'hace 5 minutos',
    'há 2 dias',
    '3 дня назад',
    'منذ ساعتين',
    '2日前',
    '3小时前',
    '5분 전',
    '12.03.2025',
    '2025-03-12',
    '14:02',
    '3h',
  ])('at a time told as %s', (time) => {
    const post = (name: string): string =>
      `<div class="comment"><div><a href="/user/${name}">${name}</a> <span>${time}</span></div><p>${said}</p></div>`;
    expect(postsOf(post('ann') + post('ben'))).toEqual([`## ann · ${time}`, `## ben · ${time}`]);
  });
});

describe('how many posts they are', () => {
  const posts = (many: number, words: string): string =>
    Array.from(
      { length: many },
      (_, at) =>
        `<div class="comment"><b class="author">ann${at}</b> <time>1 h ago</time><h2>Not a post</h2><p>${words}</p></div>`,
    ).join('');

  it('is told of what stands in the text, whatever headings their writers use', () => {
    expect(read(posts(14, said))).toMatchObject({ source: 'thread', posts: 14 });
  });

  it.each([
    ['where the reader ends among them', posts(150, said.repeat(20))],
    ['where it ends behind them: there may be more', `${posts(14, said)}<pre>${'x '.repeat(70_000)}</pre>`],
  ])('is not told %s', (_, body) => {
    const found = read(body);
    expect(found.source).toBe('thread');
    expect(found).not.toHaveProperty('posts');
  });

  it('is not told of an article, nor of a selection of some', () => {
    expect(read(paragraph.repeat(5))).not.toHaveProperty('posts');
    document.documentElement.innerHTML = `<head><title>t</title></head><body>${posts(14, said)}</body>`;
    const selection = document.getSelection();
    selection?.selectAllChildren(document.body);
    const selected = readPage(document, selection, 'https://example.org/');
    expect(selected).toMatchObject({ source: 'selection' });
    expect(selected).not.toHaveProperty('posts');
  });
});

describe('no thread', () => {
  const comment = (name: string): string =>
    `<li class="comment"><cite class="fn">${name}</cite> <time>3 January</time><p>${said}</p></li>`;
  const teaser = (title: string): string =>
    `<article class="post"><h2><a href="/${title}">${title} is what it is about</a></h2><p><span class="author">Jo</span> <time>2 hours ago</time></p>${paragraph}</article>`;

  it.each([
    [
      'an article with comments below it',
      `<article><h1>On pumps</h1>${paragraph.repeat(5)}</article><ol class="comments">${comment('Al')}${comment('Bo')}${comment('Cy')}</ol>`,
    ],
    [
      'a short article with comments that are shorter',
      `<article><h1>On pumps</h1>${paragraph.repeat(2)}</article><ol class="comments">${comment('Al')}${comment('Bo')}</ol>`,
    ],
    ['a list of articles', ['One', 'Two', 'Three'].map(teaser).join('')],
    [
      'a list of articles with short titles',
      ['One', 'Two', 'Three'].map((name) => teaser(name).replace(' is what it is about', '')).join(''),
    ],
    [
      'an article that names its author and its time',
      `<article><h1>On pumps</h1><p class="byline">Jo <time>2 January 2025</time></p>${paragraph.repeat(4)}</article>`,
    ],
    [
      'a table of times',
      `<table>${['a', 'b', 'c'].map((name) => `<tr><td>${name}</td><td>10:3${name.length}</td><td>4</td></tr>`).join('')}</table>`,
    ],
    ['one comment', `<ol>${comment('Al')}</ol>`],
  ])('is %s', (_, body) => {
    expect(read(body).source).not.toBe('thread');
  });
});

it('an article that stands in one of them is what the page is about: they are columns of a page, not posts', () => {
  const column = (name: string, time: string, inside: string): string =>
    `<div class="feed-block"><h3 class="author">${name}</h3><span class="when">${time}</span>${inside}</div>`;
  const words = 'The crew counts the passengers twice before the ramp goes up, and once more after. ';
  const body = `<main><h1>Ramp stays up</h1>
    ${column('Menu', '2 days ago', `<p>${said}</p>`)}
    ${column('World', 'Mar 3, 2025', `<article>${`<p>${words.repeat(2)}</p>`.repeat(8)}</article>`)}
    ${column('Caption', 'yesterday', `<p>${said}</p>`)}</main>`;
  expect(postsOf(body)).toEqual(['article']);
  // Where each of them holds one, they are posts as ever.
  const post = `<article><p>${words.repeat(2)}</p></article>`;
  expect(
    postsOf(
      `<main><h1>Ramp stays up</h1>${column('ann', '2 days ago', post)}${column('ben', 'Mar 3, 2025', post)}</main>`,
    ),
  ).toEqual(['## ann · 2 days ago', '## ben · Mar 3, 2025']);
});
