namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>The private server cannot run. The message is one line for a person and says what to do about it.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException()
    {
    }

    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
