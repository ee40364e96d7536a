declare module 'virtual:endpoints' {
  /** The method and the path, with `:name` for parameters, of each endpoint, by its name. */
  const endpoints: Readonly<Record<string, readonly ['GET' | 'POST' | 'DELETE', string]>>
  export default endpoints
}
