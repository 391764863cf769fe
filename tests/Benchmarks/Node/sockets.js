// graphql-ws, the reference server of the protocol, over the same schema; POST /publish sends an event to everyone.
import { setMaxListeners } from 'node:events'
import { createServer } from 'node:http'
import { createPubSub, createSchema } from 'graphql-yoga'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { resolvers, typeDefs } from './schema.js'

// Every subscriber listens to the same target, which is no leak here.
setMaxListeners(0)
const topics = createPubSub()
let number = 0
const schema = createSchema({
  typeDefs,
  resolvers: { ...resolvers, Subscription: { tick: { subscribe: () => topics.subscribe('tick'), resolve: tick => tick } } },
})
const server = createServer((request, response) => {
  if (request.url === '/publish')
    topics.publish('tick', { number: ++number, at: '2026-01-01T00:00:00Z', value: 1234.57 })
  else if (request.url === '/collect')
    globalThis.gc()
  response.end()
})
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }))
server.listen(0, '127.0.0.1', 16384, () => console.log(`ready http://127.0.0.1:${server.address().port}/graphql`))
