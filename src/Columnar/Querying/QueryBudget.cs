using System.Globalization;

namespace Analytics.Columnar.Querying;

/// <summary>What one question may cost, and the threads that all of this node's questions share.</summary>
internal sealed class QueryBudget(ColumnarOptions options, TimeProvider clock)
{
    public ColumnarOptions Options => options;

    public TimeProvider Clock => clock;

    public QueryThreads Threads { get; } = new(options.Threads, clock);

    public QueryStoppedException TooLong() => Stopped(
        "QUERY_DEADLINE_EXCEEDED",
        $"The question took longer than {options.QuerySeconds} s: shorten its range, ask for fewer groups, or try again.");

    public QueryStoppedException TooManyRows() => Stopped(
        "QUERY_ROW_LIMIT",
        $"The question looks at more than {options.MaxQueryRows} events: shorten its range.");

    public QueryStoppedException TooLarge() => Stopped(
        "QUERY_MEMORY_LIMIT",
        $"The question needs more than {options.MaxQueryMegabytes} MiB: shorten its range or ask for fewer groups.");

    private static QueryStoppedException Stopped(string code, FormattableString message) =>
        new(Problem.Invalid(code, message.ToString(CultureInfo.InvariantCulture)));
}
