using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>Holds a tenant's last whole day to its thresholds. What cannot be computed changes nothing.</summary>
public sealed class WatchQuality(
    IQualityIncidents incidents, IQualityRecords records, ILogSeals seals, MeasureCompleteness completeness,
    MeasureVolume volume, MeasureFreshness freshness, TimeProvider clock)
{
    private const int SealedDays = 400;

    /// <returns>How many rules were looked at.</returns>
    /// <exception cref="InvalidOperationException">The engine does not answer now; try again later.</exception>
    public async Task<int> ExecuteAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var thresholds = await incidents.ThresholdsAsync(tenant, cancellationToken);
        var zone = tenant.Tenant.TimeZone;
        var day = LocalCalendar.DayOf(clock.GetUtcNow(), zone).AddDays(-1);
        var range = TimeRange.Create(
            LocalCalendar.StartOfDay(day, zone), LocalCalendar.StartOfDay(day.AddDays(1), zone)).Value;
        var question = QualityQuestion.Create(
            range, new QueryCalendar(zone, tenant.Tenant.WeekStart), thresholds.Fields).Value;
        List<QualityFinding> findings =
        [
            .. await CompletenessAsync(tenant, thresholds, question, day, cancellationToken),
            .. await CaptureAsync(tenant, thresholds, range, day, cancellationToken),
            .. await VolumeAsync(tenant, thresholds, question, day, cancellationToken),
            .. await PaymentsAsync(tenant, thresholds, range, day, cancellationToken),
            .. await FreshnessAsync(tenant, thresholds, cancellationToken),
            await IntegrityAsync(tenant, cancellationToken),
        ];
        foreach (var finding in findings)
            await incidents.EnterAsync(tenant, finding, cancellationToken);
        return findings.Count;
    }

    private async Task<IEnumerable<QualityFinding>> CompletenessAsync(
        TenantScope tenant, QualityThresholds thresholds, QualityQuestion question, DateOnly day,
        CancellationToken cancellationToken)
    {
        if (thresholds.MinCompleteness is not { } least)
            return [];
        var fields = Answered(await completeness.ExecuteAsync(tenant, question, cancellationToken));
        return fields.Where(field => field.Share is not null).Select(field => new QualityFinding(
            QualityRule.Completeness, $"{field.Event}.{field.Field}", day, field.Share!.Value, least, field.Share < least));
    }

    private async Task<IEnumerable<QualityFinding>> CaptureAsync(
        TenantScope tenant, QualityThresholds thresholds, TimeRange range, DateOnly day, CancellationToken cancellationToken)
    {
        if (thresholds.MinCaptureRate is not { } least
            || (await records.CaptureAsync(tenant, range, cancellationToken)).Rate is not { } rate)
            return [];
        return [new(QualityRule.CaptureRate, "", day, rate, least, rate < least)];
    }

    private async Task<IEnumerable<QualityFinding>> VolumeAsync(
        TenantScope tenant, QualityThresholds thresholds, QualityQuestion question, DateOnly day,
        CancellationToken cancellationToken)
    {
        if (thresholds.MaxVolumeDeviation is not { } most
            || Answered(await volume.ExecuteAsync(tenant, question, cancellationToken)).Variance is not { } deviation)
            return [];
        return [new(QualityRule.Volume, "", day, (decimal)deviation, (decimal)most, Math.Abs(deviation) > most)];
    }

    private async Task<IEnumerable<QualityFinding>> PaymentsAsync(
        TenantScope tenant, QualityThresholds thresholds, TimeRange range, DateOnly day,
        CancellationToken cancellationToken)
    {
        if (thresholds.MaxPaymentDifferenceRate is not { } most
            || (await records.ReconcileAsync(tenant, range, cancellationToken)).DifferenceRate is not { } rate)
            return [];
        return [new(QualityRule.Payments, "", day, rate, most, rate > most)];
    }

    private async Task<IEnumerable<QualityFinding>> FreshnessAsync(
        TenantScope tenant, QualityThresholds thresholds, CancellationToken cancellationToken)
    {
        if (thresholds.MaxFreshnessSeconds is not { } most)
            return [];
        var seconds = (await freshness.ExecuteAsync(tenant, cancellationToken)).Seconds;
        return [new(QualityRule.Freshness, "", null, (decimal)seconds, (decimal)most, seconds > most)];
    }

    private async Task<QualityFinding> IntegrityAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var days = await seals.DaysAsync(tenant, null, SealedDays, cancellationToken);
        var faults = days.Sum(sealedDay => sealedDay.Faults);
        return new(QualityRule.LogIntegrity, "", days.FirstOrDefault(each => each.Faults > 0)?.Day, faults, 0, faults > 0);
    }

    private static T Answered<T>(Result<T> result) => result.TryGet(out var answer, out var problem)
        ? answer
        : throw new InvalidOperationException(problem.Code);
}
