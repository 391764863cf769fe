using System.Collections.Immutable;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Querying;

/// <summary>
/// Notes the passes of a question that is gone through without reading a row: each takes what the passes noted before it
/// made.
/// </summary>
internal sealed class PlanRecorder(Snapshot snapshot)
{
    private ImmutableArray<PlanStep> _made = [];

    /// <summary>The passes that nothing follows.</summary>
    public ImmutableArray<PlanStep> Made => _made;

    public void Add(in Pass pass) =>
        _made = [new PlanStep(pass.Name, pass.Units, pass.Rows?.Invoke() ?? 0, Columns(pass.Columns), _made)];

    /// <summary>What is noted until the end of this stands beside what was noted before.</summary>
    public IDisposable Beside() => new Branch(this);

    private ImmutableArray<string> Columns(ShardColumns? columns)
    {
        if (columns is null)
            return [];
        var properties = snapshot.Dictionary(DictionaryId.Properties);
        return
        [
            "event name", "time",
            .. columns.Sessions ? ["session"] : Array.Empty<string>(),
            .. columns.OwnIds ? ["id as sent"] : Array.Empty<string>(),
            .. columns.Codes.Select(column =>
                $"{properties.Text(column.Property)} ({(column.Kind is SectionKind.Text ? "text" : "boolean")})"),
            .. columns.Numbers.Select(property => $"{properties.Text(property)} (number)"),
        ];
    }

    private sealed class Branch : IDisposable
    {
        private readonly PlanRecorder _plan;
        private readonly ImmutableArray<PlanStep> _before;

        public Branch(PlanRecorder plan) => ((_plan, _before), plan._made) = ((plan, plan._made), []);

        public void Dispose() => _plan._made = _before.AddRange(_plan._made);
    }
}
