namespace Analytics.Domain.Quality;

/// <summary>What became of the messages that were received in a range, by whole hours.</summary>
/// <param name="Accepted">Written to the log.</param>
/// <param name="Duplicates">Known to the log already; they count in no rate.</param>
/// <param name="Quarantined">Put aside.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="Rate">Accepted among accepted, quarantined and rejected ones, 0 to 1; null without any.</param>
public sealed record EventCapture(long Accepted, long Duplicates, long Quarantined, long Rejected, decimal? Rate)
{
    /// <summary>Of the numbers of each verdict.</summary>
    public static EventCapture Of(long accepted, long duplicates, long quarantined, long rejected) => new(
        accepted, duplicates, quarantined, rejected,
        accepted + quarantined + rejected > 0 ? (decimal)accepted / (accepted + quarantined + rejected) : null);
}
