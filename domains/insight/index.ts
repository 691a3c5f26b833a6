/** What was watched and what came of the money that was laid out: for people to look at, never to decide by. */
export {
  type Audience,
  type AudienceCell,
  type AudienceFacts,
  type AudienceSource,
  audienceOf,
  SMALLEST_AUDIENCE,
  type ToldCells,
} from './audience.ts';
export { type Budget, type PlanReturns, planReturns, type ReturnedCommitment, type Returns } from './plan-returns.ts';
