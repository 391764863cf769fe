using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Imports;

/// <summary>Writes the events that a change of one thing's state gives.</summary>
/// <param name="kind">What it is.</param>
/// <param name="zone">In which days begin.</param>
/// <param name="now">When the file is read.</param>
internal sealed class EntityEvents(EntityKind kind, TimeZoneInfo zone, DateTimeOffset now)
{
    private const decimal TicksPerHour = TimeSpan.TicksPerHour;

    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly int _status = kind.Columns.Any(column => column.Name == "status") ? kind.PlaceOf("status") : -1;

    /// <summary>Adds the events between two states; null before the first.</summary>
    /// <returns>The state with the steps that became events counted.</returns>
    public EntityState Between(EntityState? before, EntityState after, List<NewEvent> events)
    {
        foreach (var rule in kind.Events)
        {
            if (rule.Level is not null)
                AddLevel(rule, before, after, events);
            else
                after = AddStep(rule, before, after, events);
        }

        return after;
    }

    private EntityState AddStep(EntityEvent rule, EntityState? before, EntityState after, List<NewEvent> events)
    {
        var was = before is not null && IsIn(rule, before);
        var isNow = IsIn(rule, after);
        var version = "v" + ImportEventIds.Number(after.Version);
        if (isNow && !was)
        {
            var times = after.Steps.GetValueOrDefault(rule.Name) + 1;
            var step = times == 1 ? rule.Step : Path(rule.Step, ImportEventIds.Number(times));
            events.Add(New(rule, rule.Name, after, step, place => AmountOf(rule, after, place)));
            return after with { Steps = after.Steps.SetItem(rule.Name, times) };
        }

        if (rule.Correction is not { } name || !was)
            return after;
        // Resolved and opened again, a ticket was resolved all the same; a payment that is void was none.
        if (!isNow)
        {
            if (!rule.Amounts.IsEmpty)
                events.Add(New(rule, name, before!, Path(rule.Step, version), place => -AmountOf(rule, before!, place)));
        }
        else if (!IsSamePlace(rule, before!, after))
        {
            events.Add(New(rule, name, before!, Path(rule.Step, version + "/from"), place => -AmountOf(rule, before!, place)));
            events.Add(New(rule, name, after, Path(rule.Step, version), place => AmountOf(rule, after, place)));
        }
        else if (Amounts(rule).Any(place => AmountOf(rule, before!, place) != AmountOf(rule, after, place)))
        {
            events.Add(New(rule, name, after, Path(rule.Step, version),
                place => (AmountOf(rule, after, place) ?? 0) - (AmountOf(rule, before!, place) ?? 0)));
        }

        return after;
    }

    private void AddLevel(EntityEvent rule, EntityState? before, EntityState after, List<NewEvent> events)
    {
        var place = kind.PlaceOf(rule.Level!);
        if (after.Values[place] is not { } level || level == before?.Values[place])
            return;
        if (kind.Columns[place].Type == ColumnType.Time)
        {
            var instant = ImportValues.InstantOf(level, zone).ToUnixTimeMilliseconds();
            events.Add(New(rule, rule.Name, after,
                Path(rule.Step, instant.ToString(CultureInfo.InvariantCulture)), static _ => null));
            return;
        }

        var change = after.NumberAt(place)!.Value - (before?.NumberAt(place) ?? 0);
        events.Add(New(
            rule, rule.Name, after, Path(rule.Step, "v" + ImportEventIds.Number(after.Version)), static _ => null, change));
    }

    private bool IsIn(EntityEvent rule, EntityState state)
    {
        if (rule.EndOf is { } step)
        {
            var ended = kind.Events.First(other => other.Step == step);
            return state.Steps.ContainsKey(ended.Name) && !IsIn(ended, state);
        }

        if (_status >= 0 && state.Values[_status] is { } status)
        {
            if (rule.Statuses.Any(known => ImportColumns.IsSame(known, status)))
                return true;
            if (rule.NotStatuses.Any(known => ImportColumns.IsSame(known, status)))
                return false;
        }

        return rule.Time is { } time && state.Values[kind.PlaceOf(time)] is not null;
    }

    private bool IsSamePlace(EntityEvent rule, EntityState a, EntityState b) =>
        PlaceColumns(rule).All(column => a.Values[kind.PlaceOf(column)] == b.Values[kind.PlaceOf(column)]);

    private IEnumerable<string> PlaceColumns(EntityEvent rule)
    {
        foreach (var column in rule.Properties)
            yield return column;
        if (rule.Time is { } time)
            yield return time;
        if (ActorColumn(rule) is { } actor)
            yield return actor;
    }

    private string? ActorColumn(EntityEvent rule) => rule.Actor ?? kind.Actor;

    // Places of columns; -1 stands for the hours, which no column has.
    private IEnumerable<int> Amounts(EntityEvent rule) =>
        rule.HoursSince is null ? rule.Amounts.Select(kind.PlaceOf) : rule.Amounts.Select(kind.PlaceOf).Append(-1);

    private decimal? AmountOf(EntityEvent rule, EntityState state, int place) => place >= 0
        ? state.NumberAt(place)
        : state.Values[kind.PlaceOf(rule.HoursSince!)] is { } since
            ? decimal.Round((TimeOf(rule, state) - ImportValues.InstantOf(since, zone)).Ticks / TicksPerHour, 4)
            : null;

    private DateTimeOffset TimeOf(EntityEvent rule, EntityState state) =>
        rule.Time is { } time && state.Values[kind.PlaceOf(time)] is { } value
            ? ImportValues.InstantOf(value, zone)
            : state.UpdatedAt;

    private NewEvent New(
        EntityEvent rule, string name, EntityState state, string step, Func<int, decimal?> amountOf, decimal? change = null)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString(kind.Singular + "_id", state.Id);
            foreach (var column in rule.Properties.Where(column => column != kind.Singular + "_id"))
                WriteValue(json, column, state);
            foreach (var place in Amounts(rule))
                if (amountOf(place) is { } amount)
                    json.WriteNumber(place < 0 ? "resolution_hours" : kind.Columns[place].Name, amount);
            if (change is { } difference)
            {
                WriteValue(json, rule.Level!, state);
                json.WriteNumber("change"u8, difference);
            }

            json.WriteEndObject();
        }

        return new NewEvent(
            kind.EventIdOf(state.Id, step), name, TimeOf(rule, state), now,
            _buffer.WrittenSpan.ToArray())
        {
            UserId = ActorColumn(rule) is { } actor ? state.Values[kind.PlaceOf(actor)] : null,
        };
    }

    private void WriteValue(Utf8JsonWriter json, string column, EntityState state)
    {
        var place = kind.PlaceOf(column);
        if (state.Values[place] is not { } value)
            return;
        if (kind.Columns[place].Type is ColumnType.Number or ColumnType.Whole)
            json.WriteNumber(column, state.NumberAt(place)!.Value);
        else
            json.WriteString(column, value);
    }

    private static string Path(string step, string more) => step.Length == 0 ? more : $"{step}/{more}";
}
