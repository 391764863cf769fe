namespace Analytics.Columnar.Operators;

internal static class Instants
{
    /// <summary>
    /// Milliseconds since 1970, a part of one rounded up: events lie on whole ones, so <c>[from, to)</c> holds the
    /// same events as before.
    /// </summary>
    public static long ToMillisecondsUp(this DateTimeOffset instant)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds();
        return instant.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? milliseconds : milliseconds + 1;
    }
}
