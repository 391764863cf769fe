using Analytics.Domain.Imports;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Imports;

/// <summary>A file that was imported, or is being.</summary>
[GraphQLName("Import")]
public sealed class ImportNode
{
    private readonly ImportRecord _record;

    internal ImportNode(ImportRecord record) => _record = record;

    /// <summary>Names it.</summary>
    [ID]
    public string Id => _record.Id.ToString();

    /// <summary>What its file has: <c>orders</c>, <c>tickets</c> and so on, as in the address of the import.</summary>
    public string Kind => _record.Kind;

    /// <summary>As its sender called it; null when he did not say.</summary>
    public string? FileName => _record.FileName;

    /// <summary>Whether nothing was to be written.</summary>
    public bool DryRun => _record.DryRun;

    /// <summary>How it stands.</summary>
    public ImportState State => _record.State;

    /// <summary>When its file began to be read.</summary>
    public DateTimeOffset StartedAt => _record.StartedAt;

    /// <summary>When it was over; null while it runs, and of one whose process was killed.</summary>
    public DateTimeOffset? EndedAt => _record.EndedAt;

    /// <summary>Rows taken from the file.</summary>
    public long RowsRead => _record.RowsRead;

    /// <summary>Of these, rows that have been dealt with; 0 until the whole file is read.</summary>
    public long RowsWritten => _record.RowsWritten;

    /// <summary>Rows that break a rule.</summary>
    public long RowsRefused => _record.RowsRefused;

    /// <summary>Where the refused rows are listed as CSV, by line and code; null when there are none.</summary>
    public string? ErrorFile => _record.RowsRefused > 0 ? $"/v1/imports/{_record.Id}/errors" : null;

    /// <summary>Why the file as a whole could not be read; null when it could.</summary>
    public string? ErrorCode => _record.Problem?.Code;

    /// <summary>The same as a sentence.</summary>
    public string? ErrorMessage => _record.Problem?.Message;

    /// <summary>The log position that covers its events, for <c>atLeast</c>; null when it wrote none.</summary>
    public long? Position => _record.Position;
}
