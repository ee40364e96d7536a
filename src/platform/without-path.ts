/**
 * What the operating system says of a file, without where that lies on this machine: it is told to
 * everybody who may read the workspace, and they are not all told where that is.
 */
export const withoutPath = ({ message }: Pick<Error, 'message'>): string =>
  message.replace(/ '.*$/s, '')
