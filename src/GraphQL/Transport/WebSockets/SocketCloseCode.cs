namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>Why the server closes a socket: the codes of <c>graphql-transport-ws</c>, and three of its own.</summary>
public enum SocketCloseCode
{
    /// <summary>All is done.</summary>
    NormalClosure = 1000,

    /// <summary>The host stops; connect again, elsewhere.</summary>
    GoingAway = 1001,

    /// <summary>
    /// The client went away without a word, gave no sign of life, or broke the WebSocket protocol itself, such as by text
    /// that is not UTF-8. Never sent.
    /// </summary>
    Lost = 1006,

    /// <summary>A message is larger than <see cref="GraphQLSocketOptions.MaxMessageBytes"/>.</summary>
    MessageTooLarge = 1009,

    /// <summary>A message is not text, not JSON, or none of the protocol.</summary>
    BadRequest = 4400,

    /// <summary><c>subscribe</c> came before <c>connection_ack</c>.</summary>
    Unauthorized = 4401,

    /// <summary>
    /// <c>connection_init</c> was refused, or what the caller signed in with has expired. Clients may connect again with
    /// other credentials.
    /// </summary>
    Forbidden = 4403,

    /// <summary>The handshake did not offer <c>graphql-transport-ws</c>.</summary>
    SubprotocolNotAcceptable = 4406,

    /// <summary><c>connection_init</c> did not come, or was not accepted, in time.</summary>
    ConnectionInitialisationTimeout = 4408,

    /// <summary>The id of a <c>subscribe</c> is in use.</summary>
    SubscriberAlreadyExists = 4409,

    /// <summary><c>connection_init</c> came a second time.</summary>
    TooManyInitialisationRequests = 4429,

    /// <summary>A fault of the server.</summary>
    InternalServerError = 4500,

    /// <summary>The client reads too slowly: a message did not leave in time, or too much waits for it.</summary>
    SlowConsumer = 4508,
}
