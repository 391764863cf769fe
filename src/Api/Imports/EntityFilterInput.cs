using Analytics.Api.Collection;
using Analytics.Domain.Imports;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Imports;

/// <summary>Which things of a kind; all that is given has to hold.</summary>
public sealed record EntityFilterInput
{
    /// <summary>Whom they are about: the customer, of referrals who made them.</summary>
    [ID]
    public string? CustomerId { get; init; }

    /// <summary>Values that columns have, at most 10. A page looks at 100,000 things: it may have none, and more follow.</summary>
    public IReadOnlyList<EntityConditionInput>? Where { get; init; }

    internal Result<EntityFilter> ToDomain(EntityKind kind) => EntityFilter.Create(
        kind,
        StoredText.Checked(CustomerId, "filter.customerId"),
        [.. (Where ?? []).Select(one => new EntityCondition(one.Property, StoredText.Checked(one.Value, "filter.where")!))]);
}

/// <summary>A column and the value that it has.</summary>
/// <param name="Property">The column, as the guide to imports names it. One of personal data needs the role for it.</param>
/// <param name="Value">As in files, compared exactly; numbers and times in any of their spellings.</param>
public sealed record EntityConditionInput(string Property, string Value);
