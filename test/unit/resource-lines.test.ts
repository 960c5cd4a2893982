import { describe, expect, it } from 'vitest';
import { parseFragmentResource, parseResource, parseResourceLine } from '../../src/resource/parse.js';
import { faults, guarded, open, problems, refusal, user } from './resource-support.js';

describe('a line', () => {
  it('becomes a resource', () => {
    const line = '  posts   title:string:max=100\tauthor:ref=users --access role=admin --only get,list,get ';
    expect(parseResourceLine(line, guarded)).toMatchObject({
      names: { key: 'post' },
      fields: [{ name: 'title' }, { name: 'authorId' }],
      operations: ['list', 'get'],
      access: { read: { kind: 'role', role: 'admin' }, write: { kind: 'role', role: 'admin' } },
      line: 'post title:string:max=100 author:ref=user --access role=admin --only list,get',
    });
  });

  it('may join options and values with =', () => {
    const spec = parseResourceLine('post title:string --access=role=admin --only=list', guarded);
    expect(spec.line).toBe('post title:string --access role=admin --only list');
  });

  it.each([
    ['post a:string', 'post a:string'],
    ['Posts A:string:max=5:unique:min=1', 'post a:string:unique:min=1:max=5'],
    ['post a:string:unique:index', 'post a:string:unique'],
    ['post userId:ref=users:restrict:index', 'post user:ref=user'],
    ['post a:ref=user:set-null:optional', 'post a:ref=user:optional:set-null'],
    ['post a:decimal:default=1.50', 'post a:decimal=10,2:default=1.5'],
    ['post a:enum=x,y:default=x', 'post a:enum=x,y:default=x'],
    ['post a:datetime:default=2024-01-01', 'post a:datetime:default=2024-01-01T00:00:00.000Z'],
    ['post a:string --only delete,update,replace,create,get,list', 'post a:string'],
    ['post a:string --access authenticated', 'post a:string --access authenticated'],
    ['post a:string --access public', 'post a:string --access public'],
  ])('%s means %s', (line, normalised) => {
    const spec = parseResourceLine(line, guarded);
    expect(spec.line).toBe(normalised);
    expect(parseResourceLine(normalised, guarded)).toEqual(spec);
  });

  it.each([
    ['post a:string --acces public', 'there is no option --acces for a resource', 'did you mean --access?'],
    ['post a:string --soft-delete=true', '--soft-delete takes no value', 'leave it out, or write it alone'],
    ['post a:string --soft-delete --soft-delete', '--soft-delete stands there twice', undefined],
    ['post a:string --under', '--under needs a value', undefined],
    ['post a:string --from x.json', '--from is for generate resource as a whole, not for one resource', undefined],
    ['post a:string --access public --access public', '--access stands there twice', undefined],
    ['post a:string --only', '--only needs a value', undefined],
    ['', 'the name is empty', 'name the resource, as in: post title:string'],
    ['post', 'a resource needs at least one field', 'as in post title:string'],
    ['title:string', 'the first word is the name of the resource', 'as in post title:string'],
  ])('%j is refused: %s', (line, message, hint) => {
    const [first] = problems(line);
    expect(first?.message.split('\n')[0]).toBe(message);
    expect(first?.hint).toBe(hint);
  });
});

