/** The answer under way. */
import type { Request, ResponseObject, ResponseToolkit } from '@hapi/hapi';

/** What handlers need of hapi's toolkit, the type of which differs from route to route. */
export type Toolkit = Pick<ResponseToolkit, 'response'>;

/** For extensions of `onPreResponse`: the error handler has turned errors into answers before them. */
export function answerOf({ response }: Pick<Request, 'response'>): ResponseObject {
  if (response instanceof Error) throw response;
  return response;
}
