namespace Analytics.GraphQL.Transport;

/// <summary>How sockets and event streams behave. A zero or infinite time switches its watch off.</summary>
public sealed class GraphQLSocketOptions
{
    /// <summary>How long a client may take from the handshake to <c>connection_ack</c>; then 4408.</summary>
    public TimeSpan ConnectionInitializationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how long a client is pinged; one that says nothing for as long again is cut off. Event streams get a
    /// comment instead.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long one message may take to leave; then 4508, since the client does not read.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take to answer the server's close frame.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long operations may go on when the host stops; less than the host's own shutdown timeout.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether subscriptions are completed when the host stops: clients then take them for finished and stay away.
    /// Without it the connection just ends, and clients that reconnect by themselves subscribe again, elsewhere or when
    /// the host is back.
    /// </summary>
    public bool CompleteStreamsOnShutdown { get; set; }

    /// <summary>Bytes of a client's message; more closes with 1009.</summary>
    public int MaxMessageBytes { get; set; } = 512 * 1024;

    /// <summary>
    /// Operations that one socket may run at a time; one more is answered with an error. As many again may still be
    /// ending after the client has completed them.
    /// </summary>
    public int MaxOperations { get; set; } = 100;

    /// <summary>Bytes of answers that may wait for one socket; more closes with 4508.</summary>
    public long MaxWaitingBytes { get; set; } = 16 * 1024 * 1024;
}
