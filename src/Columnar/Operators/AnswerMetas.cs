using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

internal static class AnswerMetas
{
    /// <summary>What every answer from this snapshot says about itself.</summary>
    public static AnswerMeta Meta(this Snapshot snapshot, long rowsScanned) => new(
        snapshot.Position,
        snapshot.DataThrough is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null,
        ColumnarEventAnalytics.Name,
        rowsScanned)
    {
        ErasedSince = snapshot.ErasedSince,
    };
}
