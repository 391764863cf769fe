using System.Globalization;
using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Quality;

/// <summary>The checksums of the log.</summary>
[QueryType]
public static class SealedDayQueries
{
    /// <summary>The closed days of the log with their checksums, the latest first. A day is sealed at twenty past midnight.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<SealedDay>> GetSealedDaysAsync(
        int? first, string? after, TenantScope tenant, ILogSeals seals, CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var before = Day(after);
        var found = await seals.DaysAsync(tenant, before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size)], day => Pages.Cursor($"{day.Day:yyyy-MM-dd}"), found.Count > size, before is not null);
    }

    private static DateOnly? Day(string? after) =>
        Pages.Place(after) is not { } place ? null
        : DateOnly.TryParseExact(place, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Pages.UnknownCursor();
}
