using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Tests.Identity;

/// <summary>Everybody's events in their order, each with the id that it was sent with; "" is nobody.</summary>
internal static class KnownActors
{
    /// <summary>As the log says.</summary>
    public static SortedDictionary<string, List<string>> Of(IReadOnlyCollection<LogEntry> entries, bool includeBots)
    {
        var state = IdentityState.After(entries);
        var erased = entries.OfType<LoggedEvent>().Select(logged => logged.Actor).OfType<string>().Distinct()
            .Where(state.IsErased).ToHashSet();
        var events = entries.OfType<LoggedEvent>().Where(logged => logged.Actor is null || !erased.Contains(logged.Actor))
            .Where(logged => includeBots || !((logged.Actor is { } own ? state.IsBot(own) : null) ?? logged.IsBot));
        var actors = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var group in events.GroupBy(logged => logged.Actor is null ? "" : state.ActorOf(logged.Actor)))
            actors.Add(group.Key, [.. group
                .OrderBy(logged => logged.OccurredAt)
                .ThenBy(logged => logged.Sequence ?? long.MaxValue)
                .ThenBy(logged => logged.EventId, StringComparer.Ordinal)
                .Select(logged => $"{Number(logged)} of {logged.Actor}")]);
        // Nobody's events have no order.
        if (actors.TryGetValue("", out var nobody))
            nobody.Sort(StringComparer.Ordinal);
        return actors;
    }

    /// <summary>As the engine reads them.</summary>
    public static SortedDictionary<string, List<string>> Of(Snapshot snapshot, bool includeBots)
    {
        var columns = new ShardColumns { OwnIds = true };
        var number = snapshot.Property("n");
        columns.AddNumbers(number);
        using var reader = new ShardReader(snapshot, columns, includeBots);
        var actors = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var texts = snapshot.Dictionary(DictionaryId.Actors);
        var parts = new RowShards(snapshot, includeBots);
        for (var i = 0; i < parts.NobodyCount; i++)
        {
            var rows = reader.Read(parts[i]);
            for (var row = 0; row < rows.Rows; row++)
                Add("", $"{rows.Numbers(number)[row]} of ");
        }
        var shards = new ActorShards(snapshot, includeBots);
        for (var i = 0; i < shards.Count; i++)
        {
            var rows = reader.Read(shards[i].From, shards[i].To);
            for (var run = 0; run < rows.Actors.Length; run++)
                for (var row = (int)rows.Starts[run]; row < rows.Starts[run + 1]; row++)
                    Add(
                        texts.Text(rows.Actors[run]),
                        $"{rows.Numbers(number)[row]} of {texts.Text(rows.OwnIds.At(row, rows.Actors[run]))}");
        }
        if (actors.TryGetValue("", out var nobody))
            nobody.Sort(StringComparer.Ordinal);
        return actors;

        void Add(string actor, string row)
        {
            if (!actors.TryGetValue(actor, out var list))
                actors.Add(actor, list = []);
            list.Add(row);
        }
    }

    private static string Number(LoggedEvent logged)
    {
        using var json = System.Text.Json.JsonDocument.Parse(logged.Properties);
        return json.RootElement.GetProperty("n").GetRawText();
    }
}
