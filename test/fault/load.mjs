// Declares from several clients at once until something has happened; what is in flight then may stay unanswered.
const clients = 12;

export const pause = ms => new Promise(done => setTimeout(done, ms));

export async function load(declarants, happens) {
  let going = true;
  const all = [declarants].flat();
  const work = Array.from({ length: clients }, async (_, index) => {
    const declarant = all[index % all.length];
    while (going) if (!await declarant.declareOne()) await pause(20);
  });
  await happens();
  going = false;
  await Promise.all(work);
}
