import type { Page } from '@playwright/test';

/**
 * Words that nobody can read, and buttons that no finger hits: text beyond the window, its button, or a box that hides what
 * is too much, and actions that something else lies upon. What can be scrolled to counts as readable.
 */
export const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const slack = 3;
    const unseen = 'svg, .unseen, [aria-hidden="true"], canvas';
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (words === '' || parent === null || parent.closest(unseen) !== null || !parent.checkVisibility())
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      let box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      if (box.left < -slack || box.right > window.innerWidth + slack)
        found.push(`beyond the window: ${words}`);
      const button = parent.closest('button')?.getBoundingClientRect();
      if (button && (box.left < button.left - slack || box.right > button.right + slack))
        found.push(`beyond its button: ${words}`);
      for (let around: Element | null = parent; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
        const edge = around.getBoundingClientRect();
        // Shortened on purpose, and seen to be by its ellipsis.
        if (style.webkitLineClamp !== 'none') {
          box = edge;
          continue;
        }
        const wide =
          hides(style.overflowX) && (box.left < edge.left - slack || box.right > edge.right + slack);
        const scrolls = /auto|scroll/.test(style.overflowY);
        const high =
          hides(style.overflowY) && (box.top < edge.top - slack || box.bottom > edge.bottom + slack);
        if (wide || (high && around !== document.documentElement && around !== document.body))
          found.push(`cut by ${around.className || around.tagName}: ${words}`);
        if (scrolls || wide || high) break;
      }
    }
    for (const button of document.querySelectorAll('.standing button, .actions button')) {
      const { left, top, width, height } = button.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      if (hit === null || !(button.contains(hit) || hit.closest('[role="dialog"]') !== null))
        found.push(`out of reach: ${button.textContent}`);
    }
    return found;
  });
