import { createElement, useMemo, type ReactNode } from 'react'

/** What a page may be made of; whatever else its HTML has is shown as the text inside it. */
const kept: ReadonlySet<string> = new Set(
  (
    'p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong b i s del ins sub sup kbd mark ' +
    'small abbr cite q dl dt dd figure figcaption table thead tbody tfoot tr th td caption details summary'
  ).split(' '),
)

/** Left out with all that is in them. */
const dropped: ReadonlySet<string> = new Set(['script', 'style', 'template', 'iframe', 'object'])

const look = [
  'max-w-prose break-words [&>*+*]:mt-4 [&_a]:text-accent [&_a]:underline',
  '[&_h2]:text-lg [&_h2]:font-semibold [&_h3]:font-semibold [&_h4]:font-semibold',
  '[&_ul]:list-disc [&_ul]:pl-6 [&_ol]:list-decimal [&_ol]:pl-6 [&_li+li]:mt-1',
  '[&_blockquote]:border-l-2 [&_blockquote]:border-edge [&_blockquote]:pl-4 [&_blockquote]:text-muted',
  '[&_code]:font-mono [&_code]:text-sm [&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:border',
  '[&_pre]:border-line [&_pre]:bg-sunk [&_pre]:px-4 [&_pre]:py-3 [&_hr]:border-line',
  '[&_th]:border-b [&_th]:border-line [&_th]:py-1.5 [&_th]:pr-4 [&_th]:text-left [&_td]:py-1.5 [&_td]:pr-4',
].join(' ')

/**
 * A page as readers get it. The server has taken out of it whatever could run; here it is parsed in a
 * document that runs nothing, and built anew from elements without a single attribute but links, so that
 * a fault of that filter would still run nothing. Pictures lie on other hosts, which need not learn who
 * reads drafts: their descriptions stand in their place.
 */
export function PageBody({ html, base }: { readonly html: string; readonly base: string }) {
  const page = useMemo(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    return childrenOf(body, base)
  }, [html, base])
  return <article className={look}>{page}</article>
}

const childrenOf = (node: Node, base: string): ReactNode[] =>
  [...node.childNodes].map((child, at) => built(child, at, base))

function built(node: Node, key: number, base: string): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element)) return null
  const name = node.localName
  if (dropped.has(name)) return null
  if (name === 'img') return <Picture key={key} source={node} />
  if (name === 'a') {
    const href = safeAddress(node.getAttribute('href'), base)
    const words = childrenOf(node, base)
    if (!href) return <span key={key}>{words}</span>
    return (
      <a key={key} href={href} target="_blank" rel="noreferrer nofollow">
        {words}
      </a>
    )
  }
  const children = childrenOf(node, base)
  if (!kept.has(name)) return <span key={key}>{children}</span>
  // A screen has one title; a page's own stands below it.
  const tag = name === 'h1' ? 'h2' : name
  return createElement(tag, { key, ...focusable(tag) }, ...children)
}

/** Long lines of code scroll; what scrolls must be within reach of the keyboard. */
const focusable = (tag: string): object => (tag === 'pre' ? { tabIndex: 0 } : {})

function Picture({ source }: { readonly source: Element }) {
  const words = source.getAttribute('alt')?.trim()
  return (
    <span className="inline-block rounded-md border border-line bg-sunk px-3 py-1.5 text-sm text-muted">
      {words ? `Picture: ${words}` : 'A picture'}
    </span>
  )
}

/** Web and mail addresses; a relative one is read as readers' browsers read it. */
function safeAddress(href: string | null, base: string): string | undefined {
  if (href === null || !URL.canParse(href, base)) return undefined
  const url = new URL(href, base)
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : undefined
}
