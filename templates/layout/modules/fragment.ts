/** Feature folders: the layout templates are written in, so every path stays as it is. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'layout',
  id: 'modules',
  title: 'Modules',
  help: 'One folder a feature, the layer in the file name: src/modules/post/post.service.ts',
  default: true,
  paths: (path) => path,
});
