/** A topic as people write it: `data-residency` is Data residency. */
export const topicText = (topic: string): string =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(topic) ? titled(topic.replaceAll('-', ' ')) : topic

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
