using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>What a row must keep to. A breach refuses the row alone.</summary>
internal sealed class EntityRowRules(TenantInfo tenant, EntityKind kind, TimeZoneInfo zone, DateTimeOffset now)
{
    private readonly ReceptionWindow _window = new(tenant, now);
    private readonly int _updatedAt = kind.PlaceOf(EntityKind.UpdatedAt);

    /// <summary>The row with its values as written canonically, or the first rule that it breaks.</summary>
    public Result<EntityRow> Check(ImportRow row)
    {
        if (row.Fault is { } fault)
            return fault;
        var values = new string?[kind.Columns.Length];
        for (var place = 0; place < values.Length; place++)
        {
            var column = kind.Columns[place];
            if (string.IsNullOrWhiteSpace(row.Values[place]))
            {
                if (column.IsRequired)
                    return ImportValues.Missing(column.Name);
                values[place] = row.Values[place] is null ? null : "";
            }
            else if (!Read(column, row.Values[place]!).TryGet(out values[place], out var problem))
            {
                return problem;
            }
        }

        DateTimeOffset? updatedAt = string.IsNullOrEmpty(values[_updatedAt])
            ? null
            : ImportValues.InstantOf(values[_updatedAt]!, zone);
        values[_updatedAt] = null;
        return new EntityRow(row.Row, row.Line, kind.IdOf(values), updatedAt, values);
    }

    private Result<string> Read(ImportColumn column, string text)
    {
        var name = column.Name;
        switch (column.Type)
        {
            case ColumnType.Id:
                return EventRules.CheckId(text, name) is { } tooLong ? tooLong : text;
            case ColumnType.Number or ColumnType.Whole:
                return ReadNumber(column, text);
            case ColumnType.Time:
                return ImportValues.ReadTime(text, zone, name)
                    .Then<string>(time => CheckTime(column, time) is { } outside ? outside : ImportValues.Canonical(time));
            case ColumnType.Date:
                return ImportValues.ReadDate(text, name).Then<string>(day =>
                    CheckTime(column, ImportValues.InstantOf(ImportValues.Canonical(day), zone)) is { } outside
                        ? outside
                        : ImportValues.Canonical(day));
            case ColumnType.Currency:
                return ImportValues.IsCurrency(text) ? text : ImportValues.NoCurrency(name);
            default:
                return ImportValues.CheckText(text, name) is { } problem ? problem : text;
        }
    }

    private static Result<string> ReadNumber(ImportColumn column, string text)
    {
        if (!ImportValues.ReadDecimal(text, column.Name).TryGet(out var number, out var problem))
            return problem;
        if (number < column.Least)
            return Problem.Invalid("NUMBER_TOO_SMALL", $"The number is at least {column.Least}.", column.Name);
        if (column.Type == ColumnType.Whole && number != decimal.Truncate(number))
            return Problem.Invalid("NUMBER_INVALID", "Expected a number without a fraction.", column.Name);
        return ImportValues.Canonical(number);
    }

    // What is older than the raw events that are kept is state all the same: only its event is not written.
    private Problem? CheckTime(ImportColumn column, DateTimeOffset time)
    {
        if (time < EventRules.Earliest)
            return Problem.Invalid("TIMESTAMP_EXPIRED", "No time is before 1970.", column.Name);
        return column.HasHappened && time > now ? _window.Check(time, column.Name) : null;
    }
}
