using System.Collections;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>A path that is put together only when somebody reads it.</summary>
internal sealed class LazyPath(Func<IReadOnlyList<object>> read) : IReadOnlyList<object>
{
    private IReadOnlyList<object> Segments => field ??= read();

    public int Count => Segments.Count;

    public object this[int index] => Segments[index];

    public IEnumerator<object> GetEnumerator() => Segments.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