describe('the picture of a fault', () => {
  it('points at its characters', () => {
    expect(problems('post title:string:uniqe body:text')[0]).toEqual({
      where: 'title:string:uniqe',
      message: [
        'there is no modifier "uniqe"',
        '  post title:string:uniqe body:text',
        '                    ^^^^^',
      ].join('\n'),
      hint: 'did you mean unique?',
    });
  });

  it('points into options', () => {
    expect(problems('post a:string --access public --only list,gt')[0]?.message.split('\n').slice(1)).toEqual([
      '  post a:string --access public --only list,gt',
      '                                            ^^',
    ]);
  });

  it('cuts long lines around the fault', () => {
    const line = `post ${'a'.repeat(59)}:text ${'b'.repeat(59)}:txt ${'c'.repeat(59)}:text`;
    const [, shown = '', carets = ''] = problems(line)[0]?.message.split('\n') ?? [];
    expect(shown.length).toBeLessThanOrEqual(104);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('txt');
  });

  it('prints no control characters', () => {
    const error = refusal(() => parseResource(['po\u001b[31mst', 'a\u0000:string', '\u202ex:string'], {}, open));
    const text = [error.message, ...error.problems.flatMap(({ where, message }) => [where ?? '', message])].join('');
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('hostile input', () => {
  it.each([
    ['a long name', ['x'.repeat(1_000_000), 'a:string']],
    ['a long field', ['post', `${'a'.repeat(30_000)}:string`]],
    ['many colons', ['post', `a:string${':'.repeat(30_000)}`]],
    ['many modifiers', ['post', `a:string${':x'.repeat(1900)}`]],
    ['many hyphens', ['post', `${'a-'.repeat(1900)}:string`]],
    ['many zeros', ['post', `a:decimal:default=${'0'.repeat(3900)}`]],
    ['many capitals', ['post', `${'A'.repeat(3900)}:string`]],
    ['many values', ['post', `a:enum=${'a,'.repeat(1900)}`]],
    ['many words', ['post', ...Array.from({ length: 100_000 }, () => 'a:string')]],
    ['a long default', ['post', `a:slug:default=${'a-'.repeat(1900)}`]],
    ['a long moment', ['post', `a:datetime:default=2024-01-01T00${':00'.repeat(1200)}`]],
    ['a long address', ['post', `a:email:default=${'a.'.repeat(1900)}@`]],
  ])('%s is refused quickly', (_, words) => {
    const start = process.cpuUsage();
    const error = refusal(() => parseResource(words, {}, open));
    expect(process.cpuUsage(start).user).toBeLessThan(500_000);
    expect(error.code).toBe('INVALID_RESOURCE');
    expect(JSON.stringify(error.problems.slice(0, 5)).length).toBeLessThan(5000);
  });

  it('does not read what options say beyond reason', () => {
    const [only, access] = ['list,'.repeat(2000), 'role=admin,'.repeat(2000)];
    expect(refusal(() => parseResource(['post', 'a:string'], { only, access }, guarded)).problems).toHaveLength(2);
  });
});

describe('--access', () => {
  it.each([
    ['without accounts', open, 'public', 'public'],
    ['with accounts', guarded, 'public', 'authenticated'],
  ])('%s has a default', (_, project, read, write) => {
    const { access } = parseResourceLine('post a:string', project);
    expect(access).toEqual({ read: { kind: read }, write: { kind: write } });
  });

  it.each([
    ['public', { kind: 'public' }],
    ['authenticated', { kind: 'authenticated' }],
    ['role=admin', { kind: 'role', role: 'admin' }],
  ])('%s is for reading and writing', (access, rule) => {
    expect(parseResourceLine(`post a:string --access ${access}`, guarded).access).toEqual({ read: rule, write: rule });
  });

  it.each([
    [open, 'authenticated', 'nobody can sign in to this project', 'choose an auth, or use --access public'],
    [open, 'role=admin', 'nobody can sign in to this project', 'choose an auth, or use --access public'],
    [open, 'owner', 'nobody can sign in to this project', 'choose an auth, or use --access public'],
    [{ ...open, hasAuth: true }, 'owner', 'the project has no user to own rows', 'use authenticated'],
    [guarded, 'admin', 'there is no access rule "admin"', 'did you mean role=admin?'],
    [guarded, 'pubic', 'there is no access rule "pubic"', 'did you mean public?'],
    [guarded, 'role', 'role needs the name of a role', 'use one of: user, admin'],
    [guarded, 'role=admn', 'there is no role "admn"', 'did you mean admin?'],
    [{ ...guarded, roles: ['editor'] }, 'role=admin', 'there is no role "admin"', 'use one of: editor'],
  ])('%#: %s is refused: %s', (project, access, message, hint) => {
    const [first] = problems(`post a:string --access ${access}`, project);
    expect(first?.message.split('\n')[0]).toBe(message);
    expect(first?.hint).toBe(hint);
  });
});

describe('--only', () => {
  it.each([
    ['list', ['list'], { list: true, findById: true, create: true, update: false, delete: false }],
    ['get,create', ['get', 'create'], { list: false, findById: true, create: true }],
    ['replace', ['replace'], { update: true }],
    ['update,replace', ['replace', 'update'], { update: true }],
    ['delete', ['delete'], { delete: true, updateIf: false, findBy: [], deleteBy: [] }],
  ])('%s', (only, operations, repository) => {
    expect(parseResourceLine(`post a:string --only ${only}`, open)).toMatchObject({ operations, repository });
  });

  it('names each operation that there is not', () => {
    expect(faults('post a:string --only lst,get,,all')).toEqual([
      'there is no operation "lst"',
      'there is an operation missing',
      'there is no operation "all"',
    ]);
    expect(faults(`post a:string --only ${'list,'.repeat(40)}list`)).toEqual(['--only takes at most 200 characters']);
  });
});

describe('a resource of a fragment', () => {
  it('has the methods it asks for and no API', () => {
    const session = parseFragmentResource(
      {
        line: 'session user:ref=user:cascade tokenHash:string:hidden:readonly:unique expiresAt:datetime',
        methods: ['findById', 'findBy=tokenHash', 'create', 'update', 'updateIf', 'delete', 'deleteBy=userId'],
      },
      { resources: [user], hasAuth: true },
    );
    expect(session).toMatchObject({ operations: [], line: expect.stringMatching(/^session user:ref=user:cascade /) });
    const { findBy, deleteBy, ...others } = session.repository;
    expect(findBy.map(({ name }) => name)).toEqual(['tokenHash']);
    expect(deleteBy.map(({ name }) => name)).toEqual(['userId']);
    expect(others).toEqual({
      list: false,
      findById: true,
      findByIds: false,
      create: true,
      update: true,
      updateIf: true,
      delete: true,
      checks: false,
    });
  });

  it('checks rows before they are changed where it says so, as those with an API do', () => {
    const line = 'user email:email:unique';
    const brought = parseFragmentResource({ line, methods: ['update'], checks: true }, open);
    expect(brought.repository).toMatchObject({ update: true, checks: true });
    expect(parseResourceLine('post a:string', open).repository).toMatchObject({ checks: true });
    expect(parseResourceLine('post a:string --only list,create', open).repository).toMatchObject({ checks: false });
  });

  it.each([
    ['finById', 'there is no repository method finById'],
    ['findById=x', 'there is no repository method findById=x'],
    ['findBy=nothing', 'findBy=nothing: there is no such field'],
    ['findBy=name', 'findBy=name: the field is not unique'],
  ])('cannot ask for %s', (method, message) => {
    const resource = { line: 'user email:email:unique name:string', methods: [method] };
    expect(refusal(() => parseFragmentResource(resource, open)).problems).toMatchObject([{ message }]);
  });

  it('says which of its fields others may see', () => {
    const account = { line: 'user email:email:unique name:string secret:string:hidden', methods: ['findByIds'] };
    const spec = parseFragmentResource({ ...account, shown: ['name'] }, open);
    expect(spec).toMatchObject({ shown: ['name'], repository: { findByIds: true, findById: false } });
    expect('shown' in parseFragmentResource(account, open)).toBe(false);
    const refused = (shown: string[]): unknown => refusal(() => parseFragmentResource({ ...account, shown }, open));
    expect(refused(['nme'])).toMatchObject({ problems: [{ message: 'shown nme: there is no such field' }] });
    expect(refused(['secret'])).toMatchObject({ problems: [{ message: 'shown secret: the field is hidden' }] });
  });
});
