namespace Analytics.TestKit.Hosts;

/// <summary>Where a host that runs with this assembly as its start-up hook tells the size of its heap.</summary>
public static class HeapProbe
{
    /// <summary>The environment variable that has the path of a Unix socket.</summary>
    public const string Variable = "ANALYTICS_TEST_HEAP_SOCKET";
}
