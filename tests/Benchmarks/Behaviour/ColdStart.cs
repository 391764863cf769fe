using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Analytics.Benchmarks.Engine;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>A new process that opens the store with nothing of it in memory, and what it comes to hold.</summary>
/// <param name="OpenMilliseconds">From the call to open until it may be asked.</param>
/// <param name="AnswerMilliseconds">From the call to open until the first answer: question Q1.</param>
/// <param name="HeapMegabytes">The most that its managed heap held while it answered all questions.</param>
/// <param name="CommittedMegabytes">The most that its collector had taken from the system.</param>
/// <param name="ResidentMegabytes">Its resident set after them, mapped files included.</param>
/// <param name="PrivateMegabytes">The part of it that belongs to no file.</param>
internal sealed record ColdStart(
    double OpenMilliseconds,
    double AnswerMilliseconds,
    double HeapMegabytes,
    double CommittedMegabytes,
    double ResidentMegabytes,
    double PrivateMegabytes)
{
    /// <summary>The argument that makes this program the new process.</summary>
    public const string Argument = "--cold";

    private const int RunsOfEach = 3;
    private const int DontNeed = 4;                          // POSIX_FADV_DONTNEED
    private const double AnswerBudget = 1_000;
    private const double HeapBudget = 300;

    /// <summary>Starts the process and notes what it says.</summary>
    public static async Task RunAsync(GeneratedTenant tenant, Verdicts verdicts)
    {
        foreach (var path in Directory.EnumerateFiles(tenant.Directory, "*", SearchOption.AllDirectories))
            Forget(path);
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(ColdStart).Assembly.Location, "columnar", "--rows", $"{tenant.Events}", Argument])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var start = JsonSerializer.Deserialize<ColdStart>(output)!;
        Verdicts.Title("A new process, nothing of the store in memory");
        Console.WriteLine(FormattableString.Invariant(
            $"open after {start.OpenMilliseconds:F0} ms, first answer after {start.AnswerMilliseconds:F0} ms"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all questions {RunsOfEach} times: managed heap at most {start.HeapMegabytes:F0} MB, committed "
            + $"{start.CommittedMegabytes:F0} MB; resident set {start.ResidentMegabytes:F0} MB, "
            + $"{start.PrivateMegabytes:F0} MB of it no file's"));
        Console.WriteLine();
        verdicts.AtMost("first answer of a store opened cold, ms", start.AnswerMilliseconds, AnswerBudget);
        verdicts.AtMost("managed heap while answering, MB", start.HeapMegabytes, HeapBudget);
    }

    /// <summary>What the new process does: prints itself as JSON.</summary>
    public static async Task MeasureAsync(GeneratedTenant tenant)
    {
        using var heap = new HeapWatch();
        var started = Stopwatch.GetTimestamp();
        await using var store = await tenant.OpenAsync();
        await store.Engine.WaitForAsync(store.Tenant, 1, CancellationToken.None);
        var open = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await Questions.All[0].AskAsync(store.Engine, store.Tenant);
        var answer = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        foreach (var question in Questions.All)
            await new Measurement().AskAsync(question, store, RunsOfEach);
        heap.Dispose();
        Console.WriteLine(JsonSerializer.Serialize(new ColdStart(
            open, answer, heap.Allocated, heap.Committed, Status("VmRSS:"), Status("RssAnon:"))));
    }

    // Takes the file's pages out of the page cache; they are on disk already.
    private static void Forget(string path)
    {
        using var file = File.OpenHandle(path);
        RandomAccess.FlushToDisk(file);
        if (posix_fadvise(file, 0, 0, DontNeed) is not 0 and var fault)
            throw new InvalidOperationException($"{path} stays in memory: error {fault}.");
    }

    private static double Status(string field) => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1_024 / 1e6;

    [DllImport("libc", SetLastError = false)]
    private static extern int posix_fadvise(SafeFileHandle file, long offset, long length, int advice);
}
