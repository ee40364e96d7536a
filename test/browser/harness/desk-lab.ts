import { localToken, type Addresses } from './stack.ts'

/** Asks the API of a stack as its command line does. */
export async function askApi<T>(
  { app, workspace }: Addresses,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${app}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await localToken(workspace)}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await response.json()) as T
}
