using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>The groups of sessions: each dimension is read on the first event that has it. One a thread.</summary>
internal sealed class SessionGroups(GroupSpace space) : IDisposable
{
    private readonly RowValues[] _dimensions = [.. space.Dimensions.Select(keys => new RowValues(keys))];
    private readonly NativeBuffer<(int A, int B, int C)> _found = new();

    /// <summary>Reads a shard.</summary>
    public void Read(ShardRows rows)
    {
        foreach (var dimension in _dimensions)
            dimension.Read(rows);
    }

    /// <summary>Starts over with so many sessions.</summary>
    public void Begin(int sessions) => _found.Reset(sessions);

    /// <summary>A session goes on from one row to before another.</summary>
    public void See(int session, int from, int to)
    {
        ref var found = ref _found[session];
        found.A = found.A != 0 ? found.A : _dimensions[0].First(from, to);
        if (_dimensions.Length > 1)
            found.B = found.B != 0 ? found.B : _dimensions[1].First(from, to);
        if (_dimensions.Length > 2)
            found.C = found.C != 0 ? found.C : _dimensions[2].First(from, to);
    }

    /// <summary>The group of a session that was seen to its end.</summary>
    public int Of(int session)
    {
        var (a, b, c) = _found[session];
        return space.Of([a, b, c]);
    }

    public void Dispose()
    {
        _found.Dispose();
        foreach (var dimension in _dimensions)
            dimension.Dispose();
    }
}
