export type HukouKind = 'urban' | 'rural';
