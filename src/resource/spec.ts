/**
 * The one normalised description of a resource. Every template, of every framework and ORM, reads this and
 * computes no name, plural or type of its own.
 */

/** Types of fields, as cli.md lists them. */
export type FieldType =
  | 'string'
  | 'text'
  | 'email'
  | 'url'
  | 'uuid'
  | 'slug'
  | 'integer'
  | 'bigint'
  | 'float'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'json'
  | 'enum'
  | 'ref';

/** Every form of a resource's name, safe to use in the place it is named after. */
export interface NameForms {
  /** Identity of the resource and its folder: singular kebab-case, `blog-post`. */
  key: string;
  /** File name stem: `blog-post`. */
  file: string;
  /** Type and class name; never a global that generated code uses: `BlogPost`. */
  class: string;
  /** Plural in PascalCase, for function names such as `listBlogPosts`: `BlogPosts`. */
  classPlural: string;
  /** Variable for one; never a reserved word: `blogPost`. */
  variable: string;
  /** Variable for many; never equal to `variable`: `blogPosts`. */
  variablePlural: string;
  /** URL segment, plural kebab-case: `blog-posts`. */
  route: string;
  /** Table name, plural snake_case: `blog_posts`. */
  table: string;
  /** Words for people, lower case: `blog post`. */
  human: string;
  /** Words for people, lower case plural: `blog posts`. */
  humanPlural: string;
}

/** What happens to a row when the row it refers to is deleted. */
export type OnDelete = 'cascade' | 'restrict' | 'set-null';

/** The other end of a `ref` field. */
export interface FieldReference {
  /** Names of the resource referred to. */
  target: NameForms;
  /** Name of the relation property: `author` for `author:ref=user`. */
  relation: string;
  /** Name of the far end on the target, unique there: `posts`, `postsAsAuthor`; singular when the field is unique. */
  inverse: string;
  onDelete: OnDelete;
  /** True when a resource refers to itself. */
  self: boolean;
}

/** A `refs` field: many to many, kept in a table that joins the two. It is no column of the resource's own table. */
export interface ManyReference {
  /** Property in requests and answers, a list of ids: `tagIds` for `tags:refs=tag`. */
  name: string;
  /** Words for people, lower case: `tag ids`. */
  human: string;
  /** Name of the relation property: `tags`. */
  relation: string;
  /** Names of the resource referred to. */
  target: NameForms;
  /** Name of the far end on the target, unique there: `posts`. */
  inverse: string;
  /** True when a resource refers to its own kind. */
  self: boolean;
  /** Never in a response. */
  hidden: boolean;
  /** Never in a request. */
  readonly: boolean;
  /** Least number of ids; 0 unless given. */
  min: number;
  /** Greatest number of ids; 100 unless given. */
  max: number;
  join: JoinTable;
}

/** The table behind a {@link ManyReference}; rows of it go with either end. */
export interface JoinTable {
  /** `post_tags`: unique among the tables of the project. */
  table: string;
  /** `PostTags`: name of a type or model; unique among the classes of the project. */
  class: string;
  /** `postTags`. */
  variable: string;
  /** Column and property that hold the resource's id: `post_id`, `postId`. */
  column: string;
  property: string;
  /**
   * Column and property that hold the target's id, never those of the resource's: `tag_id`, `tagId`; for its own kind
   * named by the relation, `friend_id` of `friends`, or `related_person_id` where that would be `person_id` again.
   */
  targetColumn: string;
  targetProperty: string;
}

/** One field, normalised. */
export interface FieldSpec {
  /** Property name in TypeScript and JSON, camelCase; for a ref it ends in `Id`: `authorId`. */
  name: string;
  /** Column name, snake_case: `author_id`. */
  column: string;
  /** Words for people, lower case: `author id`. */
  human: string;
  type: FieldType;
  /** May be null, and may be left out of a request. */
  optional: boolean;
  unique: boolean;
  /** Has an index of its own. True for every ref that is not unique; false when unique, which brings an index. */
  index: boolean;
  /** Never in a response. */
  hidden: boolean;
  /** Never in a request. */
  readonly: boolean;
  /** Value when a request leaves it out; typed as the field is in JSON (decimal and bigint as strings). */
  default?: string | number | boolean;
  /** Least value (a string for decimal, bigint and, as ISO 8601, dates) or length in characters (texts). */
  min?: number | string;
  /** Greatest value or length. */
  max?: number | string;
  /** Digits in all, for `decimal`. */
  precision?: number;
  /** Digits behind the point, for `decimal`. */
  scale?: number;
  /** Allowed values, for `enum`. */
  values?: readonly string[];
  /** Present when, and only when, `type` is `ref`. */
  ref?: FieldReference;
}

/** Operations a resource may offer over its API. */
export type Operation = 'list' | 'get' | 'create' | 'replace' | 'update' | 'delete';

/** Who may call: anybody, anybody signed in, each caller for rows of their own, or holders of one role. */
export type AccessRule =
  { kind: 'public' } | { kind: 'authenticated' } | { kind: 'owner' } | { kind: 'role'; role: string };

/** Access to reading and to writing operations. */
export interface Access {
  read: AccessRule;
  write: AccessRule;
}

/**
 * Methods its repository port has: only what somebody calls. For a resource with an API they follow from its
 * operations; a fragment that brings a resource of its own says what it needs.
 */
export interface RepositoryMethods {
  list: boolean;
  findById: boolean;
  /** `findByIds(ids)`: those that exist, in no particular order. */
  findByIds: boolean;
  /** `findByEmail(email)`: fields with `unique`. */
  findBy: readonly FieldSpec[];
  create: boolean;
  /** `update(id, changes)`. */
  update: boolean;
  /** `updateIf(id, changes, expected)`: compare and set; undefined when the row no longer has the expected values. */
  updateIf: boolean;
  delete: boolean;
  /** `update` and `delete` take a check of the row that is to change, as routes do that change rows. */
  checks: boolean;
  /** `deleteByUserId(userId)`: all rows with that value; answers how many. */
  deleteBy: readonly FieldSpec[];
}

/** What a resource lies under. */
export interface ParentReference {
  /** Name of the ref field: `postId`; also the name of the path parameter. */
  field: string;
  target: NameForms;
}

/** A resource: its names, its fields and what its API offers. */
export interface ResourceSpec {
  names: NameForms;
  /** In the order they were written; without `id`, `createdAt`, `updatedAt`, which every resource has. */
  fields: readonly FieldSpec[];
  /** Many-to-many relations, in the order they were written. */
  relations: readonly ManyReference[];
  /** Empty for a resource that is persisted but has no API of its own (an auth fragment's session). */
  operations: readonly Operation[];
  access: Access;
  repository: RepositoryMethods;
  /**
   * Deleting marks rows and keeps them. There is a field `deletedAt` then: a hidden, readonly, optional datetime, the
   * last one; rows that have it set are not there for any method of the repository.
   */
  softDelete: boolean;
  /** Name of the ref field that holds the owner's id, when access is by owner: readonly, set from the caller. */
  owner?: string;
  /** The resource it also lies under: `/posts/:postId/comments`. */
  parent?: ParentReference;
  /** Fields that others may see where it is included; absent: all that are not hidden. `id` is always among them. */
  shown?: readonly string[];
  /** The line it came from, normalised: `post title:string author:ref=user`. Compared on a second run. */
  line: string;
}
