namespace Analytics.GraphQL.Transport.Streams;

/// <summary>A connection that stays open: a socket or an event stream.</summary>
internal abstract class OpenStream
{
    /// <summary>Called by the shared timer: does what has come due. Must not block or throw.</summary>
    /// <param name="now">The timer's own timestamp.</param>
    public abstract void Tick(long now);

    /// <summary>The host stops: ends subscriptions, lets the rest finish.</summary>
    public abstract void Stop();
}
