/** What another thread answered, sent as it came: it is in the API's form already. */
import type { FastifyReply } from 'fastify';
import type { AskingThread } from '../asking-thread.ts';
import { refuseWith } from './app.ts';

export async function answeredBy<Question>(
  desk: Pick<AskingThread<Question, 'unknown-delivery'>, 'ask'>,
  reply: FastifyReply,
  question: Question,
) {
  const answered = await desk.ask(question);
  if (!answered.ok) return refuseWith(reply, 404, { reason: answered.reason });
  return reply
    .type('application/json; charset=utf-8')
    .send(Buffer.from(answered.value.buffer, answered.value.byteOffset, answered.value.byteLength)) as never; // as: the shape is the schema's, by what the desk answers
}
