/** Text as a column takes it: PostgreSQL holds everything but NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '�')
