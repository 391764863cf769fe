using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;

namespace Analytics.Columnar.Distributions;

/// <summary>One thread's values.</summary>
/// <typeparam name="T">Whole units.</typeparam>
/// <param name="run">Pays for the memory.</param>
/// <param name="apart">Whether they will be told apart by group.</param>
/// <param name="addsUp">Whether an actor's values of several groups are one in all of them.</param>
internal sealed unsafe class DistributionFacts<T>(QueryRun run, bool apart, bool addsUp) : IDisposable
    where T : unmanaged
{
    // Once as they come, once more for all, and once by group.
    private readonly long _bytes = ((apart ? 3L : 2L) * sizeof(T)) + (apart ? sizeof(int) + sizeof(uint) : 0);
    private uint _last;

    public NativeBuffer<T> Values { get; } = new();

    /// <summary>Empty when nobody tells values apart.</summary>
    public NativeBuffer<int> Groups { get; } = new();

    /// <summary>Whose value it is: an actor's stand one after the other. Empty when nobody tells values apart.</summary>
    public NativeBuffer<uint> Owners { get; } = new();

    /// <summary>Whether an actor's values of several groups are one in all of them.</summary>
    public bool AddsUp => addsUp;

    /// <summary>Those who have a value; no other thread has any of them.</summary>
    public long Actors { get; private set; }

    /// <summary>Starts without a value, by group; group 0 when nobody tells them apart.</summary>
    public CellArray<long> Unfinished { get; } = new(run);

    /// <summary>Call it before so many values are added.</summary>
    public void Reserve(int values) => run.Reserve(values * _bytes);

    public void Add(T value, int group, uint owner)
    {
        Values.Add(value);
        Actors += owner == _last ? 0 : 1;
        _last = owner;
        if (!apart)
            return;
        Groups.Add(group);
        Owners.Add(owner);
    }

    public void Miss(int group)
    {
        Unfinished.Ensure(group + 1);
        Unfinished[group]++;
    }

    public void Dispose()
    {
        Values.Dispose();
        Groups.Dispose();
        Owners.Dispose();
        Unfinished.Dispose();
    }
}
