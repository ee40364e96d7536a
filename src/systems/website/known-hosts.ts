/** What kind of place a visitor comes from, where that decides the channel. */
export type HostKind = 'search' | 'social' | 'video' | 'shopping' | 'email' | 'assistant'

/**
 * Well-known places by kind. A host stands for its subdomains too; `name.*` for the name under any
 * country's domain, with no subdomain; a bare name for what people write into `utm_source`.
 */
const places: Readonly<Record<HostKind, string>> = {
  search: `google google.* bing bing.com duckduckgo duckduckgo.com yahoo search.yahoo.com yahoo.*
    baidu baidu.com yandex yandex.* ya.ru ecosia ecosia.org qwant qwant.com startpage startpage.com
    search.brave.com naver naver.com seznam seznam.cz sogou sogou.com so.com 360.cn daum daum.net
    ask ask.com aol search.aol.com kagi kagi.com mojeek.com swisscows.com lycos.com dogpile.com
    info.com metager.org presearch.com onet.pl rambler.ru coccoc.com googlequicksearchbox
    com.google.android.googlequicksearchbox`,
  social: `facebook facebook.com fb fb.com fb.me messenger.com instagram instagram.com ig linkedin
    linkedin.com lnkd.in twitter twitter.com x.com t.co reddit reddit.com redd.it pinterest
    pinterest.* pin.it threads threads.net threads.com bsky.app bluesky mastodon mastodon.social
    hackernews news.ycombinator.com quora quora.com tumblr tumblr.com snapchat snapchat.com
    whatsapp whatsapp.com wa.me telegram t.me telegram.org discord discord.com vk vk.com ok.ru
    weibo weibo.com wechat xing xing.com medium medium.com dev.to lobste.rs slashdot.org
    stackoverflow.com stackexchange.com producthunt producthunt.com meetup meetup.com line.me
    flipboard flipboard.com buffer buff.ly hootsuite ow.ly com.linkedin.android com.facebook.katana
    com.instagram.android com.twitter.android com.reddit.frontpage`,
  video: `youtube youtube.com youtu.be vimeo vimeo.com tiktok tiktok.com twitch twitch.tv dailymotion
    dailymotion.com wistia wistia.com loom.com netflix netflix.com disneyplus hulu bilibili
    bilibili.com rumble.com com.google.android.youtube`,
  shopping: `alibaba alibaba.com aliexpress aliexpress.com amazon amazon.* ebay ebay.* etsy etsy.com
    walmart walmart.com shopify shopify.com shopping.google.com shopping.yahoo.com mercadolibre
    mercadolibre.com rakuten rakuten.com zalando zalando.* idealo idealo.de shop.app target.com
    pricegrabber.com google-shopping`,
  email: `mail.google.com inbox.google.com mail.yahoo.com outlook.live.com outlook.office.com
    outlook.office365.com mail.proton.me mail.aol.com webmail.aol.com icloud.com mail.zoho.com
    app.fastmail.com mail.ru gmx.net web.de com.google.android.gm`,
  assistant: `chatgpt chatgpt.com chat.openai.com openai openai.com perplexity perplexity.ai claude
    claude.ai gemini gemini.google.com bard.google.com copilot copilot.microsoft.com
    edgeservices.bing.com chat.mistral.ai mistral deepseek chat.deepseek.com deepseek.com grok
    grok.com meta.ai poe poe.com you.com phind phind.com kimi.com doubao.com chat.qwen.ai`,
}

const kinds = new Map<string, HostKind>(
  (Object.entries(places) as [HostKind, string][]).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name) => [name, kind] as const),
  ),
)

/** The kind of a host or of a `utm_source`; undefined when it is none that we know. */
export function kindOf(source: string): HostKind | undefined {
  const name = source
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/^(www|m|l|lm|old|out|away|amp)\./, '')
  const labels = name.split('.')
  for (let n = 0; n < Math.max(1, labels.length - 1); n += 1) {
    const found = kinds.get(labels.slice(n).join('.'))
    if (found) return found
  }
  const domain = labels.length > 1 && labels.slice(1).join('.').length <= 6
  return domain ? kinds.get(`${labels[0]}.*`) : undefined
}
