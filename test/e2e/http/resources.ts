/** The resources that the HTTP suite drives, in the words of the command line. */

/** Of every project. A kebab-case name, every kind of value, each way to refer. */
export const resources = [
  'author name:string:unique bio:text:optional',
  'tag name:string',
  'blog-post title:string:min=3:max=80 slug:slug:unique body:text:optional status:enum=draft,published:default=draft ' +
    'price:decimal=10,2:min=0:default=0 views:bigint:default=0 likes:integer:default=0 ratio:float:optional ' +
    'featured:boolean:default=false day:date:optional publishedAt:datetime:optional payload:json:optional ' +
    'secret:string:hidden:optional score:integer:readonly:default=7 author:ref=author tags:refs=tag',
  'task name:string:unique --soft-delete',
];

/** Of projects with accounts. */
export const guardedResources = [
  'note text:string --access owner',
  'memo text:string --access authenticated',
  'setting key:string:unique value:json:optional --access role=admin',
];

/** Lies below another; made last, in a project that has the others. */
export const nestedResource = 'comment text:text blogPost:ref=blog-post:cascade --under blog-post';
