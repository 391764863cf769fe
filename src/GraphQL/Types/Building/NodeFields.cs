using System.Reflection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Joins the fields that follow from a type's members with those that classes about it add.</summary>
/// <param name="Own">The members that are fields by themselves.</param>
/// <param name="About">The fields of classes about the type itself.</param>
/// <param name="AboutBases">The fields of classes about its bases and interfaces.</param>
internal sealed record NodeFields(
    IReadOnlyList<(MemberInfo Member, OutputField Field)> Own, IReadOnlyList<OutputField> About,
    IReadOnlyList<OutputField> AboutBases)
{
    /// <summary>
    /// All fields, the type's own first. A bound resolver stands in its member's place; what is said about the type goes
    /// before what is said about its bases. Two fields of one name are left for schema validation to report.
    /// </summary>
    public IEnumerable<OutputField> Join()
    {
        var bound = AboutBases.Concat(About).Where(field => BoundTo(field) is not null)
            .GroupBy(field => BoundTo(field)!).ToDictionary(group => group.Key, group => group.Last());
        var own = Own.Select(entry => bound.Remove(entry.Member.Name, out var replacement) ? replacement : entry.Field)
            .ToList();
        own.AddRange(About.Where(field => BoundTo(field) is null));
        var names = own.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return own.Concat(AboutBases.Where(field => BoundTo(field) is null && !names.Contains(field.Name)))
            .Concat(bound.Values.Where(About.Contains));
    }

    /// <summary>Bindings of classes about the type to members that it does not have.</summary>
    public IEnumerable<string> Unbound() => About.Select(BoundTo).OfType<string>()
        .Where(name => !Own.Any(entry => entry.Member.Name == name));

    private static string? BoundTo(OutputField field) =>
        field.Binding?.Member.GetCustomAttribute<BindMemberAttribute>()?.Member;
}
