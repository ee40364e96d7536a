/** The roles as a person chooses them, from the least. */
export const roleOptions = [
  { value: 'viewer', label: 'Viewer' },
  { value: 'editor', label: 'Editor' },
  { value: 'operator', label: 'Operator' },
  { value: 'owner', label: 'Owner' },
] as const
