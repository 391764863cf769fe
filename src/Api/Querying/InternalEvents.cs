using System.Text;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Json;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Querying;

/// <summary>Leaves the events of a tenant's own people out of questions, by the rules that hold now.</summary>
public sealed class InternalEvents(ICollectionRules rules)
{
    private const string EmailProperty = "email";

    /// <summary>The condition, and that an event is nobody's of the tenant's own people where that is asked for.</summary>
    public async ValueTask<EventFilter?> LeaveOutAsync(
        TenantScope tenant, bool? exclude, EventFilter? filter, CancellationToken cancellationToken)
    {
        if (exclude is not true)
            return filter;
        var settings = (await rules.OfAsync(tenant, cancellationToken)).Settings;
        var others = new EventFilter.Not(new EventFilter.Or([.. Internal(settings)]));
        return filter is null ? others : new EventFilter.And([filter, others]);
    }

    /// <summary>The condition that leaves out the tenant's own people, where a filter holds it; else null.</summary>
    public async ValueTask<EventFilter?> FindAsync(TenantScope tenant, EventFilter? filter, CancellationToken cancellationToken)
    {
        var others = (await LeaveOutAsync(tenant, exclude: true, filter: null, cancellationToken))!;
        var text = Text(others);
        return Holds(filter) ? others : null;

        bool Holds(EventFilter? part) => part is EventFilter.And and ? and.Parts.Any(Holds) : part is not null && Text(part) == text;

        // Records compare their lists by reference.
        static string Text(EventFilter one) => Encoding.UTF8.GetString(QuestionJson.Write(new CohortCriteria.HasProperty(one)));
    }

    /// <summary>The question about everybody else's events where that is asked for.</summary>
    public async ValueTask<T> LeaveOutAsync<T>(
        TenantScope tenant, bool? exclude, T query, CancellationToken cancellationToken)
        where T : EventQuery =>
        exclude is true
            ? query with { Filter = await LeaveOutAsync(tenant, exclude, query.Filter, cancellationToken) }
            : query;

    private static IEnumerable<EventFilter> Internal(CollectionSettings settings)
    {
        yield return new EventFilter.Compare(
            AddedPropertyNames.Internal, FilterOperator.Equal, new PropertyValue.Boolean(true));
        foreach (var property in settings.InternalProperties)
            yield return new EventFilter.Compare(
                property.Name, FilterOperator.Equal, new PropertyValue.Text(property.Value));
        foreach (var domain in settings.InternalEmailDomains)
            yield return new EventFilter.Compare(
                new PropertyRef(EmailProperty, PropertyScope.ActorCurrent), FilterOperator.Contains,
                new PropertyValue.Text($"@{domain}"));
    }
}
