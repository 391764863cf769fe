namespace Analytics.GraphQL.Execution;

/// <summary>The codes that the engine itself puts under <c>extensions.code</c>.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL.</summary>
    public const string Syntax = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a validation rule; <c>extensions.rule</c> names it.</summary>
    public const string Validation = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable or argument does not fit its type.</summary>
    public const string BadInput = "BAD_USER_INPUT";

    /// <summary>The document has not exactly one operation that fits the request.</summary>
    public const string OperationNotFound = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>The transport does not carry operations of this kind.</summary>
    public const string OperationNotAllowed = "OPERATION_NOT_ALLOWED";

    /// <summary>No document is known by the id or hash; with a hash, send the text along and it may be remembered.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The document is not the one whose hash is sent along.</summary>
    public const string PersistedQueryHashMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    /// <summary>The server executes trusted documents only, and this is none.</summary>
    public const string PersistedQueryRequired = "PERSISTED_QUERY_REQUIRED";

    /// <summary>The caller may not ask for the schema.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>The request names a stored document, and the server stores none.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The HTTP request is no GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The request might come from a foreign site; it needs the header <c>GraphQL-Preflight: 1</c>.</summary>
    public const string PreflightRequired = "PREFLIGHT_REQUIRED";

    /// <summary>Several requests came in one array; each must be sent by itself.</summary>
    public const string BatchingNotSupported = "BATCHING_NOT_SUPPORTED";

    /// <summary>The origin of the page that opened a socket may not.</summary>
    public const string OriginNotAllowed = "ORIGIN_NOT_ALLOWED";

    /// <summary>The server holds as many open sockets and streams as it may; try again later.</summary>
    public const string TooManyConnections = "TOO_MANY_CONNECTIONS";

    /// <summary>The socket runs as many operations as it may; complete one first.</summary>
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";

    /// <summary>The body, the document or its tokens exceed a limit.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>Fields are nested deeper than allowed.</summary>
    public const string TooDeep = "QUERY_TOO_DEEP";

    /// <summary>More fields than allowed, fragments expanded.</summary>
    public const string TooManyFields = "TOO_MANY_FIELDS";

    /// <summary>More aliases than allowed, fragments expanded.</summary>
    public const string TooManyAliases = "TOO_MANY_ALIASES";

    /// <summary>A response name stands more often in a selection set than allowed.</summary>
    public const string TooManyRepetitions = "TOO_MANY_REPEATED_FIELDS";

    /// <summary>More directives than allowed, fragments expanded.</summary>
    public const string TooManyDirectives = "TOO_MANY_DIRECTIVES";

    /// <summary>A field lies within itself more often than allowed.</summary>
    public const string FieldCycleTooDeep = "FIELD_CYCLE_TOO_DEEP";

    /// <summary>The operation costs more than allowed; <c>extensions</c> hold the costs and the budgets.</summary>
    public const string CostExceeded = "COST_EXCEEDED";

    /// <summary>A field needs exactly one of the arguments that size its list.</summary>
    public const string SlicingArgumentRequired = "SLICING_ARGUMENT_REQUIRED";

    /// <summary>The variables' JSON exceeds its limit.</summary>
    public const string VariablesTooLarge = "VARIABLES_TOO_LARGE";

    /// <summary>The variables' JSON is nested deeper than allowed.</summary>
    public const string VariablesTooDeep = "VARIABLES_TOO_DEEP";

    /// <summary>A list in the variables' JSON is longer than allowed.</summary>
    public const string VariableListTooLong = "VARIABLE_LIST_TOO_LONG";

    /// <summary>Execution took longer than allowed.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A fault of the server; <c>extensions.correlationId</c> stands in its log.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>The subscription cannot go on after a cursor; subscribe anew.</summary>
    public const string CannotResume = "CANNOT_RESUME";

    /// <summary>Events of a subscription may have been missed; it goes on, but what depends on them must be read anew.</summary>
    public const string EventsMissed = "EVENTS_MISSED";

    /// <summary>The subscriber did not keep up; <c>extensions.resumeFrom</c>, if there, says where to go on.</summary>
    public const string SlowConsumer = "SLOW_CONSUMER";

    /// <summary>Topics belong to a partition, such as a tenant, and the request has none.</summary>
    public const string TopicPartitionRequired = "TOPIC_PARTITION_REQUIRED";

    /// <summary>A field may not be null, but is.</summary>
    public const string NullValue = "UNEXPECTED_NULL";

    /// <summary>An idempotent mutation was sent without a key, or with one that is too long.</summary>
    public const string IdempotencyKeyRequired = "IDEMPOTENCY_KEY_REQUIRED";

    /// <summary>The key of an idempotent mutation was used for another request before.</summary>
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>The same idempotent mutation is being executed; try again.</summary>
    public const string IdempotencyInProgress = "IDEMPOTENCY_IN_PROGRESS";

    /// <summary>What a mutation wants to change was changed since the caller read it; both versions are in the extensions.</summary>
    public const string Conflict = "CONFLICT";

    /// <summary>A page is asked for with arguments that contradict each other or are missing.</summary>
    public const string PagingArguments = "PAGING_ARGUMENTS";

    /// <summary>A page is asked for that is larger than allowed, or of a negative size.</summary>
    public const string PageSize = "PAGE_SIZE";

    /// <summary>A cursor that the list did not give.</summary>
    public const string CursorUnknown = "CURSOR_UNKNOWN";

    /// <summary>The caller must sign in.</summary>
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";

    /// <summary>The caller may not do this.</summary>
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
}
