namespace Analytics.TestKit;

/// <summary>Where a random log lies in time: instants on a grid, so that events meet.</summary>
/// <param name="Origin">The first instant.</param>
/// <param name="Step">Between two instants.</param>
/// <param name="Steps">Number of instants.</param>
public sealed record RandomWorld(DateTimeOffset Origin, TimeSpan Step, int Steps)
{
    // Clocks are changed in some zone within the days that follow.
    private static readonly DateOnly[] _changes =
        [new(2024, 3, 8), new(2024, 3, 28), new(2024, 4, 3), new(2024, 4, 24), new(2024, 10, 3), new(2024, 10, 25), new(2024, 11, 1)];

    private static readonly string[] _zones =
    [
        "Etc/UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata", "Pacific/Chatham",
        "America/St_Johns",
    ];

    /// <summary>After so long without an event a session is over; events often lie just so far apart.</summary>
    public TimeSpan SessionGap => Step * 5;

    /// <summary>Half seconds after <see cref="TestEvents.Start"/>.</summary>
    public static RandomWorld OfSeconds(int seconds) => new(TestEvents.Start, TimeSpan.FromSeconds(0.5), seconds * 2);

    /// <summary>Seconds, or days around a change of clocks, or half a year.</summary>
    public static RandomWorld Of(int seed)
    {
        var random = new Random(seed);
        return random.Next(3) switch
        {
            0 => OfSeconds(random.Next(10, 60)),
            1 => new RandomWorld(Midnight(_changes[random.Next(_changes.Length)]), TimeSpan.FromMinutes(30), random.Next(48, 400)),
            _ => new RandomWorld(Midnight(_changes[random.Next(_changes.Length)]), TimeSpan.FromHours(6), random.Next(40, 800)),
        };
    }

    public DateTimeOffset At(int step) => Origin + (Step * step);

    /// <summary>A zone whose clocks may be changed in this time.</summary>
    public static TimeZoneInfo Zone(Random random) => TimeZoneInfo.FindSystemTimeZoneById(_zones[random.Next(_zones.Length)]);

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
