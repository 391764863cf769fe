using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Collection;

public sealed class EventLogOptions
{
    public const string Section = "EventLog";

    /// <summary>
    /// How many events may wait for a commit before senders are told to come back, one of several KiB counting as
    /// several. A tenant alone may have half of it waiting, a key alone a quarter.
    /// </summary>
    [Range(1, 10_000_000)] public int QueueLength { get; init; } = 100_000;  // events

    /// <summary>From how many on a commit takes no further append.</summary>
    [Range(1, 100_000)] public int CommitSize { get; init; } = 4_000;        // events

    /// <summary>Commits under way at the same time, a tenant being in two of them at most; each holds a connection.</summary>
    [Range(1, 64)] public int Writers { get; init; } = 4;
}

[OptionsValidator]
public sealed partial class EventLogOptionsValidator : IValidateOptions<EventLogOptions>;
