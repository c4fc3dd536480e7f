/** How deep an element stands in other posts, and in the boxes that hold a post with the answers to it. */
export function nesting(
  posts: readonly Element[],
  wrapping: readonly (readonly Element[])[],
): (post: Element) => number {
  const isPost = new Set(posts);
  const firstPosts = wrapping.filter(isNested).map((boxes) => firstIn(boxes, posts));
  // One box for each post, or it is a page's layout.
  const [answers] = firstPosts
    .filter((firsts) => new Set(firsts.values()).size === firsts.size)
    .toSorted((one, other) => other.size - one.size);
  return (post) => {
    let depth = 0;
    for (let at = post.parentElement; at !== null; at = at.parentElement)
      if (isPost.has(at) || (answers?.get(at) ?? post) !== post) depth += 1;
    return depth;
  };
}

/** Of boxes that hold any, the first post in each. */
function firstIn(boxes: readonly Element[], posts: readonly Element[]): ReadonlyMap<Element, Element> {
  const all = new Set(boxes);
  const first = new Map<Element, Element>();
  for (const post of posts)
    for (let at: Element | null = post; at !== null; at = at.parentElement)
      if (all.has(at) && !first.has(at)) first.set(at, post);
  return first;
}

export function isWithin(element: Element, boxes: { has(box: Element): boolean }): boolean {
  for (let at = element.parentElement; at !== null; at = at.parentElement) if (boxes.has(at)) return true;
  return false;
}

function isNested(boxes: readonly Element[]): boolean {
  const all = new Set(boxes);
  return boxes.some((box) => isWithin(box, all));
}
