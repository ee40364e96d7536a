import { expect, test } from 'vitest'
import { findDelimiter } from './find-delimiter.ts'

test.each([
  ['id,name\n1,a\n2,b\n', [], ','],
  ['id;name\n1;a,b\n2;b\n', [], ';'],
  ['id\tname\n1\ta, b, c\n', [], '\t'],
  ['id|name\n1|a;b\n', [], '|'],
  ['id;amount, net\n1;12,5\n2;13,5\n', ['id'], ';'],
  ['"a;b",c\n"1;2",3\n', [], ','],
  ['only\n1\n2\n', [], ','],
  ['', [], ','],
])('%j is separated by %j', (sample, wanted, delimiter) => {
  expect(findDelimiter(sample, wanted)).toBe(delimiter)
})
