/** node-plop's own actions, which its types leave out; its version is pinned. */
declare module 'node-plop/src/actions/index.js' {
  /** Runs the action; rejects with an error or a text. */
  type BuiltIn = (answers: object, config: object, plop: object) => Promise<unknown>;

  export const add: BuiltIn;
  export const addMany: BuiltIn;
  export const modify: BuiltIn;
  export const append: BuiltIn;
}
