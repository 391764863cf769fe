using System.Collections.Concurrent;
using System.Globalization;
using Analytics.Domain.Audit;

namespace Analytics.Api.Access;

/// <summary>
/// Writes refused sign-ins to the audit log, at most one entry a minute for each reason: someone who guesses keys
/// must not fill the log. What was held back is counted in the next entry.
/// </summary>
internal sealed class SignInFailures(IAuditLog audit, TimeProvider clock, ILogger<SignInFailures> logger)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Tally> _tallies = new();

    /// <summary>An entry of the platform: whom a bad credential claims to be is not to be believed.</summary>
    public async Task RecordAsync(Problem problem, CancellationToken cancellationToken)
    {
        var tally = _tallies.GetOrAdd(problem.Code, _ => new Tally());
        if (tally.Add(clock.GetUtcNow()) is not { } count)
            return;
        AccessLog.SignInRefused(logger, count, problem.Code);
        var detail = new Dictionary<string, string>
        {
            ["code"] = problem.Code,
            ["count"] = count.ToString(CultureInfo.InvariantCulture),
        };
        var entry = new AuditEntry(AuditActions.SignInFailed, Actor: null, Target: null, detail);
        await audit.AppendAsync(tenant: null, entry, cancellationToken);
    }

    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _nextEntryAt = DateTimeOffset.MinValue;
        private int _held;

        /// <returns>How many failures the entry that is due now stands for; null when none is due.</returns>
        public int? Add(DateTimeOffset now)
        {
            lock (_gate)
            {
                _held++;
                if (now < _nextEntryAt)
                    return null;
                _nextEntryAt = now + Window;
                var count = _held;
                _held = 0;
                return count;
            }
        }
    }
}
