using System.Diagnostics;
using Analytics.Benchmarks.Engine;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>What one question took our engine.</summary>
internal sealed class Measurement
{
    private const int FewestWarmUps = 10;
    private const int MostWarmUps = 100;

    private static readonly TimeSpan _warm = TimeSpan.FromMilliseconds(400);

    private readonly List<double> _milliseconds = [];
    private double _processor = double.MaxValue;

    public double Median => Verdicts.Median(_milliseconds);

    public double Least => _milliseconds.Min();

    /// <summary>Processor time of the cheapest run, over all threads.</summary>
    public double Processor => _processor;

    /// <summary>Asks until the runtime has compiled for speed what the question runs.</summary>
    /// <returns>The last answer, or the problem.</returns>
    public static async Task<Result<object>> WarmAsync(BenchmarkQuestion question, EngineStore store)
    {
        var started = Stopwatch.GetTimestamp();
        var warming = new Measurement();
        var answer = await warming.AskAsync(question, store, FewestWarmUps);
        for (var runs = FewestWarmUps; runs < MostWarmUps && Stopwatch.GetElapsedTime(started) < _warm; runs++)
            answer = await warming.AskAsync(question, store, 1);
        return answer;
    }

    /// <summary>Asks so many times and keeps the figures.</summary>
    /// <returns>The last answer, or the problem.</returns>
    public async Task<Result<object>> AskAsync(BenchmarkQuestion question, EngineStore store, int times)
    {
        Result<object> answer = default;
        for (var run = 0; run < times; run++)
        {
            var (busy, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            answer = await question.AskAsync(store.Engine, store.Tenant);
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            _processor = Math.Min(_processor, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
            if (!answer.IsSuccess)
                break;
        }
        return answer;
    }
}
