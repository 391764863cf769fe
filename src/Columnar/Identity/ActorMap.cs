using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Who is who, by codes: <see cref="Domain.Identity.IdentityState"/> says what the entries mean, this is its fast
/// twin. One writer; who reads meanwhile has to be kept away.
/// </summary>
internal sealed class ActorMap : IDisposable
{
    private const byte BotFlag = 1;
    private const byte ErasedFlag = 2;
    private const byte PersonFlag = 4;
    private readonly NativeBuffer<Node> _nodes = new();

    /// <summary>The hashes of those who were erased; only for who appends.</summary>
    public Erasures Erasures { get; } = new();

    /// <summary>Whether any id was erased.</summary>
    public bool AnyErased { get; private set; }

    /// <summary>Whose an id's events are.</summary>
    public uint ActorOf(uint id)
    {
        while (id < (uint)_nodes.Count && _nodes[(int)id].Link is > 0 and var next)
            id = next;
        return id;
    }

    /// <summary>Whether all of an id's events are a robot's; null where each is what it was collected as.</summary>
    public bool? IsBot(uint id) => Has(id, BotFlag) ? true : Has(id, PersonFlag) ? false : null;

    public bool IsErased(uint id) => Has(id, ErasedFlag);

    /// <summary>Ids that are somebody else's, tagged or erased.</summary>
    public IEnumerable<uint> NotThemselves()
    {
        for (var id = 1; id < _nodes.Count; id++)
            if (_nodes[id] is { Link: not 0 } or { Flags: not 0 })
                yield return (uint)id;
    }

    /// <summary>Takes the next entry.</summary>
    /// <param name="entry">In the order of the log.</param>
    /// <param name="changed">Gets every id whose actor, tag or erasure changed.</param>
    public void Apply(in IdentityEntry entry, List<uint> changed)
    {
        if (entry.Id == 0)
            return;
        Reach(Math.Max(entry.Id, entry.Other));
        switch (entry.Kind)
        {
            case IdentityKind.Merge:
                Merge(entry.Id, entry.Other, changed);
                break;
            case IdentityKind.Split:
                Split(entry.Id, changed);
                break;
            case IdentityKind.Bot:
                Tag(entry.Id, BotFlag, changed);
                break;
            case IdentityKind.Person:
                Tag(entry.Id, PersonFlag, changed);
                break;
            case IdentityKind.NoTag:
                Tag(entry.Id, 0, changed);
                break;
            case IdentityKind.Erase:
                Erase(entry.Id, changed);
                break;
        }
    }

    public void Dispose()
    {
        _nodes.Dispose();
        Erasures.Dispose();
    }

    private bool Has(uint id, byte flag) => id < (uint)_nodes.Count && (_nodes[(int)id].Flags & flag) != 0;

    private void Reach(uint id)
    {
        if (id >= (uint)_nodes.Count)
            _nodes.Append((int)id + 1 - _nodes.Count).Clear();
    }

    private void Merge(uint alias, uint actor, List<uint> changed)
    {
        ref var node = ref _nodes[(int)alias];
        if (node.Link != 0 || ActorOf(actor) == alias || IsErased(alias) || IsErased(actor))
            return;
        ref var parent = ref _nodes[(int)actor];
        (node.Link, node.Previous, node.Next) = (actor, 0, parent.FirstAlias);
        if (node.Next != 0)
            _nodes[(int)node.Next].Previous = alias;
        parent.FirstAlias = alias;
        AddWithAliases(alias, changed);
    }

    private void Split(uint alias, List<uint> changed)
    {
        ref var node = ref _nodes[(int)alias];
        if (node.Link == 0)
            return;
        AddWithAliases(alias, changed);
        if (node.Previous != 0)
            _nodes[(int)node.Previous].Next = node.Next;
        else
            _nodes[(int)node.Link].FirstAlias = node.Next;
        if (node.Next != 0)
            _nodes[(int)node.Next].Previous = node.Previous;
        (node.Link, node.Previous, node.Next) = (0, 0, 0);
    }

    private void Tag(uint id, byte tag, List<uint> changed)
    {
        ref var flags = ref _nodes[(int)id].Flags;
        if ((flags & (BotFlag | PersonFlag)) == tag)
            return;
        flags = (byte)((flags & ErasedFlag) | tag);
        changed.Add(id);
    }

    private void Erase(uint id, List<uint> changed)
    {
        if (IsErased(id))
            return;
        AnyErased = true;
        _nodes[(int)id].Flags |= ErasedFlag;
        changed.Add(id);
        Split(id, changed);
        while (_nodes[(int)id].FirstAlias is > 0 and var alias)
            Split(alias, changed);
    }

    // Those whose chain goes through the id, and it itself.
    private void AddWithAliases(uint id, List<uint> changed)
    {
        var at = changed.Count;
        changed.Add(id);
        for (; at < changed.Count; at++)
            for (var alias = _nodes[(int)changed[at]].FirstAlias; alias != 0; alias = _nodes[(int)alias].Next)
                changed.Add(alias);
    }

    /// <summary>What an id is merged into, and the list of those merged into it; 0 ends it.</summary>
    private struct Node
    {
        public uint Link;
        public uint FirstAlias;
        public uint Next;
        public uint Previous;
        public byte Flags;
    }
}
