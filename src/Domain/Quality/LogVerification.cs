using System.Collections.Immutable;

namespace Analytics.Domain.Quality;

/// <summary>What a comparison of the log with its seals found.</summary>
/// <param name="Positions">How many positions were looked at.</param>
/// <param name="Through">The last of them; 0 when there was nothing to look at.</param>
/// <param name="Complete">False when there is more behind <paramref name="Through"/>.</param>
/// <param name="FaultCount">Rows that are not as they were sealed.</param>
/// <param name="Faults">The first 100 of them, by position.</param>
public sealed record LogVerification(
    long Positions, long Through, bool Complete, long FaultCount, ImmutableArray<LogFault> Faults);

/// <summary>A row of the log that is not as it was sealed, and that no erasure or expiry explains.</summary>
/// <param name="Day">The day on which it was received.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Kind">What happened to it.</param>
public sealed record LogFault(DateOnly Day, long Position, LogFaultKind Kind);

/// <summary>How a row differs from its seal.</summary>
public enum LogFaultKind
{
    /// <summary>The row is gone.</summary>
    Deleted,

    /// <summary>The row has other values.</summary>
    Changed,

    /// <summary>There was no row at this position.</summary>
    Added,
}

/// <summary>A closed day of the log.</summary>
/// <param name="Day">Of the tenant's calendar, by reception.</param>
/// <param name="FirstPosition">Its first place in the log.</param>
/// <param name="LastPosition">Its last place.</param>
/// <param name="Rows">Events among these positions when they were sealed.</param>
/// <param name="Checksum">SHA-256 over the seals of its rows in the order of positions, hexadecimal.</param>
/// <param name="SealedAt">When its last part was sealed.</param>
/// <param name="VerifiedAt">Since when all of it has been compared; null while a part never was.</param>
/// <param name="Faults">Rows that were not as sealed when last compared.</param>
public sealed record SealedDay(
    DateOnly Day, long FirstPosition, long LastPosition, long Rows, string Checksum, DateTimeOffset SealedAt,
    DateTimeOffset? VerifiedAt, long Faults);
