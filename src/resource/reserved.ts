/** Names that mean something already: to JavaScript, to TypeScript, to a generated project. Data only. */

function set(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

/** Properties that every object has: no resource and no field may be called so. */
export const prototypeNames = set(
  '__proto__ constructor prototype hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf',
);

/** Keys of resources that a generated project cannot have, and names that would work. */
export const takenResources: ReadonlyMap<string, string> = new Map([
  ['auth', 'authorization'],
  ['health', 'health-check'],
  ['doc', 'document'],
  ['openapi', 'api-description'],
  ['open-api', 'api-description'],
  ['metric', 'measurement'],
]);

/** Columns that every table of PostgreSQL has already. */
export const systemColumns = set('cmax cmin ctid tableoid xmax xmin');

/** Words that join conditions in query languages: a field of that name could not be filtered by. */
export const conditionWords = set('and or not');

/** Device names of Windows, which no file there can have. */
export const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)\d)$/;

/** Properties every resource has. */
export const builtInFields = set('id createdAt updatedAt');

/**
 * Query parameters of lists. A field of that name could not be filtered by (`?page=2` would mean two things), so it is
 * refused; the value is a name that works.
 */
export const listParameters: ReadonlyMap<string, string> = new Map([
  ['page', 'pageNumber'],
  ['limit', 'maximum'],
  ['sort', 'sortOrder'],
  ['fields', 'fieldNames'],
  ['include', 'included'],
  ['cursor', 'position'],
]);

/** Types and classes a generated class of that name would shadow: globals first, then names of generated projects. */
export const reservedClasses = set(
  'AbortController AbortSignal AggregateError Array ArrayBuffer ArrayLike AsyncGenerator AsyncIterable AsyncIterator',
  'AsyncDisposable Atomics Awaited Blob Boolean BroadcastChannel Buffer Capitalize Console Crypto CustomEvent DataView',
  'Date Disposable Error EvalError Event EventSource EventTarget Exclude Extract File FinalizationRegistry FormData',
  'Function Generator Global Headers Infinity InstanceType Intl Iterable Iterator JsonValue Lowercase Map Math',
  'MessageChannel MessageEvent MessagePort Navigator NoInfer NonNullable Number Object Omit Parameters Partial',
  'Performance Pick Process Promise PromiseLike PropertyDescriptor PropertyKey Proxy RangeError Readonly',
  'ReadonlyArray ReadonlyMap ReadonlySet ReadableStream Record Reflect ReferenceError RegExp Request Required Response',
  'ReturnType Set SharedArrayBuffer Storage String Symbol SyntaxError TemplateStringsArray TextDecoder TextEncoder',
  'ThisType TransformStream TypeError Uncapitalize Uppercase WeakMap WeakRef WeakSet WebAssembly WebSocket Worker',
  'WritableStream',
  'BigInt Bytes DateTime Float Int Json',
  'AccessTokens AddressInfo ApiModule App AppError Authenticator AuthService BearerAuthenticator Cache Check Container CreateRequest Database',
  'Closeable DatabaseConnection Decimal Dependency Env',
  'ErrorBody ErrorCode ErrorDetail Express FastifyInstance FastifyPluginAsync FastifyReply FastifyRequest FieldKind',
  'Filter FilterOperator FilterValue IncomingHttpHeaders IncomingMessage InjectOptions ItemBody ItemQuery ItemRequest',
  'ListBody ListQuery ListRequest ListRules Logger NextFunction OpenApiTopic Page Pool Principal Prisma PrismaClient',
  'AuthAccount AuthTokens CursorMeta Liveness Me OpenApiPaths PageMeta Readiness',
  'NestedCreateRequest NestedListRequest PrismaPromise Redis ReplaceRequest RequestHandler Router SignedIn Sort TestApp',
  'TestRequest TestResponse Then Transaction UpdateRequest ZodPlugin ZodRequest',
);

/** Words that cannot be a variable, and variables that generated files have already. */
export const reservedVariables = set(
  'abstract any arguments as asserts async await boolean break case catch class const continue debugger declare default',
  'delete do else enum eval export extends false finally for from function get if implements import in infer instanceof',
  'interface is keyof let module namespace never new null number object of package private protected public readonly',
  'return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using',
  'var void while with yield',
  'assert atob btoa buffer console crypto escape exports fetch global infinity navigator performance process require',
  'self structuredClone url window',
  'after afterAll afterEach before beforeAll beforeEach describe expect it test vi',
  'and asc bigint char check client column count date decimal desc eq gt gte index inArray integer json jsonb like lt lte',
  'model ne not numeric or real schema sql table text time timestamp tx uuid varchar',
  'app auth authenticator body cache changes config container context controller data database db dependencies',
  'env error errors express factory fastify field fields filter filters handler header headers id input item',
  'items key limit list load log logger middleware modules next openapi options page params parse path paths',
  'principal prisma query redis rename reply repository request response result results route router routes',
  'row rows second server service sort then total value values where z',
  'accessTokens allowed apiRoot apiRootOf cacheControl caching changesOf createdAnswer describePaths emptyAnswer findManyArgs found idempotent idParams ids itemAnswer itemBody',
  'itemParameters jsonBody listAnswer listBody listParameters notFound orderOf otherMethods overrides parseItemQuery',
  'parseListQuery pgTable preconditions randomUUID related relations req requireAuthentication res rowCount signIn startTestApp whereOf',
  'withDatabaseErrors',
  'added checked checkedWrites dateTime datetime find getTableColumns idsOf inTransaction isLive isNull lists live locked manyToMany',
  'matching missingFrom others parentParams primaryKey principalOf relate requireRole rest selection shown uniqueIndex walkList',
  'accountTokens background emailVerification mailer oneTimeTokens passwordRecovery',
);
