import { describe, expect, it } from 'vitest';
import { speaksOfPage } from '../../lib/view/speaks-of-page.ts';

describe('words that speak of the page', () => {
  it.each([
    'Summarise this page',
    'SUMMARIZE THIS WEB PAGE',
    'What is this article about?',
    'Translate the selection into German',
    'Explain the selected text',
    'Key points of the current page',
    'List the dates in this long thread',
    'Sum up {page} in {language}',
    'Correct {selection}',
    'Fasse diese Seite zusammen',
    'Worum geht es in diesem Artikel?',
    'Übersetze die Auswahl',
    'Fasse den aktuellen Artikel zusammen',
    'Résume cette page',
    'De quoi parle cet article ?',
    'Traduis la sélection',
    'Resume esta página',
    'Explica este artículo',
    'Traduce la selección',
    'Resuma esta página',
    'Quais são os pontos deste artigo?',
    'Traduza a seleção',
    'لخّص هذه الصفحة',
    'ما موضوع هذا المقال؟',
    'لخص الصفحة الحالية',
    'このページを要約して',
    'この記事の要点は？',
    '選択した部分を翻訳して',
    '现在开着的页面：总结这个页面',
    '总结本页',
    '翻译所选内容',
    '这篇文章讲了什么？',
  ])('%s', (words) => expect(speaksOfPage(words)).toBe(true));
});

describe('words that do not', () => {
  it.each([
    '',
    'What can you do?',
    'How long may a page be?',
    'Write an article about tides',
    'Who is on the team page of the handbook?',
    'Draft a selection procedure',
    'How do I attach a page?',
    'What is on my agenda this week?',
    'Was kannst du?',
    'Wie viele Seiten hat ein Buch?',
    'Écris un article sur la mer',
    '¿Qué es una página?',
    'Escreva um artigo',
    'اكتب مقالا عن البحر',
    '記事を書いて',
    '写一篇文章',
    '日本語で挨拶して',
    'Use {language} and {name}',
  ])('%s', (words) => expect(speaksOfPage(words)).toBe(false));

  it('are read for a bounded time, whatever they are', () => {
    const began = performance.now();
    expect(speaksOfPage(`this ${'a'.repeat(100_000)} page`)).toBe(false);
    expect(speaksOfPage('the '.repeat(50_000))).toBe(false);
    expect(performance.now() - began).toBeLessThan(200);
  });
});
