using Analytics.Domain.Tenancy;

namespace Analytics.Infrastructure.Collection;

/// <summary>What one tenant has waiting for a commit, key by key.</summary>
internal sealed class TenantLine(TenantId tenant) : WaitingLine
{
    private readonly Dictionary<Guid, KeyLine> _keys = [];
    private readonly TurnsInLine<KeyLine> _turns = new();

    public TenantId Tenant { get; } = tenant;

    /// <summary>Of what waits and of what was promised a place.</summary>
    public int Weight { get; private set; }

    /// <summary>Of what waits.</summary>
    public int WaitingWeight { get; private set; }

    /// <summary>Commits under way that it is in.</summary>
    public int Commits { get; set; }

    public override bool IsWaiting => _turns.HasNext;

    public override int NextWeight => _turns.Next().NextWeight;

    public int WeightOf(Guid key) => _keys.TryGetValue(key, out var line) ? line.Weight : 0;

    public void Promise(Guid key, int weight)
    {
        if (!_keys.TryGetValue(key, out var line))
            _keys[key] = line = new KeyLine(key);
        line.Weight += weight;
        Weight += weight;
    }

    public void Withdraw(Guid key, int weight) => Shrink(_keys[key], weight);

    public void Add(PendingAppend append)
    {
        var line = _keys[append.Key];
        line.Appends.Enqueue(append);
        WaitingWeight += append.Weight;
        if (line.Appends.Count == 1)
            _turns.Add(line);
    }

    public PendingAppend Take()
    {
        var line = _turns.Next();
        var append = line.Appends.Dequeue();
        line.Credit -= append.Weight;
        Credit -= append.Weight;
        WaitingWeight -= append.Weight;
        if (line.Appends.Count == 0)
            _turns.Leave(line);
        Shrink(line, append.Weight);
        return append;
    }

    private void Shrink(KeyLine line, int weight)
    {
        line.Weight -= weight;
        Weight -= weight;
        if (line.Weight == 0)
            _keys.Remove(line.Key);
    }

    private sealed class KeyLine(Guid key) : WaitingLine
    {
        public Guid Key { get; } = key;

        public Queue<PendingAppend> Appends { get; } = [];

        public int Weight { get; set; }

        public override bool IsWaiting => Appends.Count > 0;

        public override int NextWeight => Appends.Peek().Weight;
    }
}
