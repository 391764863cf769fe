import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './main.css';
import { defaultQuery } from './defaultQuery.js';
import { endpoint, socketEndpoint } from './endpoint.js';

const fetcher = createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socketEndpoint.href });

// A link may carry a question, never a key.
const initialQuery = new URLSearchParams(window.location.search).get('query') ?? undefined;

// A key stays in this tab: headers are not kept in the browser's storage.
createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={defaultQuery}
    initialQuery={initialQuery}
    defaultEditorToolsVisibility="headers"
    isHeadersEditorEnabled
    shouldPersistHeaders={false}
  />,
);
