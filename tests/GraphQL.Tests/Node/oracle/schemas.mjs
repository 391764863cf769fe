// Judging schemas.
import { reference } from './references.mjs';

export const commands = {
  /** {schemas: [SDL], version?} -> for each the messages of validateSchema. */
  schemaFaults: ({ schemas, version }) => {
    const { buildSchema, validateSchema } = reference(version);
    return schemas.map((sdl) => validateSchema(buildSchema(sdl, { assumeValidSDL: true })).map(({ message }) => message));
  },
};
