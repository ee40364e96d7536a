import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'

const marked = new Marked({ gfm: true, async: false })

const allowedTags = [
  ['h2', 'h3', 'h4', 'p', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'hr', 'br'],
  ['a', 'strong', 'em', 'b', 'i', 'del', 'ins', 'sub', 'sup', 'kbd', 'code', 'pre'],
  ['table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary'],
].flat()

export interface MarkdownOptions {
  /**
   * Where a link inside the text leads on our pages: `0007-x.md` to a screen. Undefined: it leads
   * nowhere here, and its words stand without a link.
   */
  readonly linkTo: (href: string) => string | undefined
}

/**
 * The HTML of a workspace's Markdown, for the admin's pages. Nothing that runs is left in it, nothing
 * that loads from elsewhere, and no heading above the page's own.
 */
export function renderMarkdown(markdown: string, { linkTo }: MarkdownOptions): string {
  return sanitizeHtml(marked.parse(markdown) as string, {
    allowedTags,
    allowedAttributes: {
      a: ['href', 'rel'],
      ol: ['start'],
      th: ['align', 'colspan', 'rowspan', 'scope'],
      td: ['align', 'colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      h1: 'h2',
      h5: 'h4',
      h6: 'h4',
      a: (tagName, { href = '' }) => ({ tagName, attribs: linkAttributes(href, linkTo) }),
    },
  })
}

function linkAttributes(href: string, linkTo: MarkdownOptions['linkTo']): Record<string, string> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return { href, rel: 'noreferrer noopener' }
  const ours = linkTo(href)
  return ours === undefined ? {} : { href: ours }
}
