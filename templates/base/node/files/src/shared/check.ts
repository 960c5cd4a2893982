/** Looks at a row before it is changed, and throws when it is not as the caller takes it to be. */
export type Check<T> = (row: T) => void;
