/** Why an op cannot be done; thrown inside this folder and turned into a result at its border. */
export class Blocked extends Error {}
