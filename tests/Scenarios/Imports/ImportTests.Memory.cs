using System.Text.Json;

namespace Analytics.Scenarios.Imports;

public sealed partial class ImportTests
{
    private const long Most = 300_000_000;

    // 1 GiB, or as many rows as would be seen in the process's memory if it kept them: 1 KB each.
    private static long Bytes(bool isDryRun) =>
        Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 1L << 30 : isDryRun ? 30_000_000 : 5_000_000;

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    public async Task A_file_of_any_length_is_imported_in_300_MB_of_memory(bool isDryRun, bool isJson, bool isZipped)
    {
        using var client = empty.Host.As("community", "admin");
        client.Http.Timeout = Timeout.InfiniteTimeSpan;
        using var file = new OrderFile(Bytes(isDryRun), isJson, isZipped);
        empty.Host.ForgetPeak();
        var started = TimeProvider.System.GetTimestamp();

        using var answer = await client.Http.PostAsync($"v1/import/orders?dryRun={isDryRun}", file);

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var peak = empty.Host.PeakWorkingSet;
        var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(answer.IsSuccessStatusCode, $"{report}\n{empty.Host.Output}");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{file.Bytes:N0} bytes, {file.Rows:N0} rows in {seconds:N0} s, {file.Rows / seconds:N0} a second, peak {peak:N0} bytes");
        Assert.Equal($"{file.Rows} 0", Text(report.GetProperty("rows"), "read", "rejected"));
        Assert.Equal(file.Rows / 3, report.GetProperty("orders").GetProperty("created").GetInt32());
        Assert.Equal(isDryRun ? 0 : file.Rows / 3 * 4, report.GetProperty("events").GetProperty("accepted").GetInt32());
        Assert.True(peak < Most, $"The host had up to {peak:N0} bytes in memory.");
    }
}
