using Npgsql;

namespace Analytics.Infrastructure.Jobs;

/// <summary>What the records of tenants' jobs and of maintenance have in common.</summary>
internal static class JobRunCommands
{
    private const int LongestError = 500;   // characters

    /// <summary>The exception's kind and message, without its stack: what a person reads first.</summary>
    public static string Describe(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}";
        return text.Length <= LongestError ? text : text[..LongestError];
    }

    public static NpgsqlCommand Create(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value);
        return command;
    }

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static async Task<IReadOnlyList<JobRun>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var runs = new List<JobRun>();
        while (await reader.ReadAsync(cancellationToken))
            runs.Add(new JobRun(
                reader.GetString(0),
                State(reader.GetString(1)),
                reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetFieldValue<DateTimeOffset?>(3),
                reader.GetFieldValue<DateTimeOffset?>(4),
                reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.GetFieldValue<DateTimeOffset?>(6)));
        return runs;
    }

    private static JobState State(string text) => text switch
    {
        "running" => JobState.Running,
        "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        _ => throw new InvalidOperationException($"A job's state is '{text}', which this version does not know."),
    };
}
