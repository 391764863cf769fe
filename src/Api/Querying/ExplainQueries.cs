using System.Globalization;
using System.Text;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>How questions would be answered.</summary>
[QueryType]
public static class ExplainQueries
{
    /// <summary>How a question would be answered: the passes that the engine would make, what they read, whether the answer is
    /// at hand, and what it would cost. The engine goes through the question as if it were asked and reads no event.</summary>
    /// <param name="question">As it would be asked; a funnel with the times between its steps.</param>
    /// <param name="asOf">A position of the log as of which it would be asked; without it as of now.</param>
    [Cost(QueryCosts.Scan / 5)]
    [Authorize(Policies.Query)]
    public static async Task<Plan?> GetExplainAsync(
        QuestionInput question,
        long? asOf,
        TenantScope tenant,
        RequestAnalytics engine,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = await question.ToDomainAsync(tenant, internals, clock, cancellationToken);
        return new Plan((await engine.ExplainAsync(tenant, asked with { AsOf = asOf }, cancellationToken)).OrThrow());
    }
}

/// <summary>How a question would be answered.</summary>
public sealed class Plan
{
    private readonly PlanAnswer _answer;

    internal Plan(PlanAnswer answer) => _answer = answer;

    /// <summary>Whether the answer as of this watermark is at hand: then nothing of the plan is done.</summary>
    public bool Cached => _answer.IsKept;

    /// <summary>Events that the passes look at, together: <c>rowsScanned</c> of the answer's <c>meta</c>.</summary>
    public long Rows => _answer.Rows;

    /// <summary>Time that it would take on this node when nothing else runs, milliseconds, as <c>estimate</c> says.</summary>
    public double Milliseconds => _answer.Estimate.Milliseconds;

    /// <summary>Memory that is taken before the first event is read, bytes; what grows with events comes on top.</summary>
    public long Bytes => _answer.Bytes;

    /// <summary>Position in the tenant's log up to which events would be seen.</summary>
    public long Watermark => _answer.Meta.Watermark;

    /// <summary>The files and changes that would be read.</summary>
    public PlannedState State => _answer.State;

    /// <summary>The last pass, with those before it.</summary>
    public PlanStep Last => _answer.Last;

    /// <summary>The passes as lines, each with those that come before it indented below.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            Write(_answer.Last, 0, text);
            return text.ToString();
        }
    }

    private static void Write(PlanStep step, int depth, StringBuilder text)
    {
        text.Append(' ', 2 * depth).Append(CultureInfo.InvariantCulture, $"{step.Operation}: shards {step.Shards}, rows {step.Rows}");
        if (!step.Columns.IsEmpty)
            text.Append(", reads ").AppendJoin(", ", step.Columns);
        text.Append('\n');
        foreach (var before in step.After)
            Write(before, depth + 1, text);
    }
}
