namespace Analytics.GraphQL.Tests.Oracle.CodeFirst;

/// <summary>The one yard that is asked about, with another one behind it.</summary>
internal static class Yards
{
    public static Yard Create()
    {
        var shed = new Shed("s1", null, new Spot(3, 4), Grade.VeryHigh);
        var sand = new Sand(12.50m, shed);
        IAsset?[] assets = [new Truck("t1", "née \"T\"", new Spot(-1, null), sand, 6), null, shed, new Truck("t2", "", default, null, 4)];
        var far = new Yard("far", Low(), default, null, [shed], [], null);
        return new Yard("near", High(), new Spot(0.1, -0.2), new Spot(7, 8), assets, [sand, shed, new Sand(0, null)], far);
    }

    private static Measures Low() => new(
        0, null, long.MaxValue / 1024, -0.5, 0.25f, 0.10m, null, false, null, "", null, Guid.Empty, DateTimeOffset.UnixEpoch, null,
        DateOnly.MinValue, TimeSpan.Zero, new Uri("https://example.org/"), Grade.Low, null, -1, 0);

    private static Measures High() => new(
        int.MaxValue, int.MinValue, -9007199254740991, 1.7976931348623157e308, 1.5f, 79228162514264337593543950335m, -3.25m, true,
        false, "line\nbreak", "text", new Guid("123e4567-e89b-12d3-a456-426614174000"),
        new DateTimeOffset(2026, 3, 1, 12, 30, 0, 250, TimeSpan.FromHours(1)), DateTimeOffset.UnixEpoch, new DateOnly(2026, 2, 28),
        TimeSpan.FromMinutes(90.5), new Uri("https://example.org/a?b=c#d"), Grade.VeryHigh, Grade.Low, short.MaxValue, 255);
}
