using System.Globalization;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>A report as an import answers it.</summary>
internal static class ImportAnswer
{
    public static Task WriteAsync(HttpContext context, ImportReport report) => context.Response.WriteAsJsonAsync(
        new Dictionary<string, object?>
        {
            ["success"] = true,
            ["id"] = report.Id,
            ["kind"] = report.Kind,
            ["dryRun"] = report.DryRun,
            ["rows"] = new
            {
                read = report.Rows.Read,
                rejected = report.Rows.Rejected,
                rejectedByCode = report.Rows.RejectedByCode,
                errors = report.Rows.Errors.Select(error => new
                {
                    line = error.Line,
                    rows = error.Rows,
                    code = error.Problem.Code,
                    message = error.Problem.Message,
                    column = error.Problem.Path,
                }),
            },
            [report.Kind] = new
            {
                created = report.Entities.Created,
                unchanged = report.Entities.Unchanged,
                changed = report.Entities.Changed,
                stale = report.Entities.Stale,
                changedIds = report.Entities.ChangedIds,
            },
            ["events"] = new
            {
                accepted = report.Events.Accepted,
                duplicate = report.Events.Duplicate,
                refused = report.Events.Refused,
                expired = report.Events.Expired,
            },
            ["catalogue"] = new { customers = report.Catalogue.Customers, products = report.Catalogue.Products },
            ["position"] = report.Position,
        },
        context.RequestAborted);

    /// <summary>An error as a line of CSV; texts that a spreadsheet would take for a formula are none of ours.</summary>
    public static string CsvLine(RowError error) => string.Create(
        CultureInfo.InvariantCulture,
        $"{error.Line},{error.Rows},{error.Problem.Code},{error.Problem.Path},{Quoted(error.Problem.Message)}\r\n");

    private static string Quoted(string text) =>
        $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
