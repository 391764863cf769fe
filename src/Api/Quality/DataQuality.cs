using System.Collections.Immutable;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Quality;

/// <summary>How whole, how timely and how consistent the tenant's data is.</summary>
public sealed class DataQuality
{
    private readonly QualityQuestion _question;

    // Fields of one answer that need the same figures share them.
    private readonly Lock _gate = new();
    private Task<Result<ImmutableArray<FieldCompleteness>>>? _completeness;
    private Task<Result<EventVolume>>? _volume;
    private Task<Freshness>? _freshness;
    private Task<EventCapture>? _capture;

    internal DataQuality(QualityQuestion question) => _question = question;

    /// <summary>First instant that is looked at.</summary>
    public DateTimeOffset From => _question.Range.From;

    /// <summary>First instant after.</summary>
    public DateTimeOffset To => _question.Range.To;

    /// <summary>What became of the messages that were received in the range.</summary>
    public Task<EventCapture> GetCaptureAsync(
        TenantScope tenant, IQualityRecords records, CancellationToken cancellationToken) =>
        Once(ref _capture, () => records.CaptureAsync(tenant, _question.Range, cancellationToken));

    /// <summary>Accepted messages among accepted, quarantined and rejected ones, 0 to 1; null without any.</summary>
    public async Task<decimal?> GetCaptureRateAsync(
        TenantScope tenant, IQualityRecords records, CancellationToken cancellationToken) =>
        (await GetCaptureAsync(tenant, records, cancellationToken)).Rate;

    /// <summary>Share of the critical fields' values that are missing, over all events that should have them, 0 to 1; null
    /// where no field was named or no such event came.</summary>
    [Cost(QueryCosts.Scan)]
    public async Task<decimal?> GetMissingRateAsync(
        TenantScope tenant, MeasureCompleteness measure, CancellationToken cancellationToken)
    {
        var fields = await GetCompletenessAsync(tenant, measure, cancellationToken);
        var events = fields.Sum(field => field.Events);
        return events == 0 ? null : (decimal)fields.Sum(field => field.Events - field.Present) / events;
    }

    /// <summary>How many events have each of the named fields, by day.</summary>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = QualityQuestion.MaxFields)]
    public async Task<ImmutableArray<FieldCompleteness>> GetCompletenessAsync(
        TenantScope tenant, MeasureCompleteness measure, CancellationToken cancellationToken) =>
        (await Once(ref _completeness, () => measure.ExecuteAsync(tenant, _question, cancellationToken))).OrThrow();

    /// <summary>Events by day beside what the same weekdays before let expect, and the share of robots.</summary>
    [Cost(QueryCosts.Scan)]
    public async Task<EventVolume> GetVolumeAsync(
        TenantScope tenant, MeasureVolume measure, CancellationToken cancellationToken) =>
        (await Once(ref _volume, () => measure.ExecuteAsync(tenant, _question, cancellationToken))).OrThrow();

    /// <summary>Received over expected events less 1, of the days that are over and have an expectation; null without one.</summary>
    [Cost(QueryCosts.Scan)]
    public async Task<double?> GetVarianceAsync(
        TenantScope tenant, MeasureVolume measure, CancellationToken cancellationToken) =>
        (await GetVolumeAsync(tenant, measure, cancellationToken)).Variance;

    /// <summary>How far answers are behind what was acknowledged, now.</summary>
    public Task<Freshness> GetFreshnessAsync(
        TenantScope tenant, MeasureFreshness measure, CancellationToken cancellationToken) =>
        Once(ref _freshness, () => measure.ExecuteAsync(tenant, cancellationToken));

    /// <summary>How long the oldest acknowledged event that no answer sees has been waiting, seconds; 0 when all are seen.</summary>
    public async Task<double> GetFreshnessSecondsAsync(
        TenantScope tenant, MeasureFreshness measure, CancellationToken cancellationToken) =>
        (await GetFreshnessAsync(tenant, measure, cancellationToken)).Seconds;

    /// <summary>How long after they happened the events of the range were received.</summary>
    [Cost(QueryCosts.Scan)]
    public Task<Lateness> GetLatenessAsync(
        TenantScope tenant, IQualityRecords records, CancellationToken cancellationToken) =>
        records.LatenessAsync(tenant, _question.Range, cancellationToken);

    /// <summary>The shop's orders of the range beside the events <c>payment_completed</c>.</summary>
    [Cost(QueryCosts.Scan)]
    public Task<OrderReconciliation> GetPaymentsAsync(
        TenantScope tenant, IQualityRecords records, CancellationToken cancellationToken) =>
        records.ReconcileAsync(tenant, _question.Range, cancellationToken);

    /// <summary>Where orders and payments disagree.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public async Task<Connection<PaymentDifference>> GetPaymentDifferencesAsync(
        int? first, string? after, TenantScope tenant, IQualityRecords records, CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var place = Pages.Place(after);
        var found = await records.DifferencesAsync(tenant, _question.Range, place, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size)], difference => Pages.Cursor(difference.Key), found.Count > size, place is not null);
    }

    private Task<T> Once<T>(ref Task<T>? kept, Func<Task<T>> compute)
    {
        lock (_gate)
            return kept ??= compute();
    }
}
