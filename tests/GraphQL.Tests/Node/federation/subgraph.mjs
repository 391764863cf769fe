// What gateways make of a subgraph's schema.
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';

export const commands = {
  /** {sdl} -> the SDL that @apollo/subgraph serves for it; fails when it is no subgraph's. */
  build: async ({ sdl }) => {
    const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
    const { data } = await execute({ schema, document: parse('{ _service { sdl } }') });
    return data._service.sdl;
  },
  /** {subgraphs: {name: sdl}} -> {errors} or {supergraph}. */
  compose: ({ subgraphs }) => {
    const services = Object.entries(subgraphs).map(([name, sdl]) => ({ name, typeDefs: parse(sdl) }));
    const { errors, supergraphSdl } = composeServices(services);
    return errors ? { errors: errors.map((error) => error.message) } : { supergraph: supergraphSdl };
  },
};
