namespace Analytics.GraphQL.DataLoader;

/// <summary>
/// A data loader is generated of the static method at build, with an interface to inject: of <c>GetBrandByIdAsync</c>
/// <c>IBrandByIdDataLoader</c>. The first parameter is <c>IReadOnlyList&lt;TKey&gt;</c> where the method returns
/// <c>Task&lt;IReadOnlyDictionary&lt;TKey, TValue&gt;&gt;</c> or <c>Task&lt;ILookup&lt;TKey, TValue&gt;&gt;</c>, and a single key
/// where it returns <c>Task&lt;TValue&gt;</c>; services follow, a cancellation token may stand last.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataLoaderAttribute : Attribute
{
    /// <summary>The name without <c>DataLoader</c>; null for the method's without <c>Get</c> and <c>Async</c>.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Whether each fetch has a service scope of its own, so that services such as a <c>DbContext</c> are not shared with
    /// what runs at the same time.
    /// </summary>
    public bool OwnScope { get; set; }
}
