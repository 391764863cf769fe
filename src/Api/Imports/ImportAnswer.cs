using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>A report as an import answers it.</summary>
internal static class ImportAnswer
{
    private const string ChangedNote =
        "Changed orders have the file's state now; the events that were counted for them stay as first imported.";

    public static Task WriteAsync(HttpContext context, ImportReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            success = true,
            dryRun = report.DryRun,
            rows = new
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
            orders = new
            {
                created = report.Orders.Created,
                unchanged = report.Orders.Unchanged,
                changed = report.Orders.Changed,
                changedIds = report.Orders.ChangedIds,
                note = report.Orders.Changed > 0 ? ChangedNote : null,
            },
            events = new { accepted = report.Events.Accepted, duplicate = report.Events.Duplicate },
            customers = report.Catalogue.Customers,
            products = report.Catalogue.Products,
            position = report.Position,
        },
        context.RequestAborted);
}
