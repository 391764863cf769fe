// Reading and printing documents.
import { places, reference } from './references.mjs';

/** Runs an action; a syntax error becomes {syntaxError: {message, locations}}, as GraphQLError words it. */
export function unlessSyntaxError(action) {
  try {
    return action();
  } catch (error) {
    if (!error.message?.startsWith('Syntax Error: ')) throw error;
    return { syntaxError: { message: error.message, locations: places(error.locations) } };
  }
}

export const commands = {
  /** {documents, version?} -> for each {printed} or {syntaxError}. */
  print: ({ documents, version }) => {
    const { parse, print } = reference(version);
    return documents.map((text) => unlessSyntaxError(() => ({ printed: print(parse(text)) })));
  },
  /** {texts} -> for each the printed schema coordinate, or "line:column message". */
  coordinates: ({ texts }) => {
    const { parseSchemaCoordinate, print } = reference();
    return texts.map((text) => {
      const read = unlessSyntaxError(() => print(parseSchemaCoordinate(text)));
      if (!read.syntaxError) return read;
      const { message, locations } = read.syntaxError;
      return `${locations[0].line}:${locations[0].column} ${message}`;
    });
  },
};
