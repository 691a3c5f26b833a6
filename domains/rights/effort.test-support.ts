/** How much the tests ask that ask at random: as usual, or less where only a planted fault is looked for (EFFORT below 1). */
const EFFORT = Number(process.env.EFFORT ?? 1);

export const effort = (usual: number): number => Math.ceil(usual * EFFORT);
