/** The id of the first message that is in view, if only with its end. */
export function messageInView(): string | undefined {
  const view = document.querySelector('.transcript');
  const top = view?.getBoundingClientRect().top ?? 0;
  const articles = [...(view?.querySelectorAll<HTMLElement>('article[data-message]') ?? [])];
  return articles.find((article) => article.getBoundingClientRect().bottom > top + 1)?.dataset['message'];
}
