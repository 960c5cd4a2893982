import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { compose, filesOf } from '../support/compose.js';
import { destroy, generate, type DestroyOptions, type Files } from '../support/projects.js';

const choices = { framework: 'express', orm: 'prisma', auth: 'jwt' };
const { plan, tree } = await compose(choices, [
  'tag name:string:unique',
  'post title:string author:ref=user tags:refs=tag',
  'comment text:text post:ref=post:cascade --under post',
  'blog-post title:string',
]);
const project = filesOf(tree);
const controller = 'src/modules/comment/comment.controller.ts';

/** The error of a refusal. */
async function refusal(names: readonly string[], files: Files = project, options: DestroyOptions = {}) {
  const error: unknown = await destroy(plan, files, names, options).catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error;
  throw new Error('it was not refused', { cause: error });
}

function edited(path: string, edit: (text: string) => string): Files {
  return { ...project, [path]: edit(project[path] ?? '') };
}

const kinds = async (...args: Parameters<typeof destroy>) =>
  Object.fromEntries((await destroy(...args)).tree.changes().map(({ path, kind }) => [path, kind]));

describe('the resources to destroy', () => {
  it.each(['blog-post', 'blogPosts', 'BlogPost', 'blog_posts'])('may be spelled %s', async (name) => {
    expect(await kinds(plan, project, [name])).toMatchObject({
      '.backend-app/resources/blog-post.json': 'remove',
      'src/modules.ts': 'update',
    });
  });

  it('are found, or the nearest is proposed', async () => {
    const error = await refusal(['coment', 'nothing-like-it']);
    expect(error).toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      hint: 'It has: blog-post, comment, post, tag.',
      problems: [{ where: 'coment', hint: 'did you mean comment?' }, { where: 'nothing-like-it' }],
    });
  });

  it('are gone the second time', async () => {
    const less = filesOf((await destroy(plan, project, ['comment'])).tree);
    expect((await refusal(['comment'], less)).code).toBe('RESOURCE_NOT_FOUND');
  });

  it('are not those that authentication brings', async () => {
    expect(await refusal(['comment', 'users'])).toMatchObject({
      code: 'RESOURCE_IN_USE',
      message: "user belongs to the project's authentication and cannot be destroyed.",
    });
  });

  it('are not those that others refer to: by a field, by many, or as their parent', async () => {
    expect(await refusal(['tag', 'post'])).toMatchObject({
      code: 'RESOURCE_IN_USE',
      hint: expect.stringContaining('destroy resource'),
      problems: [
        { where: 'comment', message: 'refers to post: post:ref=post' },
        { where: 'comment', message: 'refers to post: --under post' },
      ],
    });
    expect(await refusal(['tags'])).toMatchObject({ problems: [{ where: 'post', message: /tags:refs=tag/ }] });
  });

  it('may refer to each other', async () => {
    const bare = filesOf((await compose(choices, ['blog-post title:string'])).tree);
    const gone = filesOf((await destroy(plan, project, ['tag', 'comment', 'post'])).tree);
    expect(Object.keys(gone).filter((path) => path.startsWith('src/'))).toEqual(
      Object.keys(bare).filter((path) => path.startsWith('src/')),
    );
  });
});

