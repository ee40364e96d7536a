/** Something in the workspace's definitions is wrong. The loader adds the file and line it was written on. */
export class DefinitionError extends Error {
  override name = 'DefinitionError'
  readonly where: string
  readonly field: string
  readonly instead: string

  /**
   * @param where the definition, as the user would name it: `defineContract 'crm.deals'`
   * @param field the path of the field inside it
   * @param instead what to write there
   */
  constructor(where: string, field: string, instead: string) {
    super(`${where}: ${field}: ${instead}`)
    this.where = where
    this.field = field
    this.instead = instead
  }
}
