using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Collection;

public sealed class EventLogOptions
{
    public const string Section = "EventLog";

    /// <summary>How many events may wait for a commit before senders are told to come back.</summary>
    [Range(1, 10_000_000)] public int QueueLength { get; init; } = 50_000;   // events

    /// <summary>From how many on a commit takes no further append.</summary>
    [Range(1, 100_000)] public int CommitSize { get; init; } = 4_000;        // events

    /// <summary>Commits under way at the same time; each holds a connection.</summary>
    [Range(1, 64)] public int Writers { get; init; } = 2;
}

[OptionsValidator]
public sealed partial class EventLogOptionsValidator : IValidateOptions<EventLogOptions>;
