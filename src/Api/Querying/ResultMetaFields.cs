using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>What a result says of itself beside what its computation found.</summary>
[ExtendObjectType<ResultMeta>(IgnoreProperties = [nameof(ResultMeta.Evidence), nameof(ResultMeta.WeekStart)])]
public static class ResultMetaFields
{
    /// <summary>On which day weeks start.</summary>
    public static Weekday GetWeekStart([Parent] ResultMeta meta) => (Weekday)meta.WeekStart;

    /// <summary>Events that were left out before any was looked at, by reason: counted when this is asked for. Null where a
    /// part came from snapshots; of a metric of several, those of its first one.</summary>
    [Cost(QueryCosts.Scan)]
    [Authorize(Policies.Query)]
    public static async Task<ExcludedEvents?> GetExcludedAsync(
        [Parent] ResultMeta meta,
        TenantScope tenant,
        MeasureExcluded measure,
        InternalEvents internals,
        CancellationToken cancellationToken)
    {
        if (meta.Evidence?.Answers is not [var first, ..])
            return null;
        var ofOthers = await internals.FindAsync(tenant, first.Question.Filter, cancellationToken);
        return (await measure.ExecuteAsync(tenant, first.Question, meta.Watermark, ofOthers, cancellationToken)).OrThrow();
    }

    /// <summary>A signed text that stands for the questions behind the result, the watermark, the time zone, the definition's
    /// version and a hash of what the engine answered: <c>verifyCertificate</c> asks again and compares. What is computed
    /// from these answers (a formula, a rate) follows from them and the version. Null where a part came from snapshots or
    /// the text would be longer than 65,536 characters. It holds the questions as they were asked: pass it on to whom may
    /// read them.</summary>
    [Authorize(Policies.Query)]
    public static Task<string?> GetCertificateAsync(
        [Parent] ResultMeta meta, TenantScope tenant, CertifyResult certify, CancellationToken cancellationToken) =>
        certify.ExecuteAsync(tenant, meta, cancellationToken);
}
