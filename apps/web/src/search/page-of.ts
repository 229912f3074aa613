/** The page of what was found: the four kinds of the kernel have their own, every other record that of its register. */
export function pageOf(kind: string, id: string) {
  switch (kind) {
    case 'person':
      return { to: '/people/$id', params: { id } } as const;
    case 'household':
      return { to: '/households/$id', params: { id } } as const;
    case 'award':
      return { to: '/awards/$id', params: { id } } as const;
    case 'case':
      return { to: '/cases/$id', params: { id } } as const;
    default:
      return { to: '/registers/$record/$id', params: { record: kind, id } } as const;
  }
}
