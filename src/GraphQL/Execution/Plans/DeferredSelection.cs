using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>What is put off on the values of a selection.</summary>
/// <param name="NewDefers">The deferrals that begin here.</param>
/// <param name="Groups">The fields that are executed together later; empty when only deferrals begin here.</param>
internal sealed record DeferredSelection(ImmutableArray<DeferUsage> NewDefers, ImmutableArray<DeferredFields> Groups);

/// <summary>Fields that the same deferrals ask for: executed once, and delivered with the first of these that is complete.</summary>
/// <param name="Defers">The deferrals; at least one.</param>
/// <param name="Selection">The fields.</param>
internal sealed record DeferredFields(ImmutableArray<DeferUsage> Defers, SelectionPlan Selection);
