/** What rich text is made of; `docs/decisions/0009-markdown.md` says why there is so little. */
export const RICH_TAGS = ['a', 'blockquote', 'br', 'code', 'em', 'h2', 'h3', 'hr', 'li', 'ol', 'p', 'pre', 'strong', 'ul'] as const;

export type RichTag = (typeof RICH_TAGS)[number];
export type RichElement = { readonly tag: RichTag; readonly href?: string; readonly start?: number; readonly inside: RichNode[] };
export type RichNode = string | RichElement;

const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|[^<]+|</gi;
const SAFE_HREF = /^(?:https?:\/\/|mailto:)/i;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const isRichTag = (name: string): name is RichTag => (RICH_TAGS as readonly string[]).includes(name);
const unescape = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
const attribute = (text: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1];

/**
 * Read the server's HTML as a tree, without the browser's parser: that would need a policy for Trusted
 * Types. Whatever else stands in it is read as the text that it holds.
 */
export function readRichText(html: string): RichNode[] {
  const root: RichNode[] = [];
  const open: RichElement[] = [];
  for (const [token, closing, name, rest = ''] of html.matchAll(TOKEN)) {
    const tag = name?.toLowerCase();
    const inside = open.at(-1)?.inside ?? root;
    if (tag === undefined) {
      inside.push(unescape(token));
    } else if (closing) {
      const at = open.findLastIndex((element) => element.tag === tag);
      if (at >= 0) open.length = at;
    } else if (isRichTag(tag)) {
      const element = { tag, ...attributesOf(tag, rest), inside: [] };
      inside.push(element);
      if (tag !== 'br' && tag !== 'hr') open.push(element);
    }
  }
  return root;
}

function attributesOf(tag: RichTag, text: string): Pick<RichElement, 'href' | 'start'> {
  const href = tag === 'a' && unescape(attribute(text, 'href') ?? '');
  if (href && SAFE_HREF.test(href)) return { href };
  const start = tag === 'ol' ? Number(attribute(text, 'start')) : NaN;
  return Number.isInteger(start) ? { start } : {};
}