describe('files', () => {
  it('that were edited stop it, all of them, unless it is forced', async () => {
    const service = 'src/modules/comment/comment.service.ts';
    const files = { ...edited(controller, (text) => `${text}// mine\n`), [service]: '' };
    expect(await refusal(['comment'], files)).toMatchObject({
      code: 'FILE_EDITED',
      hint: expect.stringContaining('--force'),
      problems: [{ where: controller }, { where: service }],
    });
    expect(await kinds(plan, files, ['comment'], { force: true })).toMatchObject({ [controller]: 'remove' });
  });

  it('with other line ends are as they were', async () => {
    const files = edited(controller, (text) => text.replaceAll('\n', '\r\n'));
    expect(await kinds(plan, files, ['comment'])).toMatchObject({ [controller]: 'remove' });
  });

  it('that are gone already are no hindrance', async () => {
    const { [controller]: _, 'prisma/models/comment.prisma': __, ...files } = project;
    expect(await kinds(plan, files, ['comment'])).not.toHaveProperty([controller]);
  });

  it('of somebody else stay in the folder, and are named', async () => {
    const files = { ...project, 'src/modules/comment/notes.md': 'mine' };
    const { foreign, tree: after } = await destroy(plan, files, ['comment']);
    expect(foreign).toEqual(['src/modules/comment/notes.md']);
    expect(after.read('src/modules/comment/notes.md')).toBe('mine');
  });

  it('keep what people wrote around the wiring', async () => {
    const files = edited('src/modules.ts', (text) => `// first\n${text.replace('tagModule', 'tagModule /* here */')}`);
    const { tree: after } = await destroy(plan, files, ['comment']);
    expect(after.read('src/modules.ts')).toMatch(/^\/\/ first\n[^]+tagModule \/\* here \*\//);
    expect(after.read('src/modules.ts')).not.toMatch(/comment/i);
  });

  it('are told of together with all else that stands against it', async () => {
    const files = {
      ...edited('src/modules.ts', (text) => text.replace('export const modules', 'export const mine')),
      'src/modules/post/post.service.ts': '',
    };
    const error = await refusal(['post', 'comment'], files);
    expect(error.code).toBe('WIRING_BLOCKED');
    expect(error.problems.map(({ code }) => code)).toEqual([
      'WIRING_BLOCKED',
      'WIRING_BLOCKED',
      'WIRING_BLOCKED',
      'FILE_EDITED',
    ]);
  });
});

describe('wiring', () => {
  const renamed = edited('src/modules.ts', (text) => text.replace('export const modules', 'export const mine'));

  it('that cannot be found any more stops it, with what is to be removed', async () => {
    expect(await refusal(['comment'], renamed)).toMatchObject({
      code: 'WIRING_BLOCKED',
      problems: [
        { where: 'src/modules.ts', snippet: expect.stringMatching(/import \{ commentModule[^]+commentModule,/) },
        { where: 'src/modules.ts', snippet: expect.stringMatching(/commentsOfPostModule,/) },
      ],
    });
  });

  it('that people undid themselves is no hindrance', async () => {
    const files = {
      ...renamed,
      'src/modules.ts': (renamed['src/modules.ts'] ?? '').replaceAll(
        /.*(?:\/comment\.module|\bcomment\w*Module,).*\n/g,
        '',
      ),
    };
    expect(files['src/modules.ts']).not.toMatch(/comment/);
    expect(await kinds(plan, files, ['comment'])).toMatchObject({ [controller]: 'remove' });
  });

  it('is computed for records of older versions', async () => {
    const path = '.backend-app/resources/comment.json';
    const { wiring: _, made: __, ...old } = JSON.parse(project[path] ?? '') as Record<string, unknown>;
    const whole = filesOf((await destroy(plan, project, ['comment'])).tree);
    const files = { ...project, [path]: JSON.stringify(old) };
    expect(filesOf((await destroy(plan, files, ['comment'])).tree)).toEqual(whole);
  });

  it('that was skipped and pasted is removed', async () => {
    const bare = filesOf((await compose(choices)).tree);
    const { tree: after, snippets } = await generate(plan, bare, ['post title:string author:ref=user'], true);
    expect(after.changes().every(({ kind }) => kind === 'create')).toBe(true);
    expect(snippets.map(({ file }) => file)).toEqual(['prisma/models/user.prisma', 'src/modules.ts']);
    const pasted = {
      ...filesOf(after),
      'src/modules.ts': `import { postModule } from './modules/post/post.module.js';\n${(
        bare['src/modules.ts'] ?? ''
      ).replace('authModule]', 'authModule, postModule]')}`,
      'prisma/models/user.prisma': (bare['prisma/models/user.prisma'] ?? '').replace(/\n\n/, '\n  posts Post[]\n\n'),
    };
    const gone = filesOf((await destroy(plan, pasted, ['post'])).tree);
    expect(Object.keys(gone)).toEqual(Object.keys(bare));
    for (const path of ['src/modules.ts', 'prisma/models/user.prisma']) expect(gone[path]).not.toMatch(/post/i);
  });
});
