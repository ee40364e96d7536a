// A blog of ten years, as a folder of Markdown files with front matter.
import { defineContent, defineReport, defineWorkspace } from 'linchpin'

export default defineWorkspace({
  name: 'blog',
  reports: [
    defineReport({
      name: 'topics',
      title: 'How much was written on each topic',
      columns: [
        { name: 'topic', title: 'Topic', form: 'text' },
        { name: 'content', title: 'Content', form: 'count' },
      ],
      rows: (query) => query`
        select topic, count(*) as content
        from (select unnest(topics) as topic from content) group by topic order by content desc, topic`,
    }),
  ],
  content: [
    defineContent({
      name: 'news',
      title: 'News',
      // `write-posts.ts` writes the posts of the data set here.
      folder: process.env['LINCHPIN_REAL_POSTS'] ?? 'posts',
      url: 'https://blog.example/news/:slug',
    }),
  ],
})
