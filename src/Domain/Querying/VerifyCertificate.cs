using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying.Json;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>Checks a certificate: its signature, then the figures, by asking the same again as of its watermark.</summary>
public sealed class VerifyCertificate(ICertificateKeys keys, IEventAnalytics engine, TimeProvider clock)
{
    /// <returns>What was found, or what keeps the engine from answering.</returns>
    public async Task<Result<CertificateCheck>> ExecuteAsync(
        TenantScope tenant, string certificate, CancellationToken cancellationToken)
    {
        if (ResultCertificate.KeyOf(certificate) is not { } id
            || await keys.FindAsync(tenant, id, cancellationToken) is not { } key
            || ResultCertificate.Read(tenant, key, certificate) is not { } claims)
            return new CertificateCheck(CertificateStatus.Invalid, null, null, null, null);
        var context = new QuestionContext(clock.GetUtcNow(), new QueryCalendar(tenant.Tenant.TimeZone, tenant.Tenant.WeekStart));
        var (answers, erased) = (new List<object>(), 0L);
        foreach (var json in claims.Questions)
        {
            if (!QuestionJson.Read(json, context).TryGet(out var question, out var problem)
                || !(await AnswerAsync(tenant, question with { AsOf = claims.Watermark }, cancellationToken))
                    .TryGet(out var answer, out problem))
                return problem;
            answers.Add(answer.Answer);
            erased = Math.Max(erased, answer.Meta.ErasedSince);
        }
        var status = AnswerHash.Of(answers) == claims.Hash ? CertificateStatus.Valid
            : erased > 0 ? CertificateStatus.ChangedByErasure
            : CertificateStatus.Changed;
        return new CertificateCheck(status, claims.Watermark, claims.Zone, claims.DefinitionVersion, erased);
    }

    private async Task<Result<(object Answer, AnswerMeta Meta)>> AnswerAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken)
    {
        switch (question)
        {
            case SeriesQuery series:
                return (await engine.SeriesAsync(tenant, [series], cancellationToken)).Then(all => Of(all[0], all[0].Meta));
            case TopListQuery list:
                return (await engine.TopListAsync(tenant, list, cancellationToken)).Then(one => Of(one, one.Meta));
            case FunnelDefinition funnel:
                return (await engine.FunnelAsync(tenant, funnel, cancellationToken)).Then(one => Of(one, one.Meta));
            case RetentionQuery matrix:
                return (await engine.RetentionAsync(tenant, matrix, cancellationToken)).Then(one => Of(one, one.Meta));
            case LifecycleQuery lifecycle:
                return (await engine.LifecycleAsync(tenant, lifecycle, cancellationToken)).Then(one => Of(one, one.Meta));
            case StickinessQuery days:
                return (await engine.StickinessAsync(tenant, days, cancellationToken)).Then(one => Of(one, one.Meta));
            case PathsQuery paths:
                return (await engine.PathsAsync(tenant, paths, cancellationToken)).Then(one => Of(one, one.Meta));
            case SessionsQuery sessions:
                return (await engine.SessionsAsync(tenant, sessions, cancellationToken)).Then(one => Of(one, one.Meta));
            case TimeBetweenQuery times:
                return (await engine.TimeBetweenAsync(tenant, times, cancellationToken)).Then(one => Of(one, one.Meta));
            case EventsPerActorQuery numbers:
                return (await engine.EventsPerActorAsync(tenant, numbers, cancellationToken)).Then(one => Of(one, one.Meta));
            case ReactivationQuery returns:
                return (await engine.ReactivationAsync(tenant, returns, cancellationToken)).Then(one => Of(one, one.Meta));
            case CorrelationQuery goal:
                return (await engine.CorrelationAsync(tenant, goal, cancellationToken)).Then(one => Of(one, one.Meta));
            case PropertiesQuery properties:
                return (await engine.PropertiesAsync(tenant, properties, cancellationToken)).Then(one => Of(one, one.Meta));
            default:
                return Problem.Invalid("QUESTION_UNKNOWN", "Questions of this kind are not asked again.", "certificate");
        }

        static Result<(object Answer, AnswerMeta Meta)> Of(object answer, AnswerMeta meta) => (answer, meta);
    }
}

/// <summary>What a certificate is worth.</summary>
/// <param name="Status">Whether it holds.</param>
/// <param name="Watermark">Position of the log as of which the result was computed; null for an invalid one.</param>
/// <param name="TimeZone">IANA name of the zone whose calendar made the buckets; null for an invalid one.</param>
/// <param name="DefinitionVersion">Version of the metric's definition; null for an ad hoc question or an invalid one.</param>
/// <param name="ErasedSince">Ids that were erased since the result was computed; null for an invalid one.</param>
public sealed record CertificateCheck(
    CertificateStatus Status, long? Watermark, string? TimeZone, int? DefinitionVersion, long? ErasedSince);

/// <summary>Whether a certificate holds.</summary>
public enum CertificateStatus
{
    /// <summary>Signed for this tenant, and the same questions have the same answers.</summary>
    Valid,

    /// <summary>Signed for this tenant; the answers changed, as they may, since people were erased.</summary>
    ChangedByErasure,

    /// <summary>Signed for this tenant; the answers changed though nobody was erased: by another length of sessions, or a log
    /// that was meddled with.</summary>
    Changed,

    /// <summary>Not signed for this tenant, or changed since.</summary>
    Invalid,
}
