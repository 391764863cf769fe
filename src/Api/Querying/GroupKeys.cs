using Analytics.Domain.Querying;

namespace Analytics.Api.Querying;

/// <summary>Groups as arguments name them.</summary>
internal static class GroupKeys
{
    /// <summary>One value a dimension; null for all groups.</summary>
    public static GroupKey? Of(IReadOnlyList<string?>? key) => key is null ? default(GroupKey?) : new GroupKey([.. key]);
}
