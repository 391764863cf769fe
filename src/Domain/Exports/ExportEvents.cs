using System.Security.Cryptography;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Exports;

/// <summary>Writes the raw events of one local day as a file with its manifest, and writes down who asked for it.</summary>
public sealed class ExportEvents(IEventExport export, IAuditLog audit) : IDisposable
{
    /// <summary>Files that a node writes at a time.</summary>
    public const int Concurrent = 2;

    private readonly SemaphoreSlim _turns = new(Concurrent);

    /// <param name="tenant">Whose events.</param>
    /// <param name="day">Of the tenant's calendar.</param>
    /// <param name="watermark">Takes events up to this position; null for all.</param>
    /// <param name="file">Empty, readable; ends at its begin.</param>
    /// <param name="caller">For the audit log.</param>
    /// <param name="cancellationToken">Stops writing; the file is not whole then.</param>
    /// <returns>The manifest once the file is whole, or <c>EXPORT_BUSY</c>, <c>POSITION_UNKNOWN</c>.</returns>
    public async Task<Result<ExportManifest>> ExecuteAsync(
        TenantScope tenant, DateOnly day, long? watermark, Stream file, string? caller, CancellationToken cancellationToken)
    {
        if (watermark < 0)
            return Problem.Invalid("POSITION_UNKNOWN", "Positions are counted from 1.", "watermark");
        if (!await _turns.WaitAsync(TimeSpan.Zero, cancellationToken))
            return Problem.Invalid("EXPORT_BUSY", "Other exports are being written; ask again later.");
        try
        {
            var zone = tenant.Tenant.TimeZone;
            var range = TimeRange.Create(
                LocalCalendar.StartOfDay(day, zone), LocalCalendar.StartOfDay(day.AddDays(1), zone));
            if (!range.TryGet(out var hours, out var problem))
                return problem;     // a day that the zone's clocks left out
            var (rows, reached) = await export.WriteAsync(tenant, hours, watermark, file, cancellationToken);
            file.Position = 0;
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            file.Position = 0;
            await RecordAsync(tenant, day, rows, caller, cancellationToken);
            return new ExportManifest(day, rows, file.Length, hash, reached);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private Task RecordAsync(
        TenantScope tenant, DateOnly day, long rows, string? caller, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            tenant,
            new AuditEntry(AuditActions.EventsExported, caller, null, new Dictionary<string, string>
            {
                ["day"] = $"{day:yyyy-MM-dd}",
                ["rows"] = $"{rows}",
            }),
            cancellationToken);
}
