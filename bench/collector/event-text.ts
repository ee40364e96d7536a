/** The JSON of a page view such as a browser SDK sends, about 730 bytes, with an id of its own. */
export const eventText = (id: string, at: string): string =>
  `{"type":"page","messageId":"ajs-next-1777888999000-${id}","anonymousId":"8f1b6b8e-3c1f-4a53-9d2e-${id.slice(-12)}",` +
  `"userId":null,"timestamp":"${at}","name":"Pricing","integrations":{},` +
  `"properties":{"path":"/pricing","referrer":"https://www.google.com/","search":"?utm_source=google&utm_medium=cpc",` +
  `"title":"Pricing – Acme","url":"https://www.acme.com/pricing?utm_source=google&utm_medium=cpc"},` +
  `"context":{"page":{"path":"/pricing","referrer":"https://www.google.com/","title":"Pricing – Acme",` +
  `"url":"https://www.acme.com/pricing?utm_source=google&utm_medium=cpc"},` +
  `"campaign":{"source":"google","medium":"cpc"},"locale":"en-GB","timezone":"Europe/Paris",` +
  `"userAgent":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",` +
  `"library":{"name":"analytics.js","version":"next-1.84.3"}}}`
